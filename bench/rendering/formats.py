"""All formats by name, and a posting written in them.

A name is the format and the variant: `docx-tabs` is a Word file whose header has tab stops, `pdf-tabs` the PDF that
LibreOffice makes of it, `scan-pdf-tabs` the scan of its pages.
"""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from . import mail, office, page, plain, scan, word
from .posting import Posting, read_posting

OFFICE = ("pdf", "odt", "rtf", "doc")
SCANS = ("pdf-table", "pdf-borderless", "pdf-tabs", "png-columns", "tiff-table")
FORMATS: tuple[str, ...] = (
    "txt",
    "md",
    *(f"{suffix}-{layout}" for suffix in ("docx", *OFFICE) for layout in word.LAYOUTS),
    *(f"html-{header}" for header in page.HEADERS),
    "eml-body",
    "eml-pdf",
    "eml-docx",
    "zip-docx",
    *(f"scan-{kind}" for kind in SCANS),
)
CONTAINERS = ("eml-pdf", "eml-docx", "zip-docx")  # give further records, of the cover note
Files = dict[tuple[str, str], Path]  # (posting's name, format) -> its file


def chosen(names: Iterable[str]) -> list[str]:
    """The formats of names as typed: full, or a beginning such as `pdf`; raises ValueError for an unknown one."""
    found = []
    for name in names:
        matching = [known for known in FORMATS if known == name or known.startswith(f"{name}-")]
        if not matching:
            raise ValueError(f"no format {name!r}; there are {', '.join(FORMATS)}")
        found += [known for known in matching if known not in found]
    return found


def render(sources: Sequence[Path], formats: Sequence[str], folder: Path) -> Files:
    """Write each posting in each format into the folder; a file newer than its posting and this code is kept.

    A scan as PNG holds one page: postings of more pages have none, and are left out of the result. Raises OfficeMissing
    where a format needs LibreOffice and there is none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    code = max(path.stat().st_mtime for path in Path(__file__).parent.glob("*.py"))
    batch = _Batch(folder, {path.stem: max(code, path.stat().st_mtime) for path in sources})
    postings = [read_posting(path) for path in sources]
    for layout in word.LAYOUTS:
        if any(layout in _layouts(name) for name in formats):
            for posting in postings:
                batch.word(posting, layout)
    for suffix in OFFICE:
        batch.office(
            suffix, [(posting, layout) for name in formats for layout in _layouts(name, suffix) for posting in postings]
        )
    files = {(posting.name, name): batch.file(posting, name) for name in formats for posting in postings}
    return {key: path for key, path in files.items() if path.exists()}


def _layouts(name: str, suffix: str | None = None) -> set[str]:
    """The layouts of Word files that a format is made from; with a suffix, those that LibreOffice converts to it."""
    kind, _, variant = name.partition("-")
    if kind == "scan":
        kind, variant = "pdf", variant.partition("-")[2]
    elif kind in ("eml", "zip") and variant != "body":
        kind, variant = variant, "table"
    wanted = kind in ("docx", *OFFICE) if suffix is None else kind == suffix
    return {variant} if wanted else set()


class _Batch:
    """Files in one folder, each written when it is missing or too old."""

    def __init__(self, folder: Path, newest: dict[str, float]) -> None:
        self.folder = folder
        self._newest = newest  # what a posting's files must be newer than

    def path(self, posting: Posting, variant: str, suffix: str) -> Path:
        return self.folder / f"{posting.name}.{variant}.{suffix}".replace("..", ".")

    def fresh(self, posting: Posting, path: Path) -> bool:
        return path.exists() and path.stat().st_mtime >= self._newest[posting.name]

    def word(self, posting: Posting, layout: str) -> None:
        path = self.path(posting, layout, "docx")
        if not self.fresh(posting, path):
            path.write_bytes(word.as_word(posting, word.LAYOUTS[layout]))

    def office(self, suffix: str, wanted: Iterable[tuple[Posting, str]]) -> None:
        stale = {
            self.path(posting, layout, "docx"): None
            for posting, layout in wanted
            if not self.fresh(posting, self.path(posting, layout, suffix))
        }
        office.convert(list(stale), suffix, self.folder)

    def file(self, posting: Posting, name: str) -> Path:
        """The file of a format, written where it is not there yet."""
        kind, _, variant = name.partition("-")
        suffix = kind
        if kind == "scan":
            suffix, _, layout = variant.partition("-")
            variant = f"{layout}.scan"
        path = self.path(posting, variant, suffix)
        if not self.fresh(posting, path):
            self._write(posting, name, path)
        return path

    def _write(self, posting: Posting, name: str, path: Path) -> None:
        kind, _, variant = name.partition("-")
        if kind in ("txt", "md"):
            text = plain.as_text(posting) if kind == "txt" else plain.as_markdown(posting)
            path.write_text(text, "utf-8")
        elif kind == "html":
            path.write_bytes(page.as_page(posting, variant))
        elif kind == "eml":
            attached = self.path(posting, "table", variant)
            path.write_bytes(mail.as_body(posting) if variant == "body" else mail.as_attachment(posting, attached))
        elif kind == "zip":
            _write_zip(path, self.path(posting, "table", variant))
        else:
            self._write_scan(posting, variant, path)

    def _write_scan(self, posting: Posting, variant: str, path: Path) -> None:
        kind, _, layout = variant.partition("-")
        pages = scan.scanned(self.path(posting, layout, "pdf"))
        if kind != "png" or len(pages) == 1:
            scan.WRITERS[kind](pages, path)


def _write_zip(path: Path, member: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        inside = zipfile.ZipInfo(f"avis/{member.name}", word.WRITTEN.timetuple()[:6])
        archive.writestr(inside, member.read_bytes(), zipfile.ZIP_DEFLATED)
