"""OF406: the name of a file promises another type than its content has."""

import io
import zipfile
from email.message import EmailMessage

import pytest

from command import POSTING
from offres import parse
from offres.checks import run
from offres.checks.wrong_extension import KINDS
from offres.extract.read import reader, sniff

HTML = "<!DOCTYPE html><html><body>" + "".join(f"<p>{line}</p>" for line in POSTING.splitlines()) + "</body></html>"
RTF = r"{\rtf1\ansi " + POSTING.replace("\n", r"\par ").encode("ascii", "replace").decode() + "}"


def mail():
    message = EmailMessage()
    message["From"], message["Subject"], message["MIME-Version"] = "a@exemple.nc", "Poste", "1.0"
    message.set_content(POSTING)
    message.add_attachment(HTML.encode(), maintype="application", subtype="pdf", filename="avis.pdf")
    return message.as_bytes()


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, text in members.items():
            packed.writestr(name.replace("_", "."), text)
    return stream.getvalue()


def said(data, uri):
    """By uri, the messages of OF406."""
    return {
        record.source.uri: one.message
        for record in parse(data, uri=uri)
        for one in record.findings
        if one.code == "OF406" and (one.field, one.span, one.severity) == (None, None, "info")
    }


@pytest.mark.parametrize(
    ("data", "uri", "expected"),
    [
        (POSTING.encode(), "a.txt", {}),
        (POSTING.encode(), "a.annonce", {}),
        (POSTING.encode(), None, {}),
        (POSTING.encode(), "a.PDF", {"a.PDF": ".pdf, but the content is plain text"}),
        (HTML.encode(), "a.html", {}),
        (HTML.encode(), "a.doc", {"a.doc": ".doc, but the content is a web page"}),
        (RTF.encode(), "a.doc", {"a.doc": ".doc, but the content is an RTF document"}),
        (mail(), "m.eml", {"m.eml!/avis.pdf": ".pdf, but the content is a web page"}),
        (mail(), "m.txt", {"m.txt": ".txt, but the content is a mail", "m.txt!/avis.pdf": "a web page"}),
        (zipped(a_txt=POSTING, b_txt=HTML), "a.docx", {"a.docx!/b.txt": ".txt, but the content is a web page"}),
    ],
)
def test_names(data, uri, expected):
    found = said(data, uri)
    assert found.keys() == expected.keys()
    assert all(part in found[uri] for uri, part in expected.items())


def test_both_languages_name_extension_and_content(make_case):
    case = make_case(misnamed=(".doc", "text/html"))
    (english,), (french,) = ([one for one in run(case, lang) if one.code == "OF406"] for lang in ("en", "fr"))
    assert english.message == "The name ends with .doc, but the content is a web page, and was read as that."
    assert french.message == "Le nom finit par .doc, mais le contenu est une page web et a été lu comme tel."


def test_every_type_that_is_read_has_a_name():
    assert reader._READERS.keys() - {sniff.MAIL_TEXT} | {sniff.MAIL, sniff.OUTLOOK} <= KINDS.keys()
