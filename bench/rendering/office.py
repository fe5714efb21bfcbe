"""Files converted by LibreOffice: many in one call, since its start takes seconds."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

FILTERS = {"pdf": "pdf", "odt": "odt", "rtf": "rtf", "doc": "doc:MS Word 97"}
_SECONDS_A_FILE = 20


class OfficeMissing(RuntimeError):
    """LibreOffice is not installed here."""


def office() -> str | None:
    """The program, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(files: Sequence[Path], suffix: str, folder: Path) -> None:
    """Write each file as `folder/STEM.suffix`; raises OfficeMissing, or RuntimeError where a file did not come out."""
    if not files:
        return
    program = office()
    if program is None:
        raise OfficeMissing("needs LibreOffice (soffice): apt-get install libreoffice-writer-nogui")
    with tempfile.TemporaryDirectory() as profile:
        command = [program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
        done = subprocess.run(
            [*command, "--convert-to", FILTERS[suffix], "--outdir", str(folder), *map(str, files)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60 + _SECONDS_A_FILE * len(files),
            env={**os.environ, "SOURCE_DATE_EPOCH": "1767600000"},
        )
    missing = [file.stem for file in files if not (folder / f"{file.stem}.{suffix}").is_file()]
    if missing:
        raise RuntimeError(f"LibreOffice wrote no {suffix} of {', '.join(missing)}: {done.stderr or done.stdout}")
