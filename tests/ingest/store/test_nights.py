"""What a store holds after some nights, as tables of cases; each in SQLite and in PostgreSQL."""

import io
import os
import random
import zipfile
from collections import Counter

import pytest

from command import POSTING
from nights import LATER, MOVED, WITHOUT_NUMBER, Nights

OTHER = (
    POSTING.replace("Jardinier du parc botanique", "Comptable de la régie des eaux")
    .replace("arroser les serres de fougères", "tenir les comptes de la régie")
    .replace("tailler les haies du parc", "suivre les marchés")
)
NEXT = POSTING.replace("0042", "0043").replace("Jardinier", "Fontainier")
REWORDED = POSTING.replace("tailler les haies du parc", "tailler les haies et les rosiers du parc")


def archive(**members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        for name, content in members.items():
            packed.writestr(zipfile.ZipInfo(f"{name}.txt", (2031, 1, 1, 0, 0, 0)), content)
    return data.getvalue()


@pytest.fixture
def nights(store, tmp_path):
    return Nights(tmp_path / "in", store)


# what the nights bring; then offers (reference, deadline, version in force, versions, there), documents there and gone
CASES = {
    "one posting": ([{"a.txt": POSTING}], [("2031-03-28", 1, 1, True)], (1, 0)),
    "the same in two files": ([{"a.txt": POSTING, "b.txt": POSTING + "\n"}], [("2031-03-28", 1, 1, True)], (2, 0)),
    "the same in two files, one later": (
        [{"a.txt": POSTING}, {"b.txt": POSTING}],
        [("2031-03-28", 1, 1, True)],
        (2, 0),
    ),
    "deadline moved": ([{"a.txt": POSTING}, {"a.txt": LATER}], [("2031-04-25", 2, 2, True)], (1, 0)),
    "deadline moved, as it says": ([{"a.txt": POSTING}, {"a.txt": MOVED}], [("2031-04-25", 2, 2, True)], (1, 0)),
    "deadline moved, in another file": ([{"a.txt": POSTING}, {"b.txt": LATER}], [("2031-04-25", 2, 2, True)], (2, 0)),
    "the older edition comes late": ([{"a.txt": MOVED}, {"b.txt": POSTING}], [("2031-04-25", 1, 2, True)], (2, 0)),
    "the older edition comes late, in place": (
        [{"a.txt": MOVED}, {"a.txt": POSTING}],
        [("2031-04-25", 1, 2, True)],
        (1, 0),
    ),
    "A, B, A": ([{"a.txt": POSTING}, {"a.txt": REWORDED}, {"a.txt": POSTING}], [("2031-03-28", 1, 2, True)], (1, 0)),
    "an old copy comes in another file": (
        [{"a.txt": POSTING}, {"a.txt": LATER}, {"b.txt": POSTING}],
        [("2031-04-25", 2, 2, True)],
        (2, 0),
    ),
    "two postings under one number": (
        [{"a.txt": POSTING, "b.txt": OTHER}],
        [("2031-03-28", 1, 1, True), ("2031-03-28", 1, 1, True)],
        (2, 0),
    ),
    "two postings under one number, in turn": (
        [{"a.txt": POSTING}, {"a.txt": OTHER}],
        [("2031-03-28", 1, 1, False), ("2031-03-28", 1, 1, True)],
        (1, 0),
    ),
    "without number, changed in place": (
        [
            {"a.txt": WITHOUT_NUMBER},
            {"a.txt": WITHOUT_NUMBER.replace("28 mars", "25 avril").replace("Vendredi 25", "25")},
        ],
        [("2031-04-25", 2, 2, True)],
        (1, 0),
    ),
    "without number, changed in another file": (
        [{"a.txt": WITHOUT_NUMBER, "b.txt": WITHOUT_NUMBER.replace("haies", "rosiers")}],
        [("2031-03-28", 1, 1, True), ("2031-03-28", 1, 1, True)],
        (2, 0),
    ),
    "without number, another posting in place": (
        [{"a.txt": WITHOUT_NUMBER}, {"a.txt": OTHER.replace("Référence : 3134-31-0042/SR du 3 mars 2031\n\n", "")}],
        [("2031-03-28", 1, 1, False), ("2031-03-28", 1, 1, True)],
        (1, 0),
    ),
    "without number, then with one": (
        [{"a.txt": WITHOUT_NUMBER}, {"a.txt": POSTING}],
        [("2031-03-28", 2, 2, True)],
        (1, 0),
    ),
    "another number in place": (
        [{"a.txt": POSTING}, {"a.txt": NEXT}],
        [("2031-03-28", 1, 1, False), ("2031-03-28", 1, 1, True)],
        (1, 0),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_nights(nights, name):
    brought, offers, documents = CASES[name]
    for files in brought:
        assert nights.night(files).status == "done"
    found = nights.rows("SELECT deadline, version, versions, vanished_run FROM offers ORDER BY id")
    assert [(str(day), version, versions, gone is None) for day, version, versions, gone in found] == offers
    there = Counter(gone is None for (gone,) in nights.rows("SELECT vanished_run FROM documents"))
    assert (there[True], there[False]) == documents
    nothing_is_wrong(nights)


def nothing_is_wrong(nights):
    """What holds of every store: counts that add up, a version in force, texts, references."""
    assert nights.rows("SELECT id FROM runs WHERE seen <> new + changed + unchanged + failed") == []
    assert (
        nights.rows(
            "SELECT id FROM offers WHERE versions <> (SELECT count(*) FROM versions WHERE offer_id = offers.id)"
            " OR version > versions OR NOT EXISTS (SELECT 1 FROM texts WHERE offer_id = offers.id)"
        )
        == []
    )
    assert (
        nights.rows(
            "SELECT offers.id FROM offers JOIN versions ON offer_id = offers.id AND versions.number = offers.version"
            " WHERE offers.deadline <> versions.deadline"
        )
        == []
    )
    assert nights.rows("SELECT count(*) FROM staged") == [(0,)]


def test_what_a_deadline_that_moves_is_told_as(nights, capsys):
    nights.night({"a.txt": POSTING})
    summary = nights.night({"a.txt": MOVED})
    assert summary.deadline_changes == [
        {
            "reference": "3134-31-0042/SR",
            "title": "Jardinier du parc botanique",
            "before": "2031-03-28",
            "after": "2031-04-25",
        }
    ]
    assert "3134-31-0042/SR: deadline 2031-03-28 -> 2031-04-25\n" in capsys.readouterr().err
    found = nights.rows("SELECT field, before, after FROM changes ORDER BY field")
    assert found == [("deadline", "2031-03-28", "2031-04-25"), ("initial_deadline", None, "2031-03-28")]
    assert nights.rows("SELECT versions_new, deadlines_changed, changed FROM runs ORDER BY id") == [
        (0, 0, 0),
        (1, 1, 1),
    ]


def test_a_late_edition_is_marked_and_changes_nothing(nights):
    nights.night({"a.txt": MOVED})
    summary = nights.night({"b.txt": POSTING})
    assert summary.deadline_changes == []
    assert nights.rows("SELECT number, late FROM versions ORDER BY number") == [(1, False), (2, True)]
    assert nights.rows("SELECT count(*) FROM changes") == [(0,)]


def test_the_same_number_on_different_postings_is_found_on_both(nights):
    nights.night({"a.txt": POSTING})
    nights.night({"b.txt": OTHER})
    assert nights.rows("SELECT errors FROM offers ORDER BY id") == [(1,), (1,)]
    assert nights.rows("SELECT code, of_store, count(*) FROM findings WHERE code = 'OF302' GROUP BY 1, 2") == [
        ("OF302", True, 2)
    ]
    nights.night({"b.txt": LATER})  # the second bears its number no more, and is another edition of the first
    assert nights.rows("SELECT count(*) FROM findings WHERE code = 'OF302'") == [
        (2,)
    ]  # it is known, though it has gone


# what a night does to a.txt after the first; then the counts that are not 0, and whether the offer is there
ABSENCES = {
    "vanished": ({"gone": ["a.txt"]}, {"unchanged": 1, "vanished": 1}, False),
    "renamed": ({"files": {"c.txt": POSTING}, "gone": ["a.txt"]}, {"new": 1, "unchanged": 1, "vanished": 1}, True),
    "touched": ({"files": {"a.txt": None}}, {"unchanged": 2}, True),
    "unreadable": ({"files": {"a.txt": b"\x00\x01\x02" * 50}}, {"unchanged": 1, "failed": 1}, True),
    "empty": ({"files": {"a.txt": b""}}, {"unchanged": 1, "failed": 1}, True),
}


@pytest.mark.parametrize("name", ABSENCES)
def test_absences(nights, name):
    change, counts, there = ABSENCES[name]
    nights.night({"a.txt": POSTING, "b.txt": NEXT})
    summary = nights.night(**change)
    told = {key: value for key, value in summary.counts.items() if value and key != "seen"}
    assert told == counts
    assert nights.rows("SELECT vanished_run IS NULL FROM offers WHERE id = 1") == [(there,)]
    again = nights.night({"a.txt": POSTING}, gone=["c.txt"] if name == "renamed" else [])
    assert again.counts["seen"] == 2
    assert nights.rows("SELECT count(*) FROM offers WHERE vanished_run IS NULL") == [(2,)]
    assert nights.rows("SELECT count(*) FROM failures") == [(0,)]
    assert nights.rows("SELECT versions FROM offers ORDER BY id") == [(1,), (1,)]
    assert again.counts["returned"] == (1 if name in {"vanished", "renamed"} else 0)
    nothing_is_wrong(nights)


def test_a_failure_stands_until_the_document_can_be_read(nights):
    nights.night({"a.txt": b"", "b.txt": POSTING})
    assert nights.rows("SELECT uri, code, stage, attempts FROM failures") == [
        (f"{nights.folder}/a.txt", "OF901", "read", 1)
    ] or nights.rows("SELECT code, attempts FROM failures") == [("OF901", 1)]
    assert nights.night().counts["unchanged"] == 2
    assert nights.night(retry=True).counts["reread"] == 1
    assert nights.rows("SELECT attempts FROM failures") == [(2,)]
    assert nights.night({"a.txt": NEXT}).counts["changed"] == 1
    assert nights.rows("SELECT count(*) FROM failures") == [(0,)]


def test_a_file_that_may_not_be_read_is_tried_every_night(nights):
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    nights.night({"a.txt": POSTING})
    (nights.folder / "a.txt").chmod(0)
    nights.night({"a.txt": None})
    assert nights.rows("SELECT count(*) FROM failures") == [(1,)]
    (nights.folder / "a.txt").chmod(0o600)
    nights.night()
    assert nights.rows("SELECT count(*) FROM failures") == [(0,)]


def test_of_an_archive_only_the_member_that_changed_is_read(nights, monkeypatch):
    nights.night({"a.zip": archive(one=POSTING, two=NEXT)})
    summary = nights.night({"a.zip": archive(one=LATER, two=NEXT)})
    assert (summary.counts["changed"], summary.counts["unchanged"], summary.counts["reread"]) == (1, 1, 0)
    summary = nights.night({"a.zip": archive(one=LATER)})
    assert (summary.counts["unchanged"], summary.counts["vanished"]) == (1, 1)
    assert nights.rows("SELECT count(*) FROM offers WHERE vanished_run IS NULL") == [(1,)]
    summary = nights.night({"a.zip": b"PK\x03\x04 broken"})
    assert (summary.counts["failed"], summary.counts["vanished"]) == (1, 0)
    summary = nights.night({"a.zip": archive(one=LATER, two=NEXT)})
    assert (summary.counts["unchanged"], summary.counts["returned"]) == (2, 1)
    assert nights.rows("SELECT count(*) FROM failures") == [(0,)]
    nothing_is_wrong(nights)


def test_a_path_that_looks_like_a_member_of_an_archive(nights):
    for _ in range(2):
        summary = nights.night({"x.zip": archive(b=POSTING), "x.zip!/b.txt": NEXT})
        assert nights.rows("SELECT count(*) FROM offers WHERE vanished_run IS NULL") == [(2,)]
    assert (summary.counts["unchanged"], summary.counts["vanished"]) == (2, 0)
    nothing_is_wrong(nights)


# the nights, each with the days between it and the first in the time of its files; then the deadline, and whether it is doubtful
TIMES = {
    "corrected in place, by a file of an older time": (
        [(0, {"a.txt": LATER}), (-900, {"a.txt": POSTING})],
        "2031-03-28",
        False,
    ),
    "put back in place with its old time": (
        [(0, {"a.txt": LATER}), (30, {"a.txt": POSTING}), (0, {"a.txt": LATER})],
        "2031-04-25",
        False,
    ),
    "the newer file goes, the older stays": (
        [(0, {"a.txt": POSTING, "b.txt": LATER}), (1, {"b.txt": LATER}), (1, {"b.txt": None})],
        "2031-04-25",
        True,
    ),
    "announced, and both stay": ([(0, {"a.txt": POSTING}), (1, {"b.txt": MOVED})], "2031-04-25", False),
    "not announced, and both stay": ([(0, {"a.txt": POSTING}), (1, {"b.txt": LATER})], "2031-04-25", True),
    "announced, then put back": ([(0, {"a.txt": MOVED}), (1, {"a.txt": POSTING})], "2031-04-25", True),
}


@pytest.mark.parametrize("name", TIMES)
def test_deadlines_in_force_and_doubtful_ones(nights, name):
    brought, deadline, doubtful = TIMES[name]
    for days, files in brought:
        for file, content in files.items():
            if content is None:
                (nights.folder / file).unlink()
            else:
                nights.put(file, content, seconds=days * 86_400)
        nights.ingest()
    assert [(str(day), doubt) for day, doubt in nights.rows("SELECT deadline, doubtful FROM offers")] == [
        (deadline, doubtful)
    ]
    found = nights.rows("SELECT field FROM findings WHERE of_store AND code = 'OF108'")
    assert found == ([("deadline",)] if doubtful else [])
    nights.night({"a.txt": MOVED}, gone=[name for name in ("b.txt",) if (nights.folder / name).exists()])
    assert nights.rows("SELECT doubtful, warnings FROM offers") == [(False, 0)]


def test_a_number_on_very_many_postings_is_none(nights):
    chance = random.Random(6)
    names = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=16)).title() for _ in range(60)]
    postings = {f"{number:02}.txt": POSTING.replace("Sainte-Rose-du-Lagon", name) for number, name in enumerate(names)}
    summary = nights.night(postings)
    assert summary.counts["new"] == 60
    found = nights.rows("SELECT count(*), count(number), count(DISTINCT key) FROM offers")
    assert found[0][1] <= 50 < found[0][0] == found[0][2]
    moved = {name: text.replace("Vendredi 28 mars", "Vendredi 25 avril") for name, text in postings.items()}
    assert nights.night(moved).counts["offers_new"] == 0
    assert nights.rows("SELECT count(*) FROM offers WHERE vanished_run IS NULL") == [(found[0][0],)]
    nothing_is_wrong(nights)


