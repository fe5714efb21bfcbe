"""What was read of an archive is kept before its end, and not read again after a kill."""

import io
import zipfile

import pytest

from command import POSTING
from nights import Nights
from offres.ingest import nightly
from offres.ingest.store import runs, staging
from offres.ingest.work import convert_file


class Killed(BaseException):
    pass


def archive(count):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        for number in range(count):
            packed.writestr(f"{number:03}.txt", POSTING.replace("0042", f"{number:04}"))
    return data.getvalue()


def test_an_archive_is_gone_on_with_in_its_middle(store, tmp_path, monkeypatch):
    nights = Nights(tmp_path / "in", store)
    other = Nights(tmp_path / "in", f"{store}2" if store.startswith("sqlite") else store)
    monkeypatch.setattr(staging, "MOST_ROWS", 4)
    monkeypatch.setattr(runs, "fail", lambda *_: None)  # as a kill does
    monkeypatch.setattr(nightly, "read_all", lambda files, jobs, limits, form: _killed(files, form, 10))
    with pytest.raises(Killed):
        nights.night({"a.zip": archive(20)})
    assert nights.rows("SELECT count(*) FROM staged") == [(10,)]
    assert nights.rows("SELECT count(*) FROM documents") == [(0,)]
    read = []
    monkeypatch.setattr(nightly, "read_all", lambda files, jobs, limits, form: _noted(files, form, read))
    summary = nights.ingest()
    assert (summary.restarts, summary.counts["new"], len(read)) == (1, 20, 10)
    if store != other.url:
        other.ingest()
        without = ("started", "finished", "host", "pid", "restarts")
        assert nights.dump(without) == other.dump(without)


def _killed(files, form, after):
    for file in files:
        for number, outcome in enumerate(convert_file(file, form=form)):
            if number == after:
                raise Killed
            yield file, outcome


def _noted(files, form, read):
    for file in files:
        for outcome in convert_file(file, form=form):
            if outcome.lines:
                read.append(outcome.uri)
            yield file, outcome
