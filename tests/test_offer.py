"""Settled values -> the offer: names cleaned up, dates, units, contract, numbers; invented lines under a short header."""

import pytest

from golden import bare
from offres import parse_text

HEADER = "Jardinier\nRéférence : 3134-27-0456/SR du 5 avril 2027\nDate de dépôt de l'offre : lundi 5 avril 2027\n"


def record_of(lines):
    (record,) = parse_text(f"{HEADER}{lines}\n")
    assert record.offer is not None
    return record


def value_of(lines, path):
    """The value at a path, without its null and empty keys."""
    value = bare(record_of(lines).model_dump(mode="json")["offer"])
    for key in path.split("."):
        value = (value or {}).get(key)
    return value


def fields_with(record, code):
    return [finding.field for finding in record.findings if finding.code == code]


NAMES = [
    pytest.param("Employeur : Ville de Valmer", "employer", "Ville de Valmer", id="plain"),
    pytest.param("Employeur : Ville de Valmer.", "employer", "Ville de Valmer", id="full stop"),
    pytest.param("Employeur : Ville de Valmer ,", "employer", "Ville de Valmer", id="comma"),
    pytest.param("Employeur : Ville de Valmer -", "employer", "Ville de Valmer", id="dash"),
    pytest.param("Employeur : Ville  de\u00a0Valmer", "employer", "Ville de Valmer", id="white space"),
    pytest.param("Employeur : Ville\nde Valmer", "employer", "Ville de Valmer", id="wrapped"),
    pytest.param("Employeur : VILLE DE VALMER", "employer", "VILLE DE VALMER", id="capitals stay"),
    pytest.param("Employeur : Régie de l’eau", "employer", "Régie de l’eau", id="apostrophe stays"),
    pytest.param("Employeur : Ville de Valmer QPT", "employer", "Ville de Valmer", id="logo"),
    pytest.param("Employeur : Ville de Valmer www.valmer.example", "employer", "Ville de Valmer", id="address"),
    pytest.param("Employeur : Office des parcs (ODP).", "employer", "Office des parcs (ODP)", id="full stop after a bracket"),
    pytest.param("Employeur : O.D.P.", "employer", "O.D.P.", id="acronym with full stops"),
    pytest.param("Employeur : Valmer S.A.", "employer", "Valmer S.A.", id="acronym at the end"),
    pytest.param("Employeur : QPT", "employer", "QPT", id="a logo's text alone is the name"),
    pytest.param("Employeur : /", "employer", None, id="slash"),
    pytest.param("Employeur : null", "employer", None, id="null"),
    pytest.param("Lieu de travail : 3, rue des Lilas, Koné.", "location", "3, rue des Lilas, Koné", id="street"),
    pytest.param("Lieu de travail : Koné / Poya", "location", "Koné / Poya", id="two places"),
    pytest.param("Lieu de travail : lundi 3 mars 2031", "location", None, id="a day is no place"),
    pytest.param("Lieu de travail : Place du 8 mai 1945", "location", "Place du 8 mai 1945", id="a place with a day's name"),
    pytest.param("Employeur : 03/03/2031", "employer", None, id="a day is no employer"),
    pytest.param("Lieu de travail : Ensemble de la province", "location", "Ensemble de la province", id="no town"),
]  # fmt: skip

UNITS = [
    pytest.param("Direction : de la Vie Citoyenne", "department", "Direction de la Vie Citoyenne", id="de la"),
    pytest.param("Direction : des finances", "department", "Direction des finances", id="des"),
    pytest.param("Direction : d'appui", "department", "Direction d'appui", id="d'"),
    pytest.param("Direction : du port", "department", "Direction du port", id="du"),
    pytest.param("Direction : générale des services", "department", "Direction générale des services", id="générale"),
    pytest.param("Direction : Finances", "department", "Finances", id="a name of its own"),
    pytest.param("Direction : Direction des finances", "department", "Direction des finances", id="the word again"),
    pytest.param("Direction des finances", "department", "Direction des finances", id="no label"),
    pytest.param("Direction : De Valmer", "department", "De Valmer", id="capital"),
    pytest.param("Service : de la voirie", "service", "Service de la voirie", id="service"),
    pytest.param("Service : Bureau de la paie", "service", "Bureau de la paie", id="bureau"),
    pytest.param("Direction : /", "department", None, id="slash"),
    pytest.param("Direction : Direction de la", "department", None, id="the rest was lost"),
]  # fmt: skip