def test_names_and_numbers_of_any_length(nights):
    name = "".join(f"{digit:x}" for digit in random.Random(6).choices(range(16), k=20_000))
    number = name.upper()[:6000]
    packed = archive(**{name: POSTING, "number": POSTING.replace("3134-31-0042/SR", number)})
    assert nights.night({"a.zip": packed}).counts["new"] == 2
    assert nights.night({"a.zip": packed, "b.txt": NEXT}).counts["unchanged"] == 2
    nights.put("a.zip", None, seconds=5)
    assert nights.ingest().counts["unchanged"] == 3


def test_sizes_over_two_gigabytes(nights, monkeypatch):
    from offres.ingest import nightly

    monkeypatch.setattr(nightly, "stamped", lambda files: [file._replace(size=2**33) for file in files])
    assert nights.night({"a.txt": POSTING}).counts["new"] == 1
    assert nights.rows("SELECT size FROM files") == [(2**33,)]


def test_a_second_run_opens_no_file_and_writes_no_row_but_its_own(nights, monkeypatch):
    nights.night({"a.txt": POSTING, "b.zip": archive(one=NEXT), "c.txt": b"", "d.txt": WITHOUT_NUMBER})
    before = nights.dump()
    opened = []
    from offres.extract.read import files

    monkeypatch.setattr(files, "opened", lambda *arguments: opened.append(arguments))
    summary = nights.ingest()
    assert opened == []
    assert summary.counts["unchanged"] == summary.counts["seen"] == 4
    after = nights.dump()
    assert len(after.pop("runs")) == len(before.pop("runs")) + 1
    assert after == before


