"""What all tests share: where the project stands, and where the material beside it does."""

import contextlib
import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import postgres
from command import POSTING, write
from served import served

# How long an example takes says how busy the machine is: no test passes or fails by it.
settings.register_profile("offres", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("offres")

# In a background job of a shell Ctrl-C is ignored, and the programs that tests start would inherit that.
with contextlib.suppress(ValueError):  # not in the main thread
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root():
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared():
    """The folder of postings and gold that is no part of the repository; tests that need it skip where it is missing."""
    folder = Path(os.environ.get("OFFRES_SHARED") or ROOT.parent / "shared")
    if not (folder / "corpus" / "text").is_dir():
        pytest.skip(f"needs the corpus: no {folder.name}/corpus/text beside the repository nor in OFFRES_SHARED")
    return folder


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A current folder with two postings."""
    monkeypatch.chdir(tmp_path)
    write("b.txt")
    write("a.md", POSTING.replace("Jardinier", "Fontainier").replace("0042", "0043"))
    return tmp_path


@pytest.fixture
def site(monkeypatch):
    """A web server, and a client that does not wait long for it."""
    pytest.importorskip("requests")
    from offres.extract.read import server, unreachable

    monkeypatch.setattr(server, "PAUSE", 0.01)
    monkeypatch.setattr(unreachable, "PAUSE", 0.01)
    server._session.cache_clear()
    server._lost.clear()
    with served() as one:
        yield one
    server._session().close()
    server._session.cache_clear()


@pytest.fixture(scope="session")
def postgresql():
    """A real PostgreSQL, started when it is first asked for; tests that need it skip where there is none."""
    if lack := postgres.missing():
        pytest.skip(f"needs PostgreSQL: {lack}")
    with postgres.server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request, tmp_path):
    """The URL of a store that is not there yet, in each of the two databases."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/offres.db"
    return request.getfixturevalue("postgresql").base()