STATUS = [
    pytest.param("Corps /Domaine : Rédacteur - finances ou achats", "corps", "Rédacteur", id="corps"),
    pytest.param("Corps /Domaine : Rédacteur - finances ou achats", "domains", ["finances", "achats"], id="specialities"),
    pytest.param("Corps : Adjoint.", "corps", "Adjoint", id="full stop"),
    pytest.param("Corps/Catégorie : Catégorie B", "category", ["B"], id="category under the corps"),
    pytest.param("Corps/Catégorie : catégorie A+", "category", ["A"], id="category A+"),
    pytest.param("Corps/Catégorie : Catégorie B", "corps", None, id="a category is no corps"),
    pytest.param("Domaine : eau, voirie", "domains", ["eau", "voirie"], id="label Domaine"),
    pytest.param("Domaine : eau ou voirie / parcs", "domains", ["eau", "voirie", "parcs"], id="label Domaine, ou and slash"),
    pytest.param("Grades : Adjoint ; Adjoint principal", "grades", ["Adjoint", "Adjoint principal"], id="grades, semicolon"),
    pytest.param("Grade(s) recherché(s) : Adjoint, Rédacteur / Attaché", "grades", ["Adjoint", "Rédacteur", "Attaché"], id="grades, comma and slash"),
    pytest.param("Catégorie : A ou B", "category", ["A", "B"], id="two categories"),
    pytest.param("Catégorie : D", "category", None, id="no category"),
    pytest.param("Emploi RESPNC : Comptable", "occupation", "Comptable", id="job"),
    pytest.param("Code ROME : M1203", "occupation_code", "M1203", id="code"),
    pytest.param("Code ROME : M1203", "occupation", None, id="a code is no job"),
    pytest.param("Code ROME : M1203 - Comptabilité", "occupation", "Comptabilité", id="code and job"),
    pytest.param("Métier : Comptable (M1203)", "occupation", "Comptable", id="job and code"),
    pytest.param("Métier : Comptable (M1203)", "occupation_code", "M1203", id="code after the job"),
    pytest.param("Métier : A12", "occupation_code", None, id="no code"),
    pytest.param("Emploi RESPNC : /", "occupation", None, id="slash"),
    pytest.param("Durée de résidence exigée pour le recrutement sur titre : 5 ans", "residency", {"min_years": 5, "route": "sur titre"}, id="residency"),
    pytest.param("Durée de résidence exigée pour le recrutement sur titre :", "residency", {"route": "sur titre"}, id="residency, empty"),
    pytest.param("Employeur : Ville de Valmer", "residency", None, id="no residency"),
]  # fmt: skip

