"""Records for the review page, made by hand, and the page of them."""

import io

from offres.extract.record import Finding, Mission, Offer, Record, Reference, Source, Span
from offres.output.review import Advice, Picture, Posting, write

TEXT = "Jardinier\nEmployeur : Ville de Sainte-Rose\nRéférence : 12/SR du 3 mars 2031\n- arroser ;\n- tailler.\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
ADVICE = {"OF107": Advice("A label without a value.", "It may be lost.", "Write the value.")}


def span(text, piece, **place):
    start = text.index(piece)
    return Span(start=start, end=start + len(piece), text=piece, **place)


def finding(code="OF107", severity="warning", at=None, message="No value.", name="empty-field"):
    return Finding(code=code, name=name, severity=severity, field="service", message=message, span=at)


def record(text=TEXT, spans=None, findings=(), uri="a.txt", **offer):
    """A record whose spans are given as pieces of the text, or as spans."""
    placed = {path: at if isinstance(at, Span) else span(text, at) for path, at in (spans or {}).items()}
    about = Source(uri=uri, sha256="0", bytes=len(text), extractor="x")
    return Record(offer=Offer(**offer), spans=placed, findings=list(findings), source=about)


def gardener(number=0, **changes):
    values = {
        "title": f"Jardinier {number}",
        "employer": "Ville de Sainte-Rose",
        "reference": Reference(number="12/SR", issued="2031-03-03"),
        "missions": [Mission(text="arroser"), Mission(text="tailler")],
        "published": "2031-03-03",
        "deadline": "2031-03-28",
    }
    spans = {
        "title": "Jardinier",
        "employer": "Ville de Sainte-Rose",
        "reference.number": "12/SR",
        "reference.issued": "3 mars 2031",
        "missions[0].text": "arroser ;",
        "missions[1].text": "tailler.",
    }
    return record(**{"spans": spans, **values, **changes})


def picture(number=1, data=PNG):
    return Picture(number, 595.0, 842.0, "image/png", data)


def page(postings, lang="en", advice=ADVICE):
    stream = io.BytesIO()
    write([one if isinstance(one, Posting) else Posting(one, TEXT) for one in postings], stream, advice, lang)
    return stream.getvalue()
