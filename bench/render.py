"""Write postings in all formats.

    python bench/render.py FOLDER samples/17-*.md [--format pdf --format docx-tabs]
    python bench/render.py --samples

The second form writes `samples/formats/` anew: one posting in each format, scans in black and white.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from offres.bench.rendering.formats import FORMATS, SMALL, chosen, render

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SAMPLE = SAMPLES / "01-inline-apiculture.md"


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        epilog=f"formats: {', '.join(FORMATS)}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, nargs="?", help="where the files go")
    parser.add_argument("posting", type=Path, nargs="*", help="postings in the restricted Markdown of samples/*.md")
    parser.add_argument("--format", action="append", help="a format, or a beginning such as `pdf`; by default all")
    parser.add_argument("--samples", action="store_true", help="write samples/formats/")
    options = parser.parse_args()
    if options.samples:
        write_samples(SAMPLES / "formats")
        return
    if not options.posting:
        parser.error("name a folder and a posting, or --samples")
    try:
        formats = chosen(options.format or FORMATS)
    except ValueError as error:
        parser.error(str(error))
    print(f"{len(render(options.posting, formats, options.folder))} files in {options.folder}")


def write_samples(folder: Path) -> None:
    """The small files that are checked in; what they are made from is left out."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for (_, name), path in render([SAMPLE], SMALL, Path(scratch), fax=True).items():
            target = folder / path.name
            shutil.copyfile(path, target)
            print(f"{target.stat().st_size:8} {target.name} ({name})")


if __name__ == "__main__":
    main()
