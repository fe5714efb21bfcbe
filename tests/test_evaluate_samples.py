"""The samples, evaluated by the command that a user has: no figure is under its floor, and each figure has one.

Floors are raised by hand in `floors.toml` when a figure rises; they are never lowered to let a change pass.
"""

from pathlib import Path

import pytest

from command import offres
from offres.evaluate.floors import figures, load_floors
from offres.evaluate.result import Result
from offres.evaluate.run import Request, evaluated

FLOORS = Path(__file__).resolve().parent / "floors.toml"


@pytest.fixture(scope="module")
def arguments(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The golden folder and the records of all samples, as the command wants them."""
    records = tmp_path_factory.mktemp("samples") / "records.jsonl"
    done = offres("convert", root / "samples" / "*.txt", root / "samples" / "*.md", "-o", records)
    assert done.exit_code == 0, done.stderr
    return [str(root / "samples"), str(records)]


@pytest.fixture(scope="module")
def result(arguments: list[str]) -> Result:
    return evaluated(Request(*arguments))


def test_no_figure_is_under_its_floor(arguments: list[str]) -> None:
    done = offres("evaluate", *arguments, "--errors", "20", "--floor", FLOORS)
    assert done.exit_code == 0, done.stderr + done.stdout


def test_every_figure_that_the_samples_measure_has_a_floor(result: Result) -> None:
    measured = [name for name, figure in figures(result.scores).items() if figure is not None]
    assert [name for name in measured if name not in load_floors(str(FLOORS)) and not name.startswith("soft.")] == []


def test_every_sample_has_its_record_and_every_record_its_sample(result: Result) -> None:
    assert (result.match.missing, result.match.surplus, result.match.unknown) == ([], [], [])
    stems = [Path(label).stem for label in result.match.open]
    assert len(stems) >= 5
    assert all("not-a-posting" in stem for stem in stems)
