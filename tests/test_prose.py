"""Values in sentences: announcements, bare numbers, deadlines among the ways to apply; all wordings are invented."""

import pytest

from offres import parse_text

HEADER = "Jardinier\nRéférence : 3134-27-0456/SR\nEmployeur : Ville de Valmer\nLieu de travail : Koné\n"


def offer_of(text):
    (record,) = parse_text(text)
    assert record.offer is not None
    return record.offer


ANNOUNCED = [
    pytest.param(
        "La Nouvelle-Calédonie recrute, pour les besoins du Service des forêts de la Direction de l'environnement (DENV), un Garde forestier.\n\nMissions :\n- garder.\n",
        ("Garde forestier", "La Nouvelle-Calédonie", "Direction de l'environnement (DENV)", "Service des forêts"), id="employer, service, directorate, title"),
    pytest.param(
        "La Nouvelle-Calédonie recrute, pour les besoins du Bureau des cartes, une Géomaticienne.\n\nMissions :\n- garder.\n",
        ("Géomaticienne", "La Nouvelle-Calédonie", None, "Bureau des cartes"), id="no directorate"),
    pytest.param(
        "# Garde forestier\n\nPour les besoins du Service des forêts, un Garde forestier est recherché.\n\nMissions :\n- garder.\n",
        ("Garde forestier", None, None, "Service des forêts"), id="est recherché"),
    pytest.param(
        "# Garde forestier\n\nEmployeur : Province Nord\n\nLa Nouvelle-Calédonie recrute, pour les besoins du Service des forêts, un Garde.\n",
        ("Garde forestier", "Province Nord", None, "Service des forêts"), id="labels win"),
    pytest.param(
        "# Garde forestier\n\nLa Nouvelle-Calédonie gère trois parcs.\n\nMissions :\n- garder.\n",
        ("Garde forestier", None, None, None), id="nothing announced"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ANNOUNCED)
def test_announcements(text, expected):
    offer = offer_of(text)
    assert (offer.title, offer.employer, offer.department, offer.service) == expected


STARTS = [
    pytest.param("Le poste est à pourvoir à compter du 1er mars 2027.", "date", "2027-03-01", id="à compter du"),
    pytest.param("Le poste est à pourvoir immédiatement.", "immediate", None, id="immédiatement"),
    pytest.param("Le poste est à pourvoir dès que possible.", "immediate", None, id="dès que possible"),
    pytest.param("Le poste est à pourvoir au lundi 1er mars 2027.", "date", "2027-03-01", id="au, weekday"),
]


@pytest.mark.parametrize(("sentence", "kind", "day"), STARTS)
def test_start_in_a_sentence(sentence, kind, day):
    start = offer_of(f"{HEADER}\n# Détails de l'offre :\n\nDes parcs.\n").start
    assert start is None
    start = offer_of(f"{HEADER}\n{sentence} L'agent sera logé sur place, dans le parc de la promenade.\n").start
    assert start is not None
    assert (start.kind, start.date) == (kind, day)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Le poste est à pourvoir au service restauration, dans la cuisine centrale de la ville.", id="au service"),
        pytest.param("Le poste est ouvert à tous les agents de la ville, à temps plein ou à temps partiel.", id="no start"),
    ],
)  # fmt: skip
def test_no_start_in_a_sentence(sentence):
    assert offer_of(f"{HEADER}\n{sentence}\n").start is None


def test_a_label_wins_over_a_sentence():
    text = f"{HEADER}Poste à pourvoir : immédiatement\n\nLe poste est à pourvoir à compter du 1er mars 2027, dans le parc de la promenade.\n"
    start = offer_of(text).start
    assert start is not None
    assert start.kind == "immediate"


APPLY = "\n# Pour répondre à cette offre\n\n"

