"""The fingerprint: the same for what gives the same records, another for anything else."""

import os
import shutil
import subprocess
import sys

import ownpacks
import pytest

from offres.extract import fingerprint as module
from offres.extract.fingerprint import fingerprint
from offres.patterns.load import use_packs

TOLD = "from offres.extract.fingerprint import fingerprint; print(fingerprint())"


@pytest.fixture(autouse=True)
def _fresh():
    module._of.cache_clear()
    yield
    module._of.cache_clear()
    use_packs(())


@pytest.fixture
def copied(root, tmp_path):
    """The package in another folder."""
    ignored = shutil.ignore_patterns(".*", "__pycache__", "tests", "bench", "samples", "docs", "build")
    shutil.copytree(root, tmp_path / "elsewhere" / "offres", ignore=ignored)
    return tmp_path / "elsewhere"


def told_in(folder, **environment):
    env = os.environ | {"PYTHONPATH": str(folder)} | environment
    done = subprocess.run([sys.executable, "-c", TOLD], capture_output=True, text=True, check=True, env=env, cwd=folder)
    return done.stdout.strip()


def test_it_is_the_same_in_another_folder_and_process(copied):
    assert len(fingerprint()) == 16
    assert told_in(copied, PYTHONHASHSEED="4711", TZ="Pacific/Noumea", LC_ALL="C") == fingerprint()


@pytest.mark.parametrize(
    "name", ["extract/values/dates.py", "patterns/common.toml", "checks/registry.py", "extract/record.py"]
)
def test_a_change_of_code_or_patterns_changes_it(copied, name):
    path = copied / "offres" / name
    path.write_text(path.read_text("utf-8") + "# another\n", "utf-8")
    assert told_in(copied) != fingerprint()


def test_files_that_decide_nothing_do_not_change_it(copied):
    (copied / "offres" / "extract" / "notes.md").write_text("a note", "utf-8")
    (copied / "offres" / "output" / "jsonl.py").write_text("", "utf-8")
    assert told_in(copied) == fingerprint()


def test_packs_of_ones_own_count_by_what_they_hold(tmp_path):
    plain = fingerprint()
    told = {}
    for folder, text in {
        "one": ownpacks.VALMER,
        "same": ownpacks.VALMER + "# a comment\n",
        "other": ownpacks.VALMER.replace("weight = 3", "weight = 4"),
    }.items():
        ownpacks.pack(tmp_path / folder, text)
        use_packs([str(tmp_path / folder)])
        told[folder] = fingerprint()
    assert told["one"] == told["same"]
    assert len({plain, *told.values()}) == 3


@pytest.mark.parametrize("library", module.LIBRARIES)
def test_another_version_of_a_library_changes_it(monkeypatch, library):
    before = fingerprint()
    real = module.version
    monkeypatch.setattr(module, "version", lambda name: "0.0" if name == library else real(name))
    module._of.cache_clear()
    assert fingerprint() != before


def test_all_libraries_are_known_here():
    assert not [told for told in module._versions() if "unknown" in told]