DATES = [
    pytest.param("Date limite de candidature : vendredi 30 avril 2027", "deadline", "2027-04-30", id="deadline"),
    pytest.param("Date limite de candidature : avant le 30 avril 2027", "deadline", "2027-04-30", id="avant le"),
    pytest.param("Date limite de candidature : vendredi 30 avril 2027 à 12h00", "deadline_time", "12:00", id="hour"),
    pytest.param("Date limite de candidature : 30/04/2027 à 23h59 (heure de Paris)", "deadline_time", "23:59", id="hour of a zone"),
    pytest.param("Date limite de candidature : vendredi 30 avril 2027", "deadline_time", None, id="no hour"),
    pytest.param("Date limite de candidature : du 14 avril 2027 au 20 mai 2027", "deadline", "2027-05-20", id="period"),
    pytest.param("Date limite de candidature : du 14 avril 2027 au 20 mai 2027, 23h59", "deadline", "2027-05-20", id="period with an hour"),
    pytest.param("Date limite de candidature : du 14 avril 2027 au 20 mai 2027, 23h59", "deadline_time", "23:59", id="hour of a period"),
    pytest.param("Date limite de candidature : du 14/04/2027 au 20/05/2027", "deadline", "2027-05-20", id="period, numeric"),
    pytest.param("Date limite de candidature : du 5 au 30 avril 2027", "deadline", "2027-04-30", id="period in one month"),
    pytest.param("Date limite de candidature : 30/02/2027", "deadline", None, id="impossible"),
    pytest.param("Date limite de candidature : 30 avril 2027²", "deadline", "2027-04-30", id="a footnote's mark"),
    pytest.param("Date limite de candidature : avril 2027", "deadline", None, id="month"),
    pytest.param("Date limite de candidature : 30 avril", "deadline", None, id="no year"),
    pytest.param("Date limite de candidature : dès que possible", "deadline", None, id="no date"),
    pytest.param("Date limite de candidature : 12h00", "deadline_time", None, id="an hour is no deadline"),
    pytest.param("Date limite de candidature : 30/04/27", "deadline", "2027-04-30", id="two-digit year"),
    pytest.param("Modification de la date de clôture initialement prévue le 30/04/2027", "initial_deadline", "2027-04-30", id="initial deadline"),
    pytest.param("Date limite de candidature initiale : 30/04/2027\nNouvelle date limite de candidature : 14/05/2027", "deadline", "2027-05-14", id="new deadline"),
    pytest.param("Date limite de candidature initiale : 30/04/2027\nNouvelle date limite de candidature : 14/05/2027", "initial_deadline", "2027-04-30", id="deadline called initial"),
    pytest.param("Date de publication : 2 avril 2027", "published", None, id="two dates of publication that differ"),
    pytest.param("Poste à pourvoir : à compter du 1er juin 2027", "start.date", "2027-06-01", id="start"),
    pytest.param("Poste à pourvoir : juin 2027", "start.date", "2027-06", id="start, month"),
    pytest.param("Poste à pourvoir : 30/02/2027", "start.date", None, id="start, impossible"),
    pytest.param("Poste à pourvoir : null", "start", None, id="start, null"),
]  # fmt: skip

TERMS = [
    pytest.param("Ouvert aux contractuels : Oui", "contract", {"kinds": ["civil_servant", "contractual"], "text": "Oui"}, id="open to contractuals"),
    pytest.param("Ouvert aux contractuels : Non", "contract", {"kinds": ["civil_servant"], "text": "Non"}, id="not open to contractuals"),
    pytest.param("Type de contrat : CDD de 6 mois", "contract", {"kinds": ["fixed_term"], "duration_months": 6, "text": "CDD de 6 mois"}, id="fixed term"),
    pytest.param("Nature de l'emploi : Contractuel, CDD", "contract", {"kinds": ["contractual", "fixed_term"], "text": "Contractuel, CDD"}, id="contractual, fixed term"),
    pytest.param("Type de contrat : Oui", "contract.kinds", None, id="oui means nothing under another label"),
    pytest.param("Nombre de postes : 3", "openings", 3, id="openings"),
    pytest.param("Nombre de postes : deux", "openings", 2, id="openings in words"),
    pytest.param("Nombre de postes : /", "openings", None, id="openings, slash"),
    pytest.param("Temps de travail : 35h", "working_time.hours_per_week", 35.0, id="hours"),
    pytest.param("Salaire : 32-36 K€", "salary.max", 36000.0, id="pay"),
    pytest.param("Salaire : 2 500³ € brut", "salary.max", None, id="a footnote's mark is no digit of the pay"),
    pytest.param("Salaire : 24.63.19", "salary.max", None, id="a telephone is no pay"),
    pytest.param("Télétravail : deux jours", "attributes", [{"label": "Télétravail", "value": "deux jours"}], id="attribute"),
    pytest.param("Télétravail :\ndeux jours", "attributes", [{"label": "Télétravail", "value": "deux jours"}], id="attribute on two lines"),
    pytest.param("**Prime de feu :** oui", "attributes", [{"label": "Prime de feu", "value": "oui"}], id="unknown label"),
]  # fmt: skip

NUMBERS = [
    pytest.param("", "reference", {"number": "3134-27-0456/SR", "issued": "2027-04-05", "issuer": "3134", "year": 2027, "sequence": 456, "suffix": "SR"}, id="parts"),
    pytest.param("Référence interne : RH-12", "reference.also", ["RH-12"], id="company's"),
    pytest.param("Référence société : RH-12\nRef. Apec : 179510151W", "reference.also", ["RH-12", "179510151W"], id="two further"),
    pytest.param("Référence interne : 3134-27-0456/SR", "reference.also", None, id="the same"),
    pytest.param("Référence interne : RH-12\nRéférence interne : RH-12", "reference.also", ["RH-12"], id="the same twice"),
    pytest.param("Référence interne : à venir", "reference.also", None, id="words"),
    pytest.param("Référence : 27-61234/MPRH", "reference.also", None, id="a second of its own is a conflict"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "path", "value"), [*NAMES, *UNITS, *STATUS, *DATES, *TERMS, *NUMBERS])