DEADLINES = [
    pytest.param(APPLY + "Les candidatures sont à envoyer au plus tard le vendredi 30 avril 2027.", "2027-04-30", id="au plus tard le"),
    pytest.param(APPLY + "Adressez votre CV à drh@valmer.example jusqu'au 30 avril 2027.", "2027-04-30", id="jusqu'au, after an address"),
    pytest.param(APPLY + "Dossier à déposer avant le 30/04/2027.", "2027-04-30", id="avant le"),
    pytest.param(APPLY + "Candidature avant le 30 avril 2027.\n\nDossier à déposer avant le 30/04/2027.", "2027-04-30", id="the same twice"),
    pytest.param(APPLY + "- transmettre un CV d'ici le 30 avril 2027 ;", "2027-04-30", id="bullet"),
    pytest.param("\n# Contact\n\nEnvoyez vos candidatures avant le 30 avril 2027.", "2027-04-30", id="under contact"),
    pytest.param("Date limite de candidature :\n" + APPLY + "Candidatures à envoyer avant le 30/04/2027.", "2027-04-30", id="the label is empty"),
    pytest.param("Date limite de candidature : 7 mai 2027\n" + APPLY + "Candidatures à envoyer avant le 30/04/2027.", "2027-05-07", id="a label wins"),
    pytest.param(APPLY + "Candidature avant le 30 avril 2027.\n\nDossier à déposer avant le 2 mai 2027.", None, id="two that differ"),
    pytest.param(APPLY + "Les entretiens ont lieu avant le 30 avril 2027.", None, id="interviews"),
    pytest.param(APPLY + "Candidatures à envoyer avant le 30 avril.", None, id="no year"),
    pytest.param(APPLY + "Candidatures à envoyer avant le 30/02/2027.", None, id="impossible"),
    pytest.param(APPLY + "Candidatures à envoyer avant le mois de mai 2027.", None, id="no day"),
    pytest.param("\n# Missions :\n\nEnvoyer les dossiers avant le 30 avril 2027.", None, id="a mission"),
    pytest.param("# Modalités de candidature\n\nLes dossiers sont à envoyer à l'adresse de la ville au plus\ntard le 30 avril 2027. Les entretiens suivent.", "2027-04-30", id="wrapped inside the wording"),
    pytest.param("# Modalités de candidature\n\nLes dossiers sont à envoyer à la ville avant le 30\navril 2027.", "2027-04-30", id="wrapped inside the date"),
    pytest.param("# Modalités de candidature\n\n- dossiers à envoyer à la ville avant :\n- le 30 avril 2027, fermeture", None, id="another item"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "deadline"), DEADLINES)
def test_deadline_among_the_ways_to_apply(text, deadline):
    read = offer_of(f"{HEADER}{text}\n").deadline
    assert (read and read.isoformat()) == deadline


@pytest.mark.parametrize(
    ("label", "told"),
    [("7 mai 2027", ["30/04/2027"]), ("vendredi 30 avril 2027", []), ("30/02/2027", []), ("", [])],
)
def test_a_labelled_deadline_that_a_sentence_contradicts_is_told(label, told):
    text = f"{HEADER}Date limite de candidature : {label}\n{APPLY}Candidatures à envoyer avant le 30/04/2027.\n"
    (record,) = parse_text(text)
    assert [finding.span and finding.span.text for finding in record.findings if finding.code == "OF108"] == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Le délai est repoussé au 18 mai 2027.", ["18 mai 2027"]),
        ("La date limite de dépôt est prolongée jusqu'au vendredi 18/05/2027.", ["18/05/2027"]),
        ("Le délai est repoussé du 30 avril 2027 au 18 mai 2027.", ["18 mai 2027"]),
        ("*** PROROGÉE AU 18/05/2027 ***", ["18/05/2027"]),
        ("Le délai est repoussé au 30 avril 2027.", []),
        ("Le contrat est prolongé jusqu'au 18 mai 2027.", []),
        ("La date limite de candidature, initialement prévue le 2 avril 2027, a été reportée.", []),
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_sentence_that_moves_the_deadline_leaves_none_certain(sentence, told, above):
    body = f"{HEADER}Date limite de candidature : 30 avril 2027\n\nMissions :\n\n- tailler les haies.\n"
    (record,) = parse_text(f"{sentence}\n\n{body}" if above else f"{body}\nInformations :\n\n{sentence}\n")
    assert record.offer is not None
    assert (record.offer.deadline is None) == bool(told)
    assert [finding.span and finding.span.text for finding in record.findings if finding.code == "OF108"] == told


