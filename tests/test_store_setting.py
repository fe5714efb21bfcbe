"""Which store a command takes: the option, OFFRES_STORE, the configuration, or a file in the current folder."""

import pytest

from command import write
from offres.commands.options import store_url
from offres.config import ConfigError


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("option", "configured", "url"),
    [
        (None, None, "sqlite:///offres.db"),
        ("", None, "sqlite:///offres.db"),  # OFFRES_STORE= in the environment
        (None, "sqlite:///jobs.db", "sqlite:///jobs.db"),
        ("sqlite:///mine.db", "sqlite:///jobs.db", "sqlite:///mine.db"),
        (None, "postgresql://reader@db/jobs", "postgresql://reader@db/jobs"),
    ],
)
def test_the_nearest_wish_counts(here, option, configured, url):
    if configured:
        write("offres.toml", f'[offres]\nstore = "{configured}"\n')
    assert store_url(option, None) == url


@pytest.mark.parametrize(
    ("configured", "url"),
    [
        ("sqlite:///jobs.db", "sqlite:///../jobs.db"),
        ("sqlite:///data/jobs.db?timeout=5", "sqlite:///../data/jobs.db?timeout=5"),
        ("sqlite:////var/jobs.db", "sqlite:////var/jobs.db"),
    ],
)
def test_a_relative_file_is_seen_from_the_configuration(here, monkeypatch, configured, url):
    write("offres.toml", f'[offres]\nstore = "{configured}"\n')
    (here / "below").mkdir()
    monkeypatch.chdir("below")
    assert store_url(None, None) == url


@pytest.mark.parametrize("value", ["3", '""', '["sqlite:///offres.db"]'])
def test_what_is_no_url_is_told_with_its_line(here, value):
    write("offres.toml", f"[offres]\n\nstore = {value}\n")
    with pytest.raises(ConfigError, match=r'offres.toml:3: store: must be a URL, "sqlite:///offres.db"'):
        store_url(None, None)