def test_a_source_that_is_not_there_marks_nothing(nights, tmp_path):
    nights.night({"a.txt": POSTING})
    summary = nights.ingest(tmp_path / "nowhere", nights.folder)
    assert [one["source"] for one in summary.unlisted] == [f"{tmp_path}/nowhere"]
    assert not summary.is_clean
    nights.folder.rename(tmp_path / "away")
    summary = nights.ingest()
    assert (len(summary.unlisted), summary.counts["vanished"]) == (1, 0)
    nights.folder.mkdir()
    summary = nights.ingest()
    assert (summary.suspicious, summary.counts["vanished"], summary.is_clean) == ([f"{nights.folder}"], 0, False)
    summary = nights.ingest(allow_empty=True)
    assert (summary.suspicious, summary.counts["vanished"], summary.is_clean) == ([], 1, True)


def test_another_source_leaves_those_of_the_first(nights, tmp_path):
    nights.night({"a.txt": POSTING})
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.txt").write_text(NEXT)
    summary = nights.ingest(other)
    assert (summary.counts["new"], summary.counts["seen"], summary.counts["vanished"]) == (1, 1, 0)


def test_refresh_reads_again_what_other_code_read_and_makes_no_version_of_it(nights, monkeypatch):
    nights.night({"a.txt": POSTING, "b.txt": POSTING + "\n", "c.txt": NEXT})
    monkeypatch.setattr("offres.ingest.store.runs.fingerprint", lambda: "f" * 16)
    assert nights.night().counts["reread"] == 0
    summary = nights.night(refresh=True)
    assert (summary.counts["unchanged"], summary.counts["reread"], summary.counts["versions_new"]) == (3, 3, 0)
    assert nights.rows("SELECT DISTINCT fingerprint FROM documents") == [("f" * 16,)]
    assert nights.night(refresh=True).counts["reread"] == 0


