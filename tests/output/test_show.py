"""What a person sees of a record."""

import io

from offres.extract.record import Attribute, Contract, Finding, Mission, Offer, Record, Reference, Salary, Source, Span
from offres.output.show import line_of, show

SOURCE = "Jardinier\r\nRéférence : 12\r\rContrat : CDI\nMissions\n- tailler"


def span(text):
    start = SOURCE.index(text)
    return Span(start=start, end=start + len(text), text=text)


RECORD = Record(
    offer=Offer(
        title="Jardinier",
        reference=Reference(number="12"),
        category=["B", "C"],
        contract=Contract(kinds=["permanent"], text="CDI"),
        attributes=[Attribute(label="Télétravail", value="non")],
        salary=Salary(min=1234567.0, max=1234567.5, gross=True, text="tout"),
        missions=[
            Mission(text="tailler", group="Au parc :"),
            Mission(text="arroser", group="Au parc :"),
            Mission(text="x"),
        ],
    ),
    spans={"reference.number": span("12"), "contract": span("CDI"), "attributes[0].value": span("tailler")},
    findings=[
        Finding(
            code="OF107", name="empty-field", severity="warning", field="service", message="No value.", span=span("CDI")
        ),
        Finding(code="OF501", name="unknown-family", severity="info", message="No family."),
    ],
    source=Source(uri="a.txt", sha256="0", bytes=9, posting=1, extractor="x"),
)
PLAIN = """\
Jardinier
a.txt · posting 1 · family unknown

  line  key                value
     2  reference.number   12
        category[0]        B
        category[1]        C
     4  contract.kinds[0]  permanent
     4  contract.text      CDI
        salary.min         1234567
        salary.max         1234567.5
        salary.gross       yes
        salary.text        tout
     6  attributes[0]      Télétravail: non

Missions
  Au parc :
  • tailler
  • arroser
  • x

Findings
  warning OF107 empty-field (line 4) service: No value.
  info    OF501 unknown-family No family.
"""


class Stream(io.TextIOWrapper):
    def __init__(self, *, terminal):
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")
        self.terminal = terminal

    def isatty(self):
        return self.terminal

    def written(self):
        self.flush()
        return self.buffer.getvalue().decode()


def shown(*records, terminal=False):
    stream = Stream(terminal=terminal)
    show([(records, SOURCE)], stream)
    return stream.written()


def test_plain():
    assert shown(RECORD) == PLAIN


def test_all_postings_of_a_file():
    assert shown(RECORD, RECORD) == f"{PLAIN}\n{PLAIN}"


def test_a_file_without_a_posting():
    failed = Record(source=RECORD.source, findings=[RECORD.findings[1]])
    assert shown(failed).startswith("(no title)\na.txt")


def test_a_terminal_gets_colours_and_wrapped_lines(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    long = RECORD.model_copy(update={"offer": Offer(location="mot " * 30, title=":smile: [bold]titre")})
    told = shown(long, terminal=True)
    assert "\x1b[" in told
    assert ":smile: [bold]titre" in told
    assert max(map(len, told.splitlines())) < 60


def test_a_posting_cannot_steer_the_terminal():
    steering = RECORD.model_copy(update={"offer": Offer(title="a\x1b]0;title\x07\x9bb\n\u202ec\r")})
    assert shown(steering).splitlines()[0] == "a\ufffd]0;title\ufffd\ufffdb \ufffdc"


def test_lines_are_counted_as_they_end():
    assert [line_of(SOURCE, SOURCE.index(word)) for word in ("Jard", "Réf", "Contrat", "tailler")] == [1, 2, 4, 6]
