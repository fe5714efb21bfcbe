"""Write postings in all formats: `python bench/render.py FOLDER samples/17-*.md [--format docx]`."""

import argparse
from pathlib import Path

from offres.bench.rendering.formats import FORMATS, chosen, render


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__, epilog=f"Formats: {', '.join(FORMATS)}")
    parser.add_argument("folder", type=Path, help="where the files go")
    parser.add_argument("posting", type=Path, nargs="+", help="postings in the restricted Markdown of samples/*.md")
    parser.add_argument("--format", action="append", help="a format, or a beginning such as `pdf`; by default all")
    options = parser.parse_args()
    try:
        formats = chosen(options.format or FORMATS)
    except ValueError as error:
        parser.error(str(error))
    files = render(options.posting, formats, options.folder)
    print(f"{len(files)} files in {options.folder}")


if __name__ == "__main__":
    main()
