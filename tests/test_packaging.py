"""The wheel holds the package, its data, and nothing else; the configuration names all of its folders."""

import shutil
import subprocess
import sys
import tomllib
import zipfile

import pytest

NOT_SHIPPED = {"tests", "bench", "docs", "samples", "build", "dist"}


@pytest.fixture(scope="session")
def config(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def wheel(root, tmp_path_factory):
    """The names in a wheel built from a copy, and where it is."""
    work = tmp_path_factory.mktemp("wheel")
    left_out = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__")
    shutil.copytree(root, work / "copy", ignore=left_out)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(work), str(work / "copy")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = work.glob("*.whl")
    return built


def packages(root):
    folders = (path.parent.relative_to(root) for path in root.rglob("__init__.py"))
    kept = (folder for folder in folders if not folder.parts or folder.parts[0] not in NOT_SHIPPED)
    return sorted(
        ".".join(("offres", *folder.parts)) for folder in kept if not any(p.startswith(".") for p in folder.parts)
    )


def test_every_folder_with_code_is_named(root, config):
    assert sorted(config["tool"]["setuptools"]["packages"]) == packages(root)


def test_only_offres_can_be_imported_from_the_wheel(root, wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"offres"}
    inside = {name.removeprefix("offres/").partition("/")[0] for name in names if name.startswith("offres/")}
    assert not inside & NOT_SHIPPED
    assert {"cli.py", "py.typed", "__main__.py"} <= inside
    data = {f"offres/patterns/{path.name}" for path in (root / "patterns").glob("*.toml")}
    assert data
    assert {name for name in names if name.endswith(".toml")} == data


def test_the_wheel_works_without_the_repository(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "a.txt").write_text("Jardinier\n\nRéférence : 12\n", encoding="utf-8")
    program = (
        "import sys\n"
        f"sys.path.insert(0, {str(tmp_path)!r})\n"
        "sys.meta_path[:] = [finder for finder in sys.meta_path if 'editable' not in repr(finder).lower()]\n"
        "import offres\n"
        f"assert offres.__file__.startswith({str(tmp_path)!r}), offres.__file__\n"
        "sys.argv = ['offres', 'convert', 'a.txt']\n"
        "from offres.cli import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert '"title":"Jardinier"' in done.stdout


def test_versions_have_lower_bounds_only(config):
    project = config["project"]
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        assert ">=" in requirement
        assert not set("<=!~") & set(requirement.replace(">=", "")), requirement


def test_one_version(config):
    import offres

    assert config["project"]["version"] == offres.__version__
