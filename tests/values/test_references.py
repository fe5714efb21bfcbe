"""Reference numbers: known, damaged and other families' forms -> number, parts, date; all numbers are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offres.extract.values.references import OTHERS_NUMBER, plain_number, read_reference, reference_parts
from offres.patterns.load import load_patterns

COMMON = load_patterns().references
FAMILY = next(family for family in load_patterns().families if family.name == "nouvelle-caledonie").references

SR = {"issuer": "3134", "year": 2027, "sequence": 456, "suffix": "SR"}
MPRH = {"year": 2027, "sequence": 61234, "suffix": "MPRH"}
NONE = {}

# The value of the label, the number, its parts, whether the form is regular in this family.
NUMBERS = [
    pytest.param("3134-27-0456/SR", "3134-27-0456/SR", SR, True, id="known form"),
    pytest.param("27-61234/MPRH", "27-61234/MPRH", MPRH, True, id="known form of the government"),
    pytest.param("N°3134-27-0456/SR", "3134-27-0456/SR", SR, True, id="N° glued"),
    pytest.param("N° 3134-27-0456/SR", "3134-27-0456/SR", SR, True, id="N° apart"),
    pytest.param("n° : 3134-27-0456/SR", "3134-27-0456/SR", SR, True, id="n° with colon"),
    pytest.param("No 3134-27-0456/SR", "3134-27-0456/SR", SR, True, id="No"),
    pytest.param("Nº 27-61234/MPRH", "27-61234/MPRH", MPRH, True, id="ordinal sign"),
    pytest.param("numéro 27-61234/MPRH", "27-61234/MPRH", MPRH, True, id="numéro"),
    pytest.param("(3134-27-0456/SR)", "3134-27-0456/SR", SR, True, id="in brackets"),
    pytest.param("3134‑27‑0456/SR", "3134-27-0456/SR", SR, True, id="no-break hyphens U+2011"),
    pytest.param("3134–27–0456/SR", "3134-27-0456/SR", SR, True, id="en dashes"),
    pytest.param("27 -61234/MPRH", "27-61234/MPRH", MPRH, True, id="blank before the dash"),
    pytest.param("27 - 61234/MPRH", "27-61234/MPRH", MPRH, True, id="blanks around the dash"),
    pytest.param("27-61234 /MPRH", "27-61234/MPRH", MPRH, True, id="blank before the slash"),
    pytest.param("27-61234/ MPRH", "27-61234/MPRH", MPRH, True, id="blank after the slash"),
    pytest.param("3134 - 27 - 0456 / SR", "3134-27-0456/SR", SR, True, id="blanks everywhere"),
    pytest.param("3134-27-0456\u00a0/SR", "3134-27-0456/SR", SR, True, id="no-break space"),
    pytest.param("3134-27-456/SR", "3134-27-456/SR", SR, False, id="missing zero"),
    pytest.param("3134-27-56/SR", "3134-27-56/SR", SR | {"sequence": 56}, False, id="two missing zeros"),
    pytest.param("3134-27-00456/SR", "3134-27-00456/SR", SR, False, id="five digits"),
    pytest.param("3134-27-0456 SR", "3134-27-0456SR", SR, False, id="a space for the slash"),
    pytest.param("3134-27-0456_SR", "3134-27-0456_SR", SR, False, id="underscore"),
    pytest.param("3134-27-0456_SR_du_15_mai_2027", "3134-27-0456_SR", SR, False, id="as in a file's name"),
    pytest.param("3134-2-0456/SR", "3134-2-0456/SR", NONE, False, id="year of one digit"),
    pytest.param("61234/MPRH", "61234/MPRH", NONE, False, id="year missing"),
    pytest.param("27-61234", "27-61234", NONE, False, id="suffix missing"),
    pytest.param("27-0456", "27-0456", NONE, False, id="open data's short form"),
    pytest.param("3134-27-O456/SR", "3134-27-O456/SR", NONE, False, id="letter O for a zero stays as printed"),
    pytest.param("3134-27-0456/SR QPT", "3134-27-0456/SR", SR, True, id="logo QPT"),
    pytest.param("3134-27-0456/SR - QPT", "3134-27-0456/SR", SR, True, id="logo after a dash"),
    pytest.param("3134-27-0456/SR\nQPT", "3134-27-0456/SR", SR, True, id="logo on the next line"),
    pytest.param("3134-27-0456/SR LE MONDE À PORTÉE DE MAIN", "3134-27-0456/SR", SR, True, id="slogan"),
    pytest.param("3134-27-0456/SR - Ville de Valmer", "3134-27-0456/SR", SR, True, id="letterhead after a dash"),
    pytest.param("3134-27-0456/SR.", "3134-27-0456/SR", SR, True, id="full stop"),
    pytest.param("3134-27-0456/SR / 3134-27-0457/SR", "3134-27-0456/SR", SR, True, id="the first of two, slash"),
    pytest.param("3134-27-0456/SR et 3134-27-0457/SR", "3134-27-0456/SR", SR, True, id="the first of two, et"),
    pytest.param("2027-118822", "2027-118822", {"year": 2027, "sequence": 118822}, False, id="State, six digits"),
    pytest.param("2027-1188225", "2027-1188225", {"year": 2027, "sequence": 1188225}, False, id="State, seven digits"),
    pytest.param("2027-118822 - Chargé de projet", "2027-118822", {"year": 2027, "sequence": 118822}, False, id="title after"),
    pytest.param("O038270114000123", "O038270114000123", NONE, False, id="emploi-territorial"),
    pytest.param("o038270114000123", "o038270114000123", NONE, False, id="emploi-territorial as in its address"),
    pytest.param("E-20270312-0042-0007", "E-20270312-0042-0007", NONE, False, id="Strasbourg"),
    pytest.param("UMR7999-ANNDUP0-013", "UMR7999-ANNDUP0-013", NONE, False, id="CNRS"),
    pytest.param("MINT_BS075ABA-204511", "MINT_BS075ABA-204511", NONE, False, id="ministry with underscore"),
    pytest.param("MININT-RH-2027-047", "MININT-RH-2027-047", NONE, False, id="ministry"),
    pytest.param("INTA2712345V", "INTA2712345V", NONE, False, id="NOR"),
    pytest.param("201WDCS", "201WDCS", NONE, False, id="France Travail, letters"),
    pytest.param("4512378", "4512378", NONE, False, id="France Travail, digits"),
    pytest.param("201WDCS - CDI", "201WDCS", NONE, False, id="a word after a dash is no part"),
    pytest.param("179510151W", "179510151W", NONE, False, id="Apec"),
    pytest.param("RHPAIE/SI4321", "RHPAIE/SI4321", NONE, False, id="company, slash"),
    pytest.param("A084641", "A084641", NONE, False, id="company"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "number", "parts", "regular"), NUMBERS)
def test_number_and_parts(value, number, parts, regular):
    read = read_reference(value, FAMILY, COMMON)
    assert read is not None
    assert read.number == number
    assert {key: part for key, part in read.parts.items() if part is not None} == parts
    assert read.regular is regular
    assert plain_number(value[read.start : read.end]) == number


ISSUED = [
    pytest.param("du 27/06/2027", "2027-06-27", None, id="numeric"),
    pytest.param("du 7/06/2027", "2027-06-07", None, id="no zero"),
    pytest.param("du 27.06.2027", "2027-06-27", None, id="dotted"),
    pytest.param("du 29/04/27", "2027-04-29", "two-digit-year", id="two-digit year"),
    pytest.param("du 27 juin 2027", "2027-06-27", None, id="worded"),
    pytest.param("du dimanche 27 juin 2027", "2027-06-27", None, id="with weekday"),
    pytest.param("du 1er mars 2027", "2027-03-01", None, id="1er"),
    pytest.param("du 1 er mars 2027", "2027-03-01", None, id="1 er"),
    pytest.param("du 1ᵉʳ mars 2027", "2027-03-01", None, id="superscript er"),
    pytest.param("du 1ER MARS 2027", "2027-03-01", None, id="capitals"),
    pytest.param("DU 3 AOUT 2027", "2027-08-03", None, id="no accent"),
    pytest.param(", 27/06/2027", "2027-06-27", None, id="no du"),
    pytest.param("en date du 27/06/2027", "2027-06-27", None, id="en date du"),
    pytest.param("du 27/06/2027 QPT", "2027-06-27", None, id="logo after the date"),
    pytest.param("QPT du 27/06/2027", "2027-06-27", None, id="logo before the date"),
    pytest.param("du\n27/06/2027", "2027-06-27", None, id="wrapped"),
    pytest.param("du 30/02/2027", None, "impossible", id="impossible"),
    pytest.param("du 27 juin", None, "no-year", id="no year"),
]


@pytest.mark.parametrize(("rest", "issued", "problem"), ISSUED)
@pytest.mark.parametrize("number", ["3134-27-0456/SR", "27 -61234/MPRH", "3134-27-0456 SR"])
def test_issued(number, rest, issued, problem):
    read = read_reference(f"{number} {rest}", FAMILY)
    assert read is not None
    assert read.number == plain_number(number)
    assert read.issued is not None
    assert (read.issued.value, read.issued.problem) == (issued, problem)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("3134-27-0456/SR", id="nothing after"),
        pytest.param("3134-27-0456/SR du", id="du and nothing"),
        pytest.param("3134-27-0456/SR du null", id="null"),
        pytest.param("3134-27-0456/SR QPT", id="logo"),
        pytest.param("3134-27-0456/SR (délibération n° 47/CP du 9 mars 2011)", id="law citation"),
    ],
)
def test_not_issued(value):
    read = read_reference(value, FAMILY)
    assert read is not None
    assert (read.number, read.issued) == ("3134-27-0456/SR", None)


@pytest.mark.parametrize(
    ("value", "issued"),
    [
        pytest.param("3134-27-……../SR", None, id="ellipses and dots"),
        pytest.param("3134-27-....../SR", None, id="dots"),
        pytest.param("3134-27-……/SR du 2 mai 2027", "2027-05-02", id="with its date"),
        pytest.param("3134-27-____/SR", None, id="underscores"),
        pytest.param("3134-27-      /SR", None, id="blanks"),
        pytest.param("N° 3134-27-……../SR", None, id="after N°"),
        pytest.param("27-……./MPRH", None, id="of the government"),
    ],
)
def test_blank_number_is_no_number(value, issued):
    read = read_reference(value, FAMILY)
    assert read is not None
    assert (read.number, read.parts, read.regular) == (None, {}, False)
    assert (read.issued and read.issued.value) == issued


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("du 27/06/2027", id="worded"),
        pytest.param("27/06/2027", id="bare date is no number"),
        pytest.param("27.06.2027", id="dotted date is no number"),
    ],
)
def test_date_without_number(value):
    read = read_reference(value, FAMILY)
    assert read is not None
    assert (read.number, read.regular) == (None, None)
    assert read.issued is not None
    assert read.issued.value == "2027-06-27"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n ", id="blank"),
        pytest.param("/", id="slash"),
        pytest.param("null", id="null"),
        pytest.param("N°", id="N° alone"),
        pytest.param("voir l'annonce", id="words"),
        pytest.param("à préciser", id="to come"),
        pytest.param("préférence", id="préférence"),
        pytest.param("Référent informatique", id="référent"),
        pytest.param("de l'offre", id="rest of a sentence"),
        pytest.param("SR", id="suffix alone"),
        pytest.param("un poste de technicien - 2e grade", id="count in words"),
        pytest.param("délibération n° 47/CP du 9 mars 2011", id="law: délibération"),
        pytest.param("loi organique n° 98-310 du 12 mai 1998", id="law: loi organique"),
        pytest.param("arrêté n° 2027-3811/GNC du 2 mai 2027", id="law: arrêté"),
    ],
)
def test_no_reference(value):
    assert read_reference(value, FAMILY, COMMON) is None


def test_without_a_family_nothing_is_irregular_and_common_forms_have_parts():
    read = read_reference("2027-118822", (), COMMON)
    assert read is not None
    assert (read.regular, read.parts["year"], read.parts["sequence"]) == (None, 2027, 118822)


@pytest.mark.parametrize(
    ("number", "regular"),
    [
        pytest.param("3134-27-0456/SR", True, id="regular"),
        pytest.param("27-61234/MPRH", True, id="regular of the government"),
        pytest.param("3134-27-456/SR", False, id="damaged, parts known"),
        pytest.param("3134-27-0456/SRX", False, id="more behind"),
        pytest.param("X3134-27-0456/SR", False, id="more before"),
        pytest.param("", False, id="empty"),
    ],
)
def test_reference_parts(number, regular):
    assert reference_parts(number, FAMILY)[1] is regular
    assert reference_parts(number, ()) == ({}, None)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        pytest.param("3134 -27- 0456 / SR", "3134-27-0456/SR", id="blanks"),
        pytest.param("3134\u00a0-\u202f27", "3134-27", id="no-break and thin spaces"),
        pytest.param("1‐2‑3‒4–5−6", "1-2-3-4-5-6", id="every dash"),
        pytest.param("MINT_BS1", "MINT_BS1", id="underscore stays"),
        pytest.param("o0456sr", "o0456sr", id="small letters stay"),
        pytest.param("", "", id="empty"),
    ],
)
def test_plain_number(printed, plain):
    assert plain_number(printed) == plain


@pytest.mark.parametrize(
    ("label", "others"),
    [
        pytest.param("ref. societe", True, id="company"),
        pytest.param("reference interne", True, id="internal"),
        pytest.param("ref. apec", True, id="Apec"),
        pytest.param("reference csp", True, id="CSP"),
        pytest.param("nor", True, id="NOR"),
        pytest.param("reference", False, id="plain"),
        pytest.param("offre n°", False, id="offre n°"),
        pytest.param("n° de l'offre", False, id="n° de l'offre"),
    ],
)
def test_whose_number_a_label_gives(label, others):
    assert bool(OTHERS_NUMBER.search(label)) is others


PIECES = st.sampled_from(
    [
        "3134",
        "27",
        "0456",
        "SR",
        "MPRH",
        "-",
        " - ",
        "/",
        " ",
        "_",
        "…",
        "N°",
        "du",
        "27/06/2027",
        "QPT",
        "\n",
        "(",
        "é",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=9).map("".join)))
def test_whatever_the_value_it_is_read_or_none(value):
    read = read_reference(value, FAMILY, COMMON)
    if read is None:
        return
    assert 0 <= read.start <= read.end <= len(value)
    if read.number is not None:
        assert read.number == plain_number(value[read.start : read.end])
        assert any(char.isdigit() for char in read.number)
