"""Which family a posting is of, by the evidence that stands in it; and what is asked of it then."""

import pytest

from offres import parse_text
from offres.extract.document import Document
from offres.extract.family import recognise
from offres.extract.segments import Segments
from offres.extract.settled import Settled
from offres.patterns.load import load_patterns

NC = "nouvelle-caledonie"

FAMILIES = [
    pytest.param("Durée de résidence exigée pour le recrutement sur titre : 5 ans", NC, id="residency"),
    pytest.param("Durée de résidence exigée :", NC, id="residency, empty"),
    pytest.param("Emploi RESPNC : /", NC, id="RESPNC"),
    pytest.param("Référence : 3134-27-0456/SR", NC, id="number"),
    pytest.param("Référence : 3134‑27‑0456/SR", NC, id="number with no-break hyphens"),
    pytest.param("Référence : 27-61234/MPRH", NC, id="number of the government"),
    pytest.param("Référence : 3134-27-456/SR", NC, id="damaged number"),
    pytest.param("Référence : 3134-27-……../SR", NC, id="blank number"),
    pytest.param("Référence : 3134-27-0456 SR", NC, id="number without slash"),
    pytest.param("Corps : Adjoint\nDate de dépôt de l'offre : 5 avril 2027", NC, id="corps and date of deposit"),
    pytest.param("Corps : Adjoint\nDate limite de candidature : 30 avril 2027", None, id="corps and deadline"),
    pytest.param("Date de dépôt de l'offre : 5 avril 2027", None, id="date of deposit alone"),
    pytest.param("Corps : Adjoint\nDate de publication : 5 avril 2027\nDate limite de candidature : 30 avril 2027", None, id="date of publication"),
    pytest.param("Métier : Jardinier", None, id="another register"),
    pytest.param("Référence : 2027-118822", None, id="number of another family"),
    pytest.param("Référence : 201WDCS", None, id="number of a board"),
    pytest.param("Référence :", None, id="empty number"),
    pytest.param("Lieu de travail : Koné", None, id="a place is no evidence"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "family"), FAMILIES)
def test_family(lines, family):
    (record,) = parse_text(f"Jardinier\nEmployeur : Ville de Valmer\n{lines}\n")
    assert record.source.family == family
    assert ("OF501" in [finding.code for finding in record.findings]) is (family is None)


def test_nothing_settled_is_no_family():
    assert recognise(Document("", ""), Segments(), Settled(), load_patterns()) is None


def test_numbers_are_judged_by_the_family():
    def codes(text):
        return [finding.code for record in parse_text(text) for finding in record.findings]

    assert "OF301" in codes("Jardinier\nRéférence : 2027-118822\nEmploi RESPNC : Jardinier\n")
    assert "OF301" not in codes("Jardinier\nRéférence : 2027-118822\nMétier : Jardinier\n")
