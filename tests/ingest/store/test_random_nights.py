"""Nights that nobody thought of: files come, change, move and go at random, and runs are killed at random."""

import io
import json
import pkgutil
import random
import zipfile
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest

from command import POSTING
from nights import OF_THE_RUN, Nights, dump
from offres import parse_text
from offres.ingest.store.staging import Staging

STORE = "offres.ingest.store"
NIGHTS = 6
TITLES = ("Jardinier du parc botanique", "Comptable de la régie des eaux", "Fontainier")
DEADLINES = ("Vendredi 28 mars 2031", "Vendredi 25 avril 2031", "Vendredi 30 mai 2031")
DAY = 86_400


class Kill(BaseException):
    """A run ends here, without a word."""


def posting(draw):
    """A posting: often a number that others have, now and then none, and one of a few editions."""
    text = POSTING.replace(TITLES[0], draw.choice(TITLES)).replace(DEADLINES[0], draw.choice(DEADLINES))
    if draw.random() < 0.15:
        text = text.replace("Référence : 3134-31-0042/SR du 3 mars 2031\n\n", "")
    text = text.replace("0042", f"{draw.randrange(5):04}")
    if draw.random() < 0.3:
        text = text.replace("tailler les haies du parc", "suivre les marchés")
    if draw.random() < 0.15:
        text += f"\n\n{POSTING.replace('0042', '0050')}"  # two postings in one file
    return text


def content(draw):
    """Of a file: text, an archive of texts (a dict), or nothing, which cannot be read."""
    kind = draw.random()
    if kind < 0.1:
        return ""
    if kind < 0.25:
        return {f"{number}.txt": posting(draw) for number in draw.sample(range(4), draw.randint(1, 3))}
    return posting(draw)


class World:
    """The files of two sources, as a folder and as what must be read of them."""

    def __init__(self, folder, seed):
        self.draw = random.Random(seed)
        self.folder, self._time = Path(folder), 1_900_000_000
        self.files, self._archives = {}, {}
        self.sources = [self.folder / name for name in ("east", "west")]
        for source in self.sources:
            source.mkdir(parents=True)
            self.put(source / "stays.txt", posting(self.draw))  # no source is ever empty

    def change(self):
        """What a night brings."""
        self._time += self.draw.choice((60, 40 * DAY))
        for _ in range(self.draw.randint(0, 5)):
            there = sorted(path for path in self.files if path.name != "stays.txt")
            step = self.draw.choice((self.add, self.edit, self.edit, self.touch, self.copy, self.move, self.remove))
            if step == self.add or there:
                step(self.draw.choice(there) if there else None)

    def add(self, _):
        self.put(self.somewhere(), content(self.draw))

    def somewhere(self):
        return self.draw.choice(self.sources) / self.draw.choice(("", "sub")) / f"{self.draw.randrange(12)}.txt"

    def edit(self, path):
        old = self.files[path]
        if isinstance(old, dict) and self.draw.random() < 0.8:
            kept = {name: text for name, text in old.items() if self.draw.random() < 0.8}
            self.put(path, kept | {f"{self.draw.randrange(4)}.txt": posting(self.draw)})
        else:
            self.put(path, content(self.draw))

    def touch(self, path):
        self.put(path, self.files[path])

    def copy(self, path):
        self.put(self.somewhere(), self.files[path])

    def move(self, path):
        old = self.files[path]
        self.remove(path)
        self.put(self.somewhere(), old)

    def remove(self, path):
        del self.files[path]
        path.unlink()

    def put(self, path, told):
        self.files[path] = told
        self.nights("").put(path, packed(told) if isinstance(told, dict) else told, self.draw.randrange(3 * DAY))

    def nights(self, url):
        nights = Nights(self.folder, url)
        nights._time = self._time
        return nights

    def documents(self):
        """Each document by its uri: its text, None where it cannot be read."""
        found = {}
        for path, told in self.files.items():
            found |= members(path, told) if isinstance(told, dict) else {str(path): told or None}
        return found

    def hidden(self):
        """The documents of archives that cannot be read any more, as they were last: nobody knows that they are gone."""
        self._archives = {
            path: told if isinstance(told, dict) else self._archives[path]
            for path, told in self.files.items()
            if isinstance(told, dict) or (told == "" and path in self._archives)
        }
        return {
            uri: text
            for path, told in self._archives.items()
            if self.files[path] == ""
            for uri, text in members(path, told).items()
        }