NUMBERS = [
    pytest.param("3134-27-0456/SR", "3134-27-0456/SR", id="known form"),
    pytest.param("3134-27-0456/SR du 5 avril 2027", "3134-27-0456/SR", id="with its date"),
    pytest.param("27 -61234/MPRH", "27-61234/MPRH", id="blank in the number"),
    pytest.param("3134‑27‑0456/SR", "3134-27-0456/SR", id="no-break hyphens"),
    pytest.param("3134-27-456/SR", "3134-27-456/SR", id="damaged"),
    pytest.param("24.63.19", None, id="telephone"),
    pytest.param("2027-118822", None, id="another family's"),
    pytest.param("Suite du 3134-27-0456/SR", None, id="words before"),
]


@pytest.mark.parametrize(("line", "number"), NUMBERS)
def test_number_alone_on_its_line(line, number):
    reference = offer_of(f"Jardinier\n\n{line}\n\nEmployeur : Ville de Valmer\n").reference
    assert (reference and reference.number) == number


def test_a_labelled_number_wins_over_a_bare_one():
    reference = offer_of(f"3134-27-0001/SR\n\n{HEADER}").reference
    assert reference is not None
    assert (reference.number, reference.also) == ("3134-27-0456/SR", [])


RELATIVE = "dans un délai de trente jours à compter de la publication du présent avis au Journal officiel"


@pytest.mark.parametrize(
    ("published", "deadline", "codes"),
    [
        pytest.param("", None, {"OF201"}, id="no date of publication: a finding with the text"),
        pytest.param("JORF n° 0042 du 19 février 2027\n\n", "2027-03-21", set(), id="the issue's date"),
    ],
)
def test_a_deadline_counted_from_the_publication(published, deadline, codes):
    text = (
        f"{published}Avis de vacance d'un emploi de sous-directeur\n\nNOR : TREK2704418V\n\nMissions\n- négocier\n\n"
        f"Modalités de candidature\nLes candidatures sont transmises, {RELATIVE}, à la direction.\n"
    )
    record = parse_text(text)[0]
    said = record.offer.deadline
    assert (said.isoformat() if hasattr(said, "isoformat") else said) == deadline
    dated = [finding for finding in record.findings if finding.code == "OF201"]
    assert {finding.code for finding in dated} == codes
    assert all("trente jours" in finding.span.text for finding in dated)


@pytest.mark.parametrize(
    ("sentence", "employer", "title"),
    [
        (
            "Le centre hospitalier de Lorme recrute un infirmier (H/F).",
            "centre hospitalier de Lorme",
            "infirmier (H/F)",
        ),
        ("L'association Les Cimes recherche, pour son gîte, une cuisinière.", "association Les Cimes", "cuisinière"),
        ("La mairie de Valmer recrute un jardinier pour son service des parcs.", "mairie de Valmer", "jardinier"),
        ("La ville de Valmer compte dix mille habitants et trois parcs ouverts à tous.", None, None),
        ("Le centre hospitalier recherche l'excellence dans tous ses services depuis dix ans.", None, None),
    ],
)
def test_an_employer_that_announces_its_post(sentence, employer, title):
    offer = parse_text(f"{sentence}\n\nMissions :\n- accueillir le public\n")[0].offer
    assert (offer.employer, offer.title) == (employer, title)