def test_findings_are_those_of_what_stands_there_now(nights):
    wrong = POSTING.replace("Vendredi 28 mars", "Samedi 28 mars")
    for text, doubtful in ((POSTING, False), (wrong, True), (POSTING, False)):
        nights.night({"a.txt": text})
        assert nights.rows("SELECT version, versions, doubtful FROM offers") == [(1, 1, doubtful)]
        assert nights.rows("SELECT count(*) FROM findings WHERE code = 'OF202'") == [(int(doubtful),)]
    assert nights.rows("SELECT deadlines_changed, versions_new FROM runs WHERE id > 1") == [(0, 0)] * 2


def test_refresh_renews_findings(nights, monkeypatch):
    from offres.ingest.store import form

    nights.night({"a.txt": POSTING, "b.txt": POSTING + "\n"})
    as_before = form.posting
    told = form.Told("OF999", "new-rule", "warning", "title", "a rule of the new code", None, None, None)
    monkeypatch.setattr(form, "posting", lambda *given: as_before(*given)._replace(findings=[told]))
    monkeypatch.setattr("offres.ingest.store.runs.fingerprint", lambda: "f" * 16)
    nights.night(refresh=True)
    assert nights.rows("SELECT code FROM findings") == [("OF999",)]
    assert nights.rows("SELECT fingerprint, document_id FROM versions") == [("f" * 16, 1)]


