"""Values above or left of their labels, and tables of several posts: never another's value. All postings are invented."""

import pytest

from offres import parse_text

PAIRS = [("Ville de Valmer", "Employeur"), ("Koné", "Lieu de travail"), ("3 mars 2031", "Date de publication"), ("30 avril 2031", "Date limite")]  # fmt: skip
BODY = "\n\nMissions :\n- tailler les haies du parc.\n"


def above(pairs, colon=""):
    return "\n".join(f"{value}\n{label}{colon}" for value, label in pairs)


def read(header):
    (record,) = parse_text(f"Jardinier (H/F)\n\n{header}{BODY}")
    assert record.offer is not None
    assert len(record.offer.missions) == 1
    return record.offer, [(finding.code, finding.field) for finding in record.findings]


RIGHT = [
    pytest.param(above(PAIRS), id="above"),
    pytest.param(above(PAIRS, " :"), id="above, colons"),
    pytest.param("\n".join(f"{value:<28}{label}" for value, label in PAIRS), id="left"),
    pytest.param("\n".join(f"| {value} | {label} |" for value, label in PAIRS), id="left, in cells"),
    pytest.param("| " + " | ".join(n for _, n in PAIRS) + " |\n| " + " | ".join(v for v, _ in PAIRS) + " |", id="a row below"),
    pytest.param("\n".join(f"{label}\n{value}" for value, label in PAIRS), id="below"),
    pytest.param("\n".join(f"{label:<28}{value}" for value, label in PAIRS), id="right"),
]  # fmt: skip


@pytest.mark.parametrize("header", RIGHT)
def test_each_value_goes_to_its_label(header):
    offer, codes = read(header)
    assert (offer.title, offer.employer, offer.location) == ("Jardinier (H/F)", "Ville de Valmer", "Koné")
    assert (str(offer.published), str(offer.deadline)) == ("2031-03-03", "2031-04-30")
    assert not [code for code, _ in codes if code in ("OF107", "OF108", "OF402")]


def test_left_without_any_day():
    offer, _ = read("Ville de Valmer             Employeur\nKoné                        Lieu de travail")
    assert (offer.employer, offer.location) == ("Ville de Valmer", "Koné")


UNSURE = [
    pytest.param("| " + " | ".join(v for v, _ in PAIRS) + " |\n| " + " | ".join(n for _, n in PAIRS) + " |", id="a row above"),
    pytest.param(above([*PAIRS[:3], ("sans date", "Date limite"), PAIRS[3]]), id="a day is missing"),
    pytest.param("\n\n".join(f"{value}\n{label}" for value, label in [*PAIRS, ("CDI", "Type de contrat")]), id="a value goes astray"),
    pytest.param("\n".join([*(v for v, _ in PAIRS), *(n for _, n in PAIRS)]), id="all values, then all labels"),
]  # fmt: skip


@pytest.mark.parametrize("header", UNSURE)
def test_what_is_not_certain_is_null_and_told(header):
    offer, codes = read(header)
    assert offer.employer is None
    assert offer.location is None
    assert offer.published is None
    assert ("OF107", "employer") in codes or ("OF105", "employer") in codes


LAST_EMPTY = [
    pytest.param("Employeur\nVille de Valmer\nLieu de travail\nKoné\nDate limite", ("Ville de Valmer", "Koné"), id="the last label is empty"),
    pytest.param("Employeur\nVille de Valmer\nDate limite\n30 avril 2031\nLieu de travail", ("Ville de Valmer", None), id="no place"),
    pytest.param("# Employeur\n\nVille de Valmer\n\n# Direction\n\ndes parcs\n\n# Lieu de travail\n", ("Ville de Valmer", None), id="labels as headings"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "values"), LAST_EMPTY)
def test_an_empty_last_label_alone_shifts_nothing(header, values):
    offer, _ = read(header)
    assert (offer.employer, offer.location) == values


POSTS = [("Poste", "Lieu de travail", "Date limite"), ("Jardinier", "Koné", "30/04/2031"), ("Fontainier", "Poya", "07/05/2031"), ("Cantonnier", "Koumac", "14/05/2031")]  # fmt: skip
TABLES = [
    pytest.param("\n".join("| " + " | ".join(row) + " |" for row in POSTS), id="pipes"),
    pytest.param("\n".join("".join(f"{cell:<24}" for cell in row) for row in POSTS), id="blanks"),
    pytest.param("\n".join("\t".join(row) for row in POSTS), id="tabs"),
    pytest.param("Description de l'offre :\nLa ville ouvre trois postes.\n\n" + "\n".join("| " + " | ".join(row) + " |" for row in POSTS), id="in the body"),
]  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_a_table_of_posts_says_that_it_has_several_values(table):
    (record,) = parse_text(
        f"Recrutements 2031\n\nEmployeur : Ville de Valmer\n\n{table}\n\nContact : rh@valmer.example\n"
    )
    assert record.offer is not None
    assert (record.offer.title, record.offer.employer) == ("Recrutements 2031", "Ville de Valmer")
    assert (record.offer.location, record.offer.deadline) == (None, None)
    told = {finding.field: finding.message for finding in record.findings if finding.code == "OF108"}
    assert told.keys() == {"location", "deadline"}
    assert "07/05/2031" in told["deadline"]
    assert not {"OF103"} & {finding.code for finding in record.findings}


ONE_ROW = [
    pytest.param("Employeur             Lieu de travail     Date limite\nVille de Valmer       Koné                30/04/2031", "Koné", id="one row"),
    pytest.param("Employeur             Lieu de travail     Date limite\nVille de Valmer,      Koné, quartier      vendredi\nservice parcs         du port             30/04/2031", "Koné, quartier du port", id="a wrapped row"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "place"), ONE_ROW)
def test_one_row_of_values_is_the_postings(header, place):
    offer, _ = read(header)
    assert (offer.location, str(offer.deadline)) == (place, "2031-04-30")
