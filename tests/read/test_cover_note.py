"""A note that only says what is attached gives no record beside the attachment; other texts of mails do."""

from email.message import EmailMessage

import pytest

from offres.extract.read.mail import mail
from offres.extract.read.mail.mail_note import is_cover_note

CLOSING = "\n\nCordialement,\n\nAnne Dupuis\nService des ressources humaines\nTél. : 24 63 19\n"
NOTES = [
    "Bonjour,\n\nVeuillez trouver ci-joint l'avis de vacance pour publication." + CLOSING,
    "Bonjour,\n\nCi-joint : l'offre à diffuser." + CLOSING,
    "Ci-joint l'offre.\n",
    "Bonjour à tous,\nL'avis est en pièce jointe, merci de le publier avant le 5 mars 2031.\nBonne journée,\nPaul Essai\n",
    "Offre en PJ.\n\nMerci, bonne journée",
]
OTHERS = [
    "",
    "Bonjour,\n\nLe centre hospitalier recrute un infirmier." + CLOSING,
    "Bonjour,\n\nVoici l'offre jointe. Date limite de candidature : 30 avril 2031." + CLOSING,
    "Ci-joint la fiche de poste.\n\nPoste : Jardinier\nLieu : Koné\n",
    "Employeur : Ville de Valmer\n\nPièces jointes\n",
    "Bonjour,\n\nCi-joint l'offre.\n\n" + "La ville de Valmer compte dix mille habitants et vous accueille toute l'année. " * 8,
]  # fmt: skip


@pytest.mark.parametrize(("text", "note"), [*((text, True) for text in NOTES), *((text, False) for text in OTHERS)])
def test_is_cover_note(text, note):
    assert is_cover_note(text) is note


def members(text, *names, html=False):
    message = EmailMessage()
    message["Subject"] = "Offre"
    message.set_content(text, subtype="html" if html else "plain")
    for name, kind in names:
        main, sub = kind.split("/")
        message.add_attachment(b"%PDF-1.4", maintype=main, subtype=sub, filename=name)
    return [member.path for member in mail.members(message.as_bytes())]


PDF, PNG, CARD = ("avis.pdf", "application/pdf"), ("logo.png", "image/png"), ("anne.vcf", "text/vcard")


@pytest.mark.parametrize(
    ("text", "attached", "paths"),
    [
        (NOTES[0], [PDF], ["avis.pdf"]),
        (NOTES[0], [PDF, PNG], ["avis.pdf", "logo.png"]),
        (NOTES[0], [("avis", "application/pdf")], ["avis"]),
        (NOTES[0], [], [""]),
        (NOTES[0], [PNG], ["", "logo.png"]),
        (NOTES[0], [CARD], ["", "anne.vcf"]),
        (OTHERS[1], [PDF], ["", "avis.pdf"]),
        (OTHERS[2], [PDF], ["", "avis.pdf"]),
    ],
)
def test_a_note_beside_a_document_is_no_document(text, attached, paths):
    assert members(text, *attached) == paths


def test_a_note_in_html():
    note = "<p>Bonjour,</p><p>Ci-joint l'offre.</p><p>Cordialement,<br>Anne Dupuis<br>T&eacute;l. : 24 63 19</p>"
    assert members(note, PDF, html=True) == ["avis.pdf"]
    assert members(note.replace("Ci-joint l'offre", "Poste ci-joint. Lieu : Koné"), PDF, html=True) == ["", "avis.pdf"]
