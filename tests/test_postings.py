"""Several postings in one text, told apart; and texts of one posting that are not cut. All postings are invented."""

import pytest

from offres import parse_text


def posting(number=1, title="Jardinier", *, label="Référence"):
    return (
        f"# {title}\n\n{label} : 3134-27-{number:04d}/SR du 5 avril 2027\n\nEmployeur : Ville de Valmer\n\n"
        "Lieu de travail : Koné\n\nDate de dépôt de l'offre : lundi 5 avril 2027\n\n"
        f"Date limite de candidature : vendredi 30 avril 2027\n\n# Missions :\n\n- {title.lower()} des parcs et jardins.\n\n"
    )


def plain(*numbers):
    """Postings without headings, the reference above the title."""
    return "".join(
        f"Référence : 3134-27-{number:04d}/SR\nJardinier {number}\nEmployeur : Ville de Valmer\nLieu de travail : Koné\n"
        "Date limite de candidature : vendredi 30 avril 2027\n\nMissions :\n- tailler les haies du parc.\n\n"
        for number in numbers
    )


def table(text):
    """The labels and their values in the cells of a table, without colons."""
    lines = text.replace("# Missions :", "# Missions").splitlines()
    return "\n".join(f"| {line.replace(' : ', ' | ')} |" if " : " in line else line for line in lines if line) + "\n"


ONE, TWO, THREE = posting(1), posting(2, "Fontainier"), posting(3, "Cantonnier")

# The text, and each posting's number and title.
SEVERAL = [
    pytest.param(ONE + TWO, [("0001", "Jardinier"), ("0002", "Fontainier")], id="two"),
    pytest.param(ONE + TWO + THREE, [("0001", "Jardinier"), ("0002", "Fontainier"), ("0003", "Cantonnier")], id="three"),
    pytest.param(ONE + TWO + ONE, [("0001", "Jardinier"), ("0002", "Fontainier"), ("0001", "Jardinier")], id="the first again at the end"),
    pytest.param((ONE + TWO).replace("# ", ""), [("0001", "Jardinier"), ("0002", "Fontainier")], id="no headings"),
    pytest.param(plain(1, 2), [("0001", "Jardinier 1"), ("0002", "Jardinier 2")], id="reference above the title"),
    pytest.param((ONE + TWO).replace("Référence :", "Référence :\n\n"), [("0001", "Jardinier"), ("0002", "Fontainier")], id="number on the next line"),
    pytest.param((ONE + TWO).replace("Référence :", "# Référence\n\n"), [("0001", "Jardinier"), ("0002", "Fontainier")], id="label as a heading"),
    pytest.param((ONE + TWO).replace("Référence :", "Réf. :"), [("0001", "Jardinier"), ("0002", "Fontainier")], id="another label"),
    pytest.param((ONE + TWO).replace("Référence :", "N° de l'offre :"), [("0001", "Jardinier"), ("0002", "Fontainier")], id="a label with N°"),
    pytest.param(ONE + "---\n\n" + TWO, [("0001", "Jardinier"), ("0002", "Fontainier")], id="a rule between"),
    pytest.param("PROVINCE BLEUE\n\n" + ONE + "PROVINCE BLEUE\n\n" + TWO, [("0001", "Jardinier"), ("0002", "Fontainier")], id="a letterhead each"),
    pytest.param(ONE + "Le jury se réunit en mai.\n\n" + TWO, [("0001", "Jardinier"), ("0002", "Fontainier")], id="a sentence before the second title"),
    pytest.param(ONE + posting(2, "Fontainier de la\nrégie"), [("0001", "Jardinier"), ("0002", "Fontainier de la régie")], id="title of two lines"),
    pytest.param(table(ONE + TWO + THREE), [("0001", "Jardinier"), ("0002", "Fontainier"), ("0003", "Cantonnier")], id="labels in cells"),
    pytest.param(table(ONE + TWO).replace("| Réf", "\nRéf").replace("Référence |", "Référence :").replace("2027 |\n", "2027\n\n", 1), [("0001", "Jardinier"), ("0002", "Fontainier")], id="other labels in cells"),
    pytest.param(ONE + TWO.replace("0002/SR", "0002 SR"), [("0001", "Jardinier"), ("0002", "Fontainier")], id="damaged number"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several(text, expected):
    records = parse_text(text)
    assert [(r.offer.reference.number[8:12], r.offer.title) for r in records if r.offer and r.offer.reference and r.offer.reference.number] == expected  # fmt: skip
    assert [r.source.posting for r in records] == list(range(len(expected)))
    assert all(r.offer and r.offer.employer == "Ville de Valmer" and len(r.offer.missions) == 1 for r in records)


SINGLE = [
    pytest.param(ONE, [], id="one"),
    pytest.param(ONE.partition("# Missions")[0] + ONE, [], id="header twice"),
    pytest.param(ONE + "Référence : 3134-27-0001/SR\n", [], id="number again at the end"),
    pytest.param(ONE + "# Pour répondre à cette offre\n\nEn précisant la référence de l'offre : 3134-27-0002/SR.\n", [], id="in a sentence"),
    pytest.param(ONE + "# Pour répondre à cette offre\n\n- Référence : 3134-27-0002/SR\n", [], id="in a bullet"),
    pytest.param(ONE.replace("Employeur", "Référence société : RH-12\n\nEmployeur"), ["RH-12"], id="company's number"),
    pytest.param(posting(label="Référence interne") .replace("Employeur", "Référence : 3134-27-0001/SR\n\nEmployeur"), [], id="own number under both labels"),
    pytest.param(ONE.replace("Employeur", "Réf. interne : RH-12\n\nRef. Apec : 179510151W\n\nEmployeur"), ["RH-12", "179510151W"], id="two further numbers"),
    pytest.param(ONE.replace("Employeur", "Référence : 3134-27-0002/SR\n\nEmployeur"), [], id="two numbers in one header"),
    pytest.param(ONE.replace("Date de dépôt", "Référence : 3134-27-0002/SR\n\nDate de dépôt"), [], id="two numbers apart in one header"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "also"), SINGLE)
def test_one_posting(text, also):
    (record,) = parse_text(text)
    assert record.offer is not None
    assert record.offer.title == "Jardinier"
    assert record.offer.reference is not None
    assert (record.offer.reference.number, record.offer.reference.also) == ("3134-27-0001/SR", also)
    assert [mission.text for mission in record.offer.missions] == ["jardinier des parcs et jardins"]


def test_the_postings_share_the_source_but_not_their_places():
    text = ONE + TWO
    first, second = parse_text(text)
    assert first.source.sha256 == second.source.sha256
    assert max(span.end for span in first.spans.values()) <= min(span.start for span in second.spans.values())


def test_findings_stand_on_the_posting_concerned():
    first, second = parse_text(ONE + TWO.replace("vendredi 30", "lundi 30"))
    assert [finding.code for finding in first.findings] == []
    assert [finding.code for finding in second.findings] == ["OF202"]
