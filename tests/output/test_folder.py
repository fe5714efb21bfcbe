"""Names of the files in an output folder."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from offres.output.folder import LONGEST_STEM, stem, to_folder


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        ("a.txt", "a.txt"),
        ("deep/er/a.txt", "deep__er__a.txt"),
        ("deep/__init__.md", "deep__%5F%5Finit_%5F.md"),
        ("a_b.txt", "a_b.txt"),
        ("a/_b", "a__%5Fb"),
        ("a_/b", "a%5F__b"),
        ("a__b", "a_%5Fb"),
        ("../a.txt", "%2E.__a.txt"),
        ("/tmp/a.txt", "__tmp__a.txt"),
        ("a%b.txt", "a%25b.txt"),
        ("c:\\a.txt", "c%3A%5Ca.txt"),
        ("été/à pourvoir.txt", "été__à pourvoir.txt"),
    ],
)
def test_names(uri, name):
    assert stem(uri) == name


PIECES = st.lists(st.sampled_from(["a", "_", "__", "/", ".", "%", "5F", "~", "é", "\ufffd"]), min_size=1, max_size=8)


@given(st.sets(PIECES.map("".join), min_size=2, max_size=30))
@example({"a/b", "a__b", "a_/b", "a/_b", "a%5Fb", "a%5F_b", "a_%5Fb"})
def test_no_two_uris_have_one_name(uris):
    assert len({stem(uri) for uri in uris}) == len(uris)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_names_fit_every_file_system(uri):
    name = stem(uri)
    assert len(name.encode()) <= LONGEST_STEM
    assert not name.startswith(".")
    assert not set(name) & set('/\\:*?"<>|\0\n')


def test_long_names_stay_different():
    uris = ["é" * 300 + end for end in ("a", "b")]
    assert len({stem(uri) for uri in uris}) == 2


def test_postings_that_are_no_more_are_removed(tmp_path):
    def written(lines):
        with to_folder(str(tmp_path / "out")) as folder:
            folder.write("a.txt", lines)
        return {path.name: path.read_bytes() for path in Path(tmp_path / "out").iterdir()}

    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.txt.9.json").write_bytes(b"somebody's")
    kept = {"a.txt.9.json": b"somebody's"}
    assert written([b"1\n", b"2\n", b"3\n"]) == kept | {f"a.txt.{n}.json": b"%d\n" % (n + 1) for n in range(3)}
    assert written([b"4\n"]) == kept | {"a.txt.0.json": b"4\n"}
