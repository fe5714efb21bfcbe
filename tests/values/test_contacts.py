"""E-mail addresses, telephone numbers and who is who; all names, numbers and addresses are invented."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offres.extract.record import Contact
from offres.extract.values.contacts import find_emails, find_phones, read_contacts, read_said_contacts

EMAILS = [
    ("anne.martin@exemple.nc", ["anne.martin@exemple.nc"]),
    ("Mail : RH-candidature@exemple.nc.", ["RH-candidature@exemple.nc"]),
    ("<mailto:a_b+c@sous.exemple.fr>;x@y.org", ["a_b+c@sous.exemple.fr", "x@y.org"]),
    ("écrire à l’adresse d'anne@exemple.fr", ["anne@exemple.fr"]),
    ("drh@exemple.fr.Merci de joindre", ["drh@exemple.fr"]),
    ("-drh@exemple.fr", ["drh@exemple.fr"]),
    ("drh@exemple", []),
    ("@exemple.fr", []),
    ("a@b@exemple.fr", []),
    ("hélène@exemple.fr", []),
    ("drh @ exemple.fr", []),
    ("x" * 80 + "@exemple.fr", []),
]
# text, region, contact section?, numbers
PHONES = [
    ("Tél : 24.63.19", "NC", False, ["+687246319"]),
    ("tél.24.63.19", "NC", False, ["+687246319"]),
    ("Téléphone : 24 63 19", "NC", False, ["+687246319"]),
    ("Tel : 246319", "NC", False, ["+687246319"]),
    ("Tél :\n24-63-19", "NC", False, ["+687246319"]),
    ("tel 24 63 19 / 79.12.34", "NC", False, ["+687246319", "+687791234"]),
    ("Tél/Fax : 24.63.19", "NC", False, ["+687246319"]),
    ("(+687) 24 63 19", "FR", False, ["+687246319"]),
    ("+687.24.63.19", "FR", False, ["+687246319"]),
    ("00687 246319", "FR", False, ["+687246319"]),
    ("Tel : (+687)24.63.19 ou Mob : (+687) 791234", "NC", False, ["+687246319", "+687791234"]),
    ("Anne MARTIN, 27.88.14", "NC", True, ["+687278814"]),
    ("Anne MARTIN, 27.88.14", "NC", False, []),
    ("Anne MARTIN, 27.88.14", "FR", True, []),
    ("Tél : 24.63.19", "FR", True, []),
    ("02 98 12 34 56", "FR", False, ["+33298123456"]),
    ("02.98.12.34.56/06.12.34.56.78", "NC", False, ["+33298123456", "+33612345678"]),
    ("+33 (0)6 12 34 56 78", "FR", False, ["+33612345678"]),
    ("tél 0298123456", "FR", False, ["+33298123456"]),
    ("0298123456", "FR", False, []),
    ("0262 90 12 34", "FR", False, ["+262262901234"]),
    ("0692 12 34 56", "FR", False, ["+262692123456"]),
    ("+689 40 41 42 43", "FR", False, ["+68940414243"]),
    ("+681 72 12 34", "FR", False, ["+681721234"]),
    ("Fax : 24.63.20 / 24.63.21", "NC", True, []),
    ("Tél. : 24.63.19 - Fax : 24.63.20", "NC", True, ["+687246319"]),
    ("Télécopie : 02 98 12 34 57", "FR", True, []),
    ("fax +687 24 63 20", "NC", True, []),
    ("29/04/25", "NC", True, []),
    ("01.01.26", "NC", True, []),
    ("avant le 24.06.25", "NC", True, []),
    ("246319", "NC", True, []),
    ("n° 24.63.19", "NC", True, []),
    ("3134-27-0456/SR", "NC", True, []),
    ("SIRET 362 521 879 00034", "NC", True, []),
    ("IBAN FR76 3000 6000 0112 3456 7890 189", "FR", True, []),
    ("BP 240 - 98849 Nouméa", "NC", True, []),
    ("prix 246 319 F CFP", "NC", True, []),
    ("Tél : 24.63.19 €", "NC", True, []),
    ("Tél : 24 63 19 00 12 34", "NC", True, []),
    ("+687 24 63 19 25 12", "NC", True, []),
    ("Tél : 99 99 99 99 99", "FR", True, []),
    ("le télétravail 27.88.14", "NC", False, []),
    ("Mme Zoé Essai, cheffe du bureau - 28.03.41", "NC", True, ["+687280341"]),
    ("M. Paul Essai : 24.06.25 ou 79.12.34", "NC", True, ["+687240625", "+687791234"]),
    ("gestionnaire RH (28.03.41)", "NC", True, ["+687280341"]),
    ("Mme Zoé Essai, cheffe du bureau - 28.03.41", "NC", False, []),
    ("Mme Zoé Essai, cheffe du bureau - 28.03.41", "FR", True, []),
    ("Entretien avec Mme Zoé Essai, 24.06.25", "NC", True, []),
    ("Mme Zoé Essai reçoit le 24.06.25", "NC", True, []),
    ("Mme Zoé Essai, 24.06.25 à 10 h", "NC", True, []),
    ("Offre close, 24.06.25", "NC", True, []),
    ("Mme Zoé Essai\nClôture - 24.06.25", "NC", True, []),
]
NOBODY = {"name": None, "role": None, "phones": [], "emails": []}
CONTACTS = [
    ("Le chef de projet Tel : 26.79.38", [{"role": "chef de projet", "phones": ["+687267938"]}]),
    (
        ("Pour toute information sur le poste la personne à contacter est :\n\nCheffe de centre Agence Essai\n\n"
        "Tel : (+687) 246319 ou Mob : (+687) 791234"),
        [{"role": "Cheffe de centre Agence Essai", "phones": ["+687246319", "+687791234"]}],
    ),
    ("complémentaires Manager de zone Tel : (+687) 24 63 19", [{"role": "Manager de zone", "phones": ["+687246319"]}]),
    (
        "Mme Anne MARTIN, cheffe du service RH, tél : 24.63.19 / anne.martin@exemple.nc",
        [{"name": "Anne MARTIN", "role": "cheffe du service RH", "phones": ["+687246319"], "emails": ["anne.martin@exemple.nc"]}],
    ),
    (
        "le chef du service, M. Jean Exemple (24 63 20)",
        [{"name": "Jean Exemple", "role": "chef du service", "phones": ["+687246320"]}],
    ),
    (
        "Madame la cheffe du service, Anne MARTIN : 24.63.19",
        [{"name": "Anne MARTIN", "role": "cheffe du service", "phones": ["+687246319"]}],
    ),
    ("Contact RH : Paul Durand", [{"name": "Paul Durand"}]),
    ("24.63.19 (Mme Anne MARTIN)", [{"name": "Anne MARTIN", "phones": ["+687246319"]}]),
    ("Dr Jean Exemple, médecin chef", [{"name": "Dr Jean Exemple", "role": "médecin chef"}]),
    ("Mlle Zoé d'Essai-Noël", [{"name": "Zoé d'Essai-Noël"}]),
    ("M. Jean DE LA TOUR – Adjoint", [{"name": "Jean DE LA TOUR", "role": "Adjoint"}]),
    (
        "M. Jean Exemple (directeur des finances, du budget et de la paie) - tél : 24.63.19",
        [{"name": "Jean Exemple", "role": "directeur des finances, du budget et de la paie", "phones": ["+687246319"]}],
    ),
    (
        "Madame Anne MARTIN\nResponsable du recrutement\nTél : 02 98 12 34 56\nFax : 02 98 12 34 57\nAnne.Martin@exemple.fr",
        [{"name": "Anne MARTIN", "role": "Responsable du recrutement", "phones": ["+33298123456"],
          "emails": ["Anne.Martin@exemple.fr"]}],
    ),
    (
        ("M. Jean EXEMPLE, directeur adjoint – tél. 24.63.19 ou Mme Paule Essai, gestionnaire RH – tél. 24.63.20 – "
        "courriel : jean.exemple@exemple.nc"),
        [{"name": "Jean EXEMPLE", "role": "directeur adjoint", "phones": ["+687246319"], "emails": ["jean.exemple@exemple.nc"]},
         {"name": "Paule Essai", "role": "gestionnaire RH", "phones": ["+687246320"]}],
    ),
    (
        "Mme Anne MARTIN et M. Jean DURAND, tél : 24.63.19, durand@exemple.nc, amartin@exemple.nc",
        [{"name": "Anne MARTIN", "emails": ["amartin@exemple.nc"]},
         {"name": "Jean DURAND", "phones": ["+687246319"], "emails": ["durand@exemple.nc"]}],
    ),
    (
        "M. Jean Exemple\nDirection des essais : 24.63.19\nM. Exemple : jexemple@exemple.nc",
        [{"role": "Direction des essais", "phones": ["+687246319"]},
         {"name": "Jean Exemple", "emails": ["jexemple@exemple.nc"]}],
    ),
    (
        "Direction des ressources humaines : drh@exemple.nc",
        [{"role": "Direction des ressources humaines", "emails": ["drh@exemple.nc"]}],
    ),
    (
        "Renseignements auprès de la direction des essais au 24.63.19 ou par mail à drh@exemple.nc",
        [{"role": "direction des essais", "phones": ["+687246319"], "emails": ["drh@exemple.nc"]}],
    ),
    (
        "Service RH : 24.63.19 – Secrétariat de direction : 24.63.20",
        [{"role": "Service RH", "phones": ["+687246319"]}, {"role": "Secrétariat de direction", "phones": ["+687246320"]}],
    ),
    (
        "M. Jean Exemple, directeur (24.63.19). Les candidatures sont à envoyer à drh@exemple.nc",
        [{"name": "Jean Exemple", "role": "directeur", "phones": ["+687246319"]}, {"emails": ["drh@exemple.nc"]}],
    ),
    ("Contact RH : drh@exemple.nc\nTél : 24.63.19", [{"phones": ["+687246319"], "emails": ["drh@exemple.nc"]}]),
    ("M Jean Exemple : 24.63.19", [{"name": "Jean Exemple", "phones": ["+687246319"]}]),
    ("un budget de 3 M FCFP", []),
    ("Emploi RESPNC : /", []),
    ("Anne MARTIN", []),
    ("Anne MARTIN, directrice", [{"name": "Anne MARTIN", "role": "directrice"}]),
    ("Contact : Province Sud\nwww.exemple.nc", []),
    ("Monsieur le Maire – Hôtel de ville", []),
    ("Le chef de service est votre interlocuteur.", []),
    ("Toute candidature incomplète ne pourra être prise en considération", []),
    ("", []),
    ("Personne en charge du recrutement : Paul Durand", [{"name": "Paul Durand"}]),
]  # fmt: skip
# The heading above the section, its text, the contacts.
HEADED = [
    (
        "Contact RH", "Zoé Essai, gestionnaire de paie\nTéléphone du contact RH : 24 63 19\nCourriel du contact RH : z@exemple.nc",
        [{"name": "Zoé Essai", "role": "gestionnaire de paie", "phones": ["+687246319"], "emails": ["z@exemple.nc"]}],
    ),
    ("Personne en charge du recrutement", "Paul Durand - Directeur", [{"name": "Paul Durand", "role": "Directeur"}]),
    ("Personne à contacter", "Paul Durand\n24 63 19", [{"name": "Paul Durand", "phones": ["+687246319"]}]),
    ("Contacts", "- Paul Durand, directeur : 24 63 19", [{"name": "Paul Durand", "role": "directeur", "phones": ["+687246319"]}]),
    ("Contacts", "Paul Durand : 24 63 19", [{"phones": ["+687246319"]}]),
    ("Contact", "Villa Exemple\n24 63 19", [{"phones": ["+687246319"]}]),
    ("Contact RH", "Clinique Exemple\n24 63 19", [{"phones": ["+687246319"]}]),
    ("Personne à contacter", "AVIS IMPORTANT", []),
    ("Personne à contacter", "Paul Durand répond aux questions", []),
]  # fmt: skip
# A section that is about something else, the contacts.
SAID = [
    (
        "Le bureau est au 3e étage, tél. 24 63 18.\nRenseignements : Mme Zoé Essai, cheffe de bureau, tél. 24 63 19.",
        [{"name": "Zoé Essai", "role": "cheffe de bureau", "phones": ["+687246319"]}],
    ),
    (
        "Candidature à envoyer à rh@exemple.nc ; renseignements : M. Paul Essai, directeur, 24 63 19",
        [{"name": "Paul Essai", "role": "directeur", "phones": ["+687246319"]}],
    ),
    (
        "Pour toute précision :\n- Mme Zoé Essai, 24.63.19\n- M. Paul Essai, 24.63.20\nAccueil ouvert, 25.11.40",
        [{"name": "Zoé Essai", "phones": ["+687246319"]}, {"name": "Paul Essai", "phones": ["+687246320"]}],
    ),
    (
        "Pour plus d'informations, contactez le bureau des essais au 26 63 19",
        [{"role": "bureau des essais", "phones": ["+687266319"]}],
    ),
    ("Pour toute question sur vos données : dpo@exemple.nc", []),
    ("Renseignements pour les personnes en situation de handicap : referent@exemple.nc", []),
    ("Plus d'informations sur www.exemple.nc", []),
    ("Contacter les familles et les partenaires", []),
    ("M. Paul Essai, directeur, 24 63 19", []),
]


def lines_of(text):
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


@pytest.mark.parametrize(("text", "emails"), EMAILS)
def test_emails(text, emails):
    found = find_emails(text)
    assert [email.value for email in found] == emails
    assert [text[email.start : email.end] for email in found] == emails


@pytest.mark.parametrize(("text", "region", "section", "numbers"), PHONES)
def test_phones(text, region, section, numbers):
    assert [phone.value for phone in find_phones(text, region, contact_context=section)] == numbers


def test_phone_spans_cover_what_is_printed():
    text = "Tel : (+687) 246319 ou 02 98 12 34 56."
    assert [text[phone.start : phone.end] for phone in find_phones(text, "NC")] == ["(+687) 246319", "02 98 12 34 56"]


@pytest.mark.parametrize(("text", "contacts"), CONTACTS)
def test_contacts(text, contacts):
    assert [read.value for read in read_contacts(text, lines_of(text), "NC")] == [
        NOBODY | contact for contact in contacts
    ]


@pytest.mark.parametrize(("heading", "text", "contacts"), HEADED)
def test_heading_announces_a_person(heading, text, contacts):
    read = read_contacts(text, lines_of(text), "NC", heading=heading)
    assert [contact.value for contact in read] == [NOBODY | contact for contact in contacts]


@pytest.mark.parametrize(("text", "contacts"), SAID)
def test_only_whom_to_ask_counts_elsewhere(text, contacts):
    read = read_said_contacts(text, lines_of(text), "NC")
    assert [contact.value for contact in read] == [NOBODY | contact for contact in contacts]
    for contact in read:
        assert all(text[start:end] for start, end in contact.spans.values())


def test_spans_of_a_contact():
    text = "Contact : Mme Anne MARTIN, cheffe du\u00a0service, tél : 24.63.19 / anne.martin@exemple.nc"
    (read,) = read_contacts(text, lines_of(text), "NC")
    assert {path: text[slice(*span)] for path, span in read.spans.items()} == {
        "name": "Anne MARTIN",
        "role": "cheffe du\u00a0service",
        "phones[0]": "24.63.19",
        "emails[0]": "anne.martin@exemple.nc",
    }
    assert read.value["role"] == "cheffe du service"


@given(st.text())
@pytest.mark.parametrize("frame", ["{}", "M. {} Exemple, chef {} tél : 24.63.19", "{}@exemple.fr (Mme A {})"])
def test_any_text(frame, text):
    text = frame.format(text, text)
    for found in [*find_emails(text), *find_phones(text, "NC", contact_context=True)]:
        assert 0 <= found.start < found.end <= len(text)
    for read in read_contacts(text, lines_of(text), "NC"):
        Contact(**read.value)
        assert all(text[start:end].strip() for start, end in read.spans.values())


@pytest.mark.parametrize(
    "unit",
    ["1", "@", " ", ".", "a@", "1 ", "24.63.19\n", "tél : 24.63.19 / ", "a.b@c.d.", "M. ", "Mme Anne MARTIN, ", "chef ",
     "contact : ", "A", "(+687) ", "tel ", "- a\n"],
)  # fmt: skip
def test_hostile_text_is_read(unit):
    text = unit * (200_000 // len(unit))
    for found in (*find_emails(text), *find_phones(text, "NC")):
        assert 0 <= found.start < found.end <= len(text)
    assert all(Contact(**read.value) for read in read_contacts(text, lines_of(text), "NC"))


def test_import_is_light():
    code = (
        "import sys, offres.extract.values.application, offres.extract.values.salary, offres.extract.values.contract;"
        "print(sorted({'phonenumbers', 'dateparser', 'pydantic', 'regex', 'tomllib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() in ("[]", "['tomllib']")
