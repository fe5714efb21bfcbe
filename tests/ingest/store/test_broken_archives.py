"""An archive that cannot be read for a while, or becomes another kind of file: what is there afterwards, and what is gone."""

import io
import zipfile

import pytest

from command import POSTING
from nights import Nights

BROKEN = ""


def archive(*members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        for name in members:
            packed.writestr(
                zipfile.ZipInfo(f"{name}.txt", (2031, 1, 1, 0, 0, 0)), POSTING.replace("0042", f"000{name}")
            )
    return data.getvalue()


@pytest.mark.parametrize(
    ("contents", "there", "failures"),
    [
        ([archive(1, 2, 3), BROKEN], ["", "!/1.txt", "!/2.txt", "!/3.txt"], 1),  # nobody knows that they are gone
        ([archive(1, 2, 3), BROKEN, BROKEN + "\0"], ["", "!/1.txt", "!/2.txt", "!/3.txt"], 1),
        ([archive(1, 2, 3), BROKEN, archive(1, 2, 3)], ["!/1.txt", "!/2.txt", "!/3.txt"], 0),
        ([archive(1, 2, 3), BROKEN, archive(1)], ["!/1.txt"], 0),
        ([archive(1, 2, 3), BROKEN, archive(4)], ["!/4.txt"], 0),
        ([archive(1, 2, 3), BROKEN, POSTING], [""], 0),
        ([archive(1), BROKEN, archive(1)], ["!/1.txt"], 0),
        ([archive(1), POSTING, archive(1)], ["!/1.txt"], 0),
        ([POSTING, BROKEN, archive(1)], ["!/1.txt"], 0),
        ([POSTING, archive(1), POSTING], [""], 0),
        ([BROKEN, archive(1)], ["!/1.txt"], 0),
        ([BROKEN, archive(1), BROKEN, archive(2)], ["!/2.txt"], 0),
        ([BROKEN, POSTING], [""], 0),
    ],
)
def test_what_is_there(store, tmp_path, contents, there, failures):
    nights = Nights(tmp_path / "in", store)
    nights.put("stays.txt", POSTING.replace("0042", "0099"))
    for content in contents:
        nights.night({"a.zip": content}, jobs=1)
    path = str(tmp_path / "in" / "a.zip")
    rows = nights.rows("SELECT uri FROM documents WHERE vanished_run IS NULL")
    assert sorted(uri.removeprefix(path) for (uri,) in rows if uri.startswith(path)) == there
    assert len(nights.rows("SELECT uri FROM failures")) == failures
    before = nights.dump()
    again = nights.ingest(jobs=1)
    assert again.counts["unchanged"] == again.counts["seen"]
    assert {**nights.dump(), "runs": ()} == {**before, "runs": ()}