def members(path, told):
    return {f"{path}!/{name}": text for name, text in told.items()}


def packed(told):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in sorted(told.items()):
            archive.writestr(zipfile.ZipInfo(name, (2031, 1, 1, 0, 0, 0)), text)
    return data.getvalue()


def offers_of(text, known={}):  # noqa: B006 a cache
    if text not in known:
        known[text] = [json.loads(record.model_dump_json())["offer"] for record in parse_text(text)]
    return known[text]


def held(world, nights, summary):
    """What must hold in a store after any night."""
    there = world.documents()
    counts = summary.counts
    assert counts["seen"] == counts["new"] + counts["changed"] + counts["unchanged"] + counts["failed"] == len(there)
    there |= world.hidden()
    rows = nights.rows("SELECT uri, status FROM documents WHERE vanished_run IS NULL")
    assert dict(rows) == {uri: "read" if text else "failed" for uri, text in there.items()}
    shown = nights.rows(
        "SELECT d.uri, p.posting, v.record FROM postings p JOIN documents d ON d.id = p.document_id "
        "JOIN versions v ON v.id = p.version_id WHERE d.vanished_run IS NULL AND d.status = 'read'"
    )
    found = {(uri, at): json.loads(record)["offer"] for uri, at, record in shown}
    assert found == {(uri, at): one for uri, text in there.items() if text for at, one in enumerate(offers_of(text))}
    assert set(nights.rows("SELECT uri FROM failures")) == {(uri,) for uri, text in there.items() if text is None}
    sound(nights)


NOTHING = {
    "the version in force is one of the offer's, and its values are the offer's": (
        "SELECT o.id FROM offers o LEFT JOIN versions v ON v.offer_id = o.id AND v.number = o.version WHERE v.id IS NULL "
        "OR coalesce(CAST(v.deadline AS text), '') <> coalesce(CAST(o.deadline AS text), '')"
    ),
    "versions are numbered without gaps": (
        "SELECT o.id FROM offers o JOIN versions v ON v.offer_id = o.id GROUP BY o.id, o.versions "
        "HAVING count(*) <> o.versions OR max(v.number) <> o.versions OR min(v.number) <> 1"
    ),
    "an offer has vanished where no document shows it, and only there": (
        "SELECT o.id FROM offers o WHERE (o.vanished_run IS NULL) <> EXISTS (SELECT 1 FROM postings p "
        "JOIN versions v ON v.id = p.version_id JOIN documents d ON d.id = p.document_id "
        "WHERE v.offer_id = o.id AND d.vanished_run IS NULL)"
    ),
    "every offer can be searched": "SELECT id FROM offers WHERE id NOT IN (SELECT offer_id FROM texts)",
    "a document shows as many postings as it says": (
        "SELECT d.id FROM documents d WHERE d.postings <> (SELECT count(*) FROM postings p WHERE p.document_id = d.id)"
    ),
    "changes are told of versions that came into force": (
        "SELECT c.version_id FROM changes c JOIN versions v ON v.id = c.version_id WHERE v.previous IS NULL"
    ),
    "nothing is left staged": "SELECT id FROM staged",
    "a file has vanished with its documents": (
        "SELECT d.id FROM documents d JOIN files f ON f.id = d.file_id "
        "WHERE f.vanished_run IS NOT NULL AND d.vanished_run IS NULL"
    ),
}


