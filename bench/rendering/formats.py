"""All formats by name, and postings written in them.

A name is the kind and the variant: `docx-tabs` is a Word file whose header has tab stops, `pdf-tabs` the PDF that
LibreOffice makes of it, `scan-pdf-tabs` the scan of its pages, `eml-pdf` a mail with a PDF attached.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import mail, office, packed, page, plain, scan, word
from .posting import Posting, read_posting

OFFICE = ("pdf", "odt", "rtf", "doc")
FORMATS: tuple[str, ...] = (
    *("txt", "md"),
    *(f"{suffix}-{layout}" for suffix in ("docx", *OFFICE) for layout in word.LAYOUTS),
    *(f"html-{header}" for header in page.HEADERS),
    *("eml-body", "eml-pdf", "eml-docx", "zip-docx"),
    *("scan-pdf-table", "scan-pdf-borderless", "scan-pdf-tabs", "scan-png-columns", "scan-tiff-table"),
)
# What samples/formats/ holds: each kind, in a few layouts.
SMALL = (
    *("docx-table", "docx-textbox", "odt-columns", "rtf-tabs", "doc-borderless", "pdf-table", "pdf-tabs"),
    *("html-dl", "html-table", "eml-body", "eml-pdf", "zip-docx"),
    *("scan-pdf-table", "scan-png-columns", "scan-tiff-table"),
)
CONTAINERS = ("eml-pdf", "eml-docx", "zip-docx")  # hold the posting as a file, beside other text
_CONTAINED = "table"  # the layout of the file in a mail or archive
Files = dict[tuple[str, str], Path]  # (posting's name, format) -> its file


def chosen(names: Iterable[str]) -> list[str]:
    """The formats of names as typed: full, or a beginning such as `pdf`; raises ValueError for an unknown one."""
    found: dict[str, None] = {}
    for name in names:
        matching = [known for known in FORMATS if known == name or known.startswith(f"{name}-")]
        if not matching:
            raise ValueError(f"no format {name!r}; there are {', '.join(FORMATS)}")
        found |= dict.fromkeys(matching)
    return list(found)


def render(sources: Sequence[Path], formats: Sequence[str], folder: Path, *, fax: bool = False) -> Files:
    """Write each posting in each format into the folder; a file newer than its posting and this code is kept.

    What a format is made from is written into the folder too. A scan as PNG holds one page: postings of more pages have
    none, and are left out of the result. With `fax` scans are black and white, and small. Raises OfficeMissing where a
    format needs LibreOffice and there is none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    renderer = _Renderer(folder, [_Source(path) for path in sources], fax=fax)
    wanted = [_Format.of(name) for name in formats]
    renderer.write_word({form.layout for form in wanted if form.layout})
    for suffix in OFFICE:
        renderer.write_office(suffix, {form.layout for form in wanted if form.base == suffix})
    return renderer.write(wanted)


@dataclass(frozen=True)
class _Format:
    """A format's name, taken apart: `base` is the suffix of the file that `layout` is written in, "" for none."""

    name: str
    kind: str
    variant: str = ""
    base: str = ""
    layout: str = ""

    @classmethod
    def of(cls, name: str) -> "_Format":
        kind, _, variant = name.partition("-")
        if kind == "scan":
            suffix, _, layout = variant.partition("-")
            return cls(name, kind, suffix, "pdf", layout)
        if name in CONTAINERS:
            return cls(name, kind, variant, variant, _CONTAINED)
        if kind in ("docx", *OFFICE):
            return cls(name, kind, variant, kind, variant)
        return cls(name, kind, variant)

    @property
    def ending(self) -> str:
        if self.kind == "scan":
            return f"{self.layout}.scan.{self.variant}"
        return f"{self.variant}.{self.kind}" if self.variant else self.kind


class _Source:
    """A written posting and when it, or the code that renders it, was last changed."""

    _CODE = max(path.stat().st_mtime for path in Path(__file__).parent.glob("*.py"))

    def __init__(self, path: Path) -> None:
        self.posting: Posting = read_posting(path)
        self._changed = max(self._CODE, path.stat().st_mtime)

    def is_newer(self, file: Path) -> bool:
        return not file.exists() or file.stat().st_mtime < self._changed


class _Renderer:
    """Files in one folder, named `POSTING.ENDING`, each written when it is missing or too old."""

    def __init__(self, folder: Path, sources: Sequence[_Source], *, fax: bool) -> None:
        self._folder = folder
        self._sources = sources
        self._fax = fax

    def _path(self, source: _Source, ending: str) -> Path:
        return self._folder / f"{source.posting.name}.{ending}"

    def write_word(self, layouts: Iterable[str]) -> None:
        for layout in layouts:
            for source in self._sources:
                path = self._path(source, f"{layout}.docx")
                if source.is_newer(path):
                    path.write_bytes(word.as_word(source.posting, word.LAYOUTS[layout]))

    def write_office(self, suffix: str, layouts: Iterable[str]) -> None:
        stale = [
            self._path(source, f"{layout}.docx")
            for layout in sorted(layouts)
            for source in self._sources
            if source.is_newer(self._path(source, f"{layout}.{suffix}"))
        ]
        office.convert(stale, suffix, self._folder)

    def write(self, formats: Iterable[_Format]) -> Files:
        files: Files = {}
        for form in formats:
            for source in self._sources:
                path = self._path(source, form.ending)
                if source.is_newer(path):
                    self._write(source, form, path)
                if path.exists():
                    files[source.posting.name, form.name] = path
        return files

    def _write(self, source: _Source, form: _Format, path: Path) -> None:
        posting, base = source.posting, self._path(source, f"{form.layout}.{form.base}")
        if form.kind == "scan":
            scan.write(base, path, fax=self._fax)
        elif form.name in CONTAINERS:
            path.write_bytes((mail.as_attachment if form.kind == "eml" else packed.as_zip)(posting, base))
        elif form.kind == "html":
            path.write_bytes(page.as_page(posting, form.variant))
        elif form.kind == "eml":
            path.write_bytes(mail.as_body(posting))
        else:
            path.write_text(plain.as_text(posting) if form.kind == "txt" else plain.as_markdown(posting), "utf-8")