def test_value(lines, path, value):
    assert value_of(lines, path) == value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("Jardinier\nRéférence société : RH-12\nRéférence : 2027-118822\n", "2027-118822", id="own number below"),
        pytest.param("Jardinier\nRéférence société : RH-12\n", "RH-12", id="only a company's"),
        pytest.param("Jardinier\nRéférence : à venir\n", None, id="words"),
        pytest.param("Jardinier\nRéférence : 3134-27-……../SR du 5 avril 2027\n", None, id="blank"),
        pytest.param("Jardinier\nRéférence :\n", None, id="empty"),
        pytest.param("Jardinier\nEmployeur : Ville de Valmer\n", None, id="no label"),
    ],
)  # fmt: skip
def test_which_number(text, number):
    (record,) = parse_text(text)
    assert record.offer is not None
    assert (record.offer.reference and record.offer.reference.number) == number


def test_a_blank_number_keeps_its_date_and_is_missing():
    (record,) = parse_text("Jardinier\nRéférence : 3134-27-……../SR du 5 avril 2027\n")
    assert record.offer is not None
    assert record.offer.reference is not None
    assert str(record.offer.reference.issued) == "2027-04-05"
    assert fields_with(record, "OF102") == ["reference.number"]


FINDINGS = [
    pytest.param("Date limite de candidature : 30/02/2027", "OF201", ["deadline"], id="impossible date"),
    pytest.param("Date limite de candidature : dès que possible", "OF201", ["deadline"], id="unreadable date"),
    pytest.param("Date limite de candidature : 30/04/27", "OF206", ["deadline"], id="two-digit year"),
    pytest.param("Date limite de candidature : 30 avril", "OF206", ["deadline"], id="no year"),
    pytest.param("Date limite de candidature : jeudi 30 avril 2027", "OF202", ["deadline"], id="weekday"),
    pytest.param(
        "Date limite de candidature : vendredi 30 avril 2O27", "OF403", ["deadline"], id="letter O in the year"
    ),
    pytest.param("Poste à pourvoir : fin mai", "OF206", ["start.date"], id="start without a year"),
    pytest.param("Poste à pourvoir : 30/02/2027", "OF201", ["start.date"], id="impossible start"),
    pytest.param("Direction : Direction de la", "OF107", ["department"], id="name whose rest was lost"),
    pytest.param("Lieu de travail : lundi 3 mars 2031", "OF107", ["location"], id="a day is no place"),
    pytest.param("Date limite de candidature : vendredi 30 avril 2027", "OF201", [], id="nothing wrong"),
]


@pytest.mark.parametrize(("lines", "code", "fields"), FINDINGS)
def test_what_is_observed(lines, code, fields):
    assert fields_with(record_of(lines), code) == fields


TITLES = [
    pytest.param("Jardinier :", "Jardinier", None, id="colon"),
    pytest.param("Jardinier,", "Jardinier", None, id="comma"),
    pytest.param("Jardinier  en\u00a0chef", "Jardinier en chef", None, id="white space"),
    pytest.param("**Jardinier**", "Jardinier", None, id="markup"),
    pytest.param("2 Jardiniers", "2 Jardiniers", 2, id="count"),
    pytest.param("03 Jardiniers (H/F)", "03 Jardiniers (H/F)", 3, id="count with a zero"),
    pytest.param("Jardinier de 2e classe", "Jardinier de 2e classe", None, id="a rank is no count"),
    pytest.param("Jardinier (H/F)", "Jardinier (H/F)", None, id="H/F stays"),
]


@pytest.mark.parametrize(("line", "title", "openings"), TITLES)
def test_title_and_openings(line, title, openings):
    (record,) = parse_text(f"{line}\nRéférence : 3134-27-0456/SR\n")
    assert record.offer is not None
    assert (record.offer.title, record.offer.openings) == (title, openings)