def sound(nights):
    for what, query in NOTHING.items():
        assert nights.rows(query) == [], what


def without_runs(tables):
    return {name: rows for name, rows in tables.items() if name != "runs"}


# where a run is killed: the function, and whether before or after it did its work
PLACES = [
    *((f"{STORE}.staging.Staging.{name}", after) for name in ("add", "end", "flush") for after in (False, True)),
    *((f"{STORE}.{name}", True) for name in ("plan.plan", "apply.Postings.write", "documents.Documents.write")),
    *((f"{STORE}.{name}", False) for name in ("vanish.vanish", "vanish.look_again", "numbers.compare", "runs.end")),
    (f"{STORE}.runs.end", True),
]


def killed(draw, run):
    """Do the run, and kill it at a random moment; whether it came so far."""
    place, after = draw.choice(PLACES)
    owner, _, name = place.rpartition(".")
    work, flush = pkgutil.resolve_name(place), Staging.flush
    left, dead = draw.randint(1, 3), []

    def deadly(*arguments, **options):
        nonlocal left
        left -= 1
        done = work(*arguments, **options) if not dead and (after or left) else None
        if not left:
            dead.append(True)
            raise Kill
        return done

    with ExitStack() as patches:
        patches.enter_context(patch(f"{STORE}.runs.fail"))
        patches.enter_context(patch.object(Staging, "flush", lambda staging: None if dead else flush(staging)))
        patches.enter_context(patch.object(pkgutil.resolve_name(owner), name, deadly))
        try:
            run()
        except Kill:
            return True
    return False


@pytest.fixture
def pair(request, tmp_path):
    """Two stores that are not there yet, in one of the two databases."""
    if request.param == "sqlite":
        return [f"sqlite:///{tmp_path}/{name}.db" for name in "ab"]
    server = request.getfixturevalue("postgresql")
    return [server.base(), server.base()]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pair", "seed"),
    [*(("sqlite", seed) for seed in (0, 1, 2, 26)), *(("postgresql", seed) for seed in (3, 4))],
    indirect=["pair"],
)
def test_random_nights(pair, seed, tmp_path, monkeypatch):
    monkeypatch.setattr(f"{STORE}.staging.MOST_ROWS", 2)
    world = World(tmp_path / "in", seed)
    kills = 0
    for _ in range(NIGHTS):
        undisturbed, disturbed = map(world.nights, pair)
        held(world, undisturbed, undisturbed.ingest(*world.sources, jobs=1))
        before = dump(undisturbed.url)
        again = undisturbed.ingest(*world.sources, jobs=1)
        assert without_runs(dump(undisturbed.url)) == without_runs(before)
        assert again.counts["unchanged"] == again.counts["seen"]
        tries = 0
        while tries < 3 and killed(world.draw, partial(disturbed.ingest, *world.sources, jobs=1)):
            tries += 1
        kills += tries
        if tries == 3:
            disturbed.ingest(*world.sources, jobs=1)
        disturbed.ingest(*world.sources, jobs=1)
        assert dump(disturbed.url, OF_THE_RUN) == dump(undisturbed.url, OF_THE_RUN)
        world.change()
    assert kills


@pytest.mark.slow
@pytest.mark.parametrize(("pair", "seed"), [("sqlite", 100), ("sqlite", 101), ("postgresql", 102)], indirect=["pair"])
def test_the_world_goes_on_while_runs_are_killed(pair, seed, tmp_path, monkeypatch):
    monkeypatch.setattr(f"{STORE}.staging.MOST_ROWS", 2)
    world = World(tmp_path / "in", seed)
    kills = 0
    for _ in range(NIGHTS):
        nights = world.nights(pair[0])
        while killed(world.draw, partial(nights.ingest, *world.sources, jobs=1)):
            kills += 1
            world.change()
            nights = world.nights(pair[0])
        held(world, nights, nights.ingest(*world.sources, jobs=1))
        world.change()
    assert kills
