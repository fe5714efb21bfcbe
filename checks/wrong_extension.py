"""OF406 wrong-extension."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

KINDS = {  # the types that are read, as a message calls them
    "text/plain": Text("plain text", "du texte brut"),
    "text/html": Text("a web page", "une page web"),
    "application/rtf": Text("an RTF document", "un document RTF"),
    "application/pdf": Text("a PDF", "un PDF"),
    "application/msword": Text("a Word 97 document", "un document Word 97"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Text(
        "a DOCX document", "un document DOCX"
    ),
    "application/vnd.oasis.opendocument.text": Text("an ODT document", "un document ODT"),
    "message/rfc822": Text("a mail", "un courriel"),
    "application/vnd.ms-outlook": Text("an Outlook mail", "un courriel Outlook"),
    "image/png": Text("a PNG image", "une image PNG"),
    "image/jpeg": Text("a JPEG image", "une image JPEG"),
    "image/tiff": Text("a TIFF image", "une image TIFF"),
    "image/gif": Text("a GIF image", "une image GIF"),
    "image/bmp": Text("a BMP image", "une image BMP"),
    "image/webp": Text("a WebP image", "une image WebP"),
}

MESSAGE = Text(
    "The name ends with {extension}, but the content is {kind}, and was read as that.",
    "Le nom finit par {extension}, mais le contenu est {kind} et a été lu comme tel.",
)

RULE = Rule(
    code="OF406",
    name="wrong-extension",
    severity="info",
    what=Text(
        "The extension of the file's name promises another type than its content has. The content decides how it is "
        "read.",
        "L'extension du nom de fichier annonce un autre type que celui du contenu. C'est le contenu qui décide de la "
        "lecture.",
    ),
    why=Text(
        "Other programs go by the name: they refuse the file, or show something else than what was read.",
        "D'autres programmes se fient au nom : ils refusent le fichier, ou montrent autre chose que ce qui a été lu.",
    ),
    example="annonce.doc (une page web)",
    instead=Text(
        "Name the file as what it is, or save it as what its name says.",
        "Nommez le fichier d'après ce qu'il est, ou enregistrez-le dans le format que son nom annonce.",
    ),
    messages=(MESSAGE,),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit where the name is wrong; it has no place in the text."""
    if case.misnamed is not None:
        extension, media_type = case.misnamed
        yield Hit(None, None, MESSAGE, {"extension": extension, "kind": KINDS.get(media_type, media_type)})