def test_a_number_that_is_read_better_takes_the_finding_from_the_other(nights, monkeypatch):
    from offres.ingest.store import form

    nights.night({"a.txt": POSTING, "b.txt": OTHER})
    assert nights.rows("SELECT errors FROM offers ORDER BY id") == [(1,), (1,)]
    as_before = form.posting

    def better(record, offer):
        told = as_before(record, offer)
        return told._replace(number='["other"]', sha256="f" * 64) if "Comptable" in offer.title else told

    monkeypatch.setattr(form, "posting", better)
    monkeypatch.setattr("offres.ingest.store.runs.fingerprint", lambda: "f" * 16)
    assert nights.night(refresh=True).counts["offers_new"] == 0
    assert nights.rows("SELECT errors FROM offers ORDER BY id") == [(0,), (0,)]
    assert nights.rows("SELECT number FROM offers WHERE id = 2") == [('["other"]',)]


def test_a_reading_that_got_better_corrects_the_version_in_place(nights, monkeypatch):
    from offres.ingest.store import form

    nights.night({"a.txt": POSTING, "b.txt": POSTING + "\n"})
    nights.night({"a.txt": LATER})
    folded = form.posting

    def better(record, offer):
        offer = offer.model_copy(update={"employer": "Ville de Sainte-Rose"})
        return folded(record.model_copy(update={"offer": offer}), offer)

    monkeypatch.setattr(form, "posting", better)
    monkeypatch.setattr("offres.ingest.store.runs.fingerprint", lambda: "f" * 16)
    summary = nights.night(refresh=True)
    assert (summary.counts["reread"], summary.counts["offers_new"], summary.counts["deadlines_changed"]) == (2, 0, 0)
    assert nights.rows("SELECT employer, version, versions FROM offers") == [("Ville de Sainte-Rose", 2, 2)]
    assert nights.rows("SELECT field, before, after FROM changes ORDER BY field") == [
        ("deadline", "2031-03-28", "2031-04-25"),
    ]
    nothing_is_wrong(nights)
