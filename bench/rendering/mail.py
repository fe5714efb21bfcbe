"""A posting as a mail: in its body, or in an attachment with a short note."""

from email.message import EmailMessage
from pathlib import Path

from .page import as_article
from .plain import as_text
from .posting import Posting

_NOTE = """Bonjour,

Veuillez trouver ci-joint l'avis de vacance pour diffusion.

Cordialement,
Le bureau du personnel
"""
TYPES = {
    ".pdf": ("application", "pdf"),
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def as_body(posting: Posting) -> bytes:
    """A mail whose body is the posting, as text and as HTML."""
    mail = _mail(posting)
    mail.set_content(as_text(posting), cte="quoted-printable")
    html = f"<html><body>\n{as_article(posting, 'lines')}</body></html>\n"
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    return _closed(mail)


def as_attachment(posting: Posting, file: Path) -> bytes:
    """A mail with the file attached and a note that says so."""
    mail = _mail(posting)
    mail.set_content(_NOTE, cte="quoted-printable")
    kind, subtype = TYPES[file.suffix]
    name = f"Avis de vacance n° 1{file.suffix}"  # not ASCII, as many names are
    mail.add_attachment(file.read_bytes(), maintype=kind, subtype=subtype, filename=name)
    return _closed(mail)


def _mail(posting: Posting) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Bureau du personnel <personnel@collectivite-exemple.nc>"
    mail["To"] = "diffusion@emploi-exemple.nc"
    mail["Subject"] = f"Diffusion d'un avis : {posting.title}"
    mail["Date"] = "Mon, 05 Jan 2026 08:00:00 +1100"
    mail["Message-ID"] = f"<{posting.name}@collectivite-exemple.nc>"
    return mail


def _closed(mail: EmailMessage) -> bytes:
    mail.set_boundary("=_partie_1")  # else a random one
    return mail.as_bytes()
