"""Word 97 and older: bytes in, a Document out, by way of a program: LibreOffice where it is installed, else antiword.

LibreOffice makes a DOCX of the file, which is read as any other. It works in a profile of its own, so that many can
work side by side; in it nothing is run and nothing is fetched that a file names. antiword loses text boxes, headers and
tabs, and takes a hundredth of the time.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from ...document import Document, Reading
from ...errors import EncryptedFile, LimitExceeded, MissingTool, NoText, UnreadableFile
from .. import sniff
from ..pieces import compose
from . import docx
from .docbook import blocks_of
from .flow import pieces_of

TIME_LIMIT = 90  # seconds for one file; the first one takes 3 on a slow machine
_SECTOR = 512  # bytes; a stream begins where a sector does
_WORD_SIGNS = (b"\xec\xa5", b"\xdc\xa5")  # how the main stream begins, from Word 97 on and before
_FILTERS = {  # what LibreOffice calls each version; left to itself it reads what is damaged as text
    **dict.fromkeys((0x65,), "MS WinWord 6.0"),
    **dict.fromkeys((0x67, 0x68), "MS Word 95"),
    **dict.fromkeys(range(0xC0, 0x113), "MS Word 97"),
}
_FLAGS = 10  # where its flags stand
_ENCRYPTED = 0x0100
_NAMES = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
</oor:items>
"""  # noqa: E501 -- LibreOffice's own file of settings
_INSTALL = "Install LibreOffice (apt install libreoffice-writer-nogui) or antiword (apt install antiword)"
_AGAIN = "Open it in Word and save it as DOCX, or get the file again"


def read(data: bytes) -> Document:
    """The document of a DOC file; raises MissingTool where neither program is installed."""
    version, flags = _head(data)
    if flags & _ENCRYPTED:
        raise EncryptedFile("it is a Word document behind a password", remedy="Save it without its password")
    office, antiword = _office(), shutil.which("antiword")
    if office is None and antiword is None:
        raise MissingTool("LibreOffice or antiword", "a Word 97 document", _INSTALL)
    with tempfile.TemporaryDirectory(prefix="offres-doc-") as folder:
        source = Path(folder, "posting.doc")
        source.write_bytes(data)
        if office is not None and (converted := _by_libreoffice(office, source, _FILTERS[version])) is not None:
            document = docx.read(converted)
            document.reading = Reading(sniff.DOC, "doc: libreoffice")
            return document
        if antiword is None:
            raise UnreadableFile("LibreOffice cannot read it", remedy=_AGAIN)
        return _by_antiword(antiword, source)


def _head(data: bytes) -> tuple[int, int]:
    """The version and the flags that the main stream begins with; raises UnreadableFile where there is none."""
    for start in range(_SECTOR, len(data) - _FLAGS - 1, _SECTOR):
        head = data[start : start + _FLAGS + 2]
        if head.startswith(_WORD_SIGNS) and (version := int.from_bytes(head[2:4], "little")) in _FILTERS:
            return version, int.from_bytes(head[_FLAGS:], "little")
    raise UnreadableFile("its main part is missing: the file is cut off or damaged", remedy=_AGAIN)


def _office() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def _by_libreoffice(office: str, source: Path, version: str) -> bytes | None:
    """The file as DOCX; None where LibreOffice does not make one."""
    profile = _make_profile(source.with_name("profile"))
    options = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", f"--infilter={version}")
    target = ("--convert-to", "docx", "--outdir", str(source.parent), str(source))
    _run([office, f"-env:UserInstallation={profile}", *options, *target])
    made = source.with_suffix(".docx")
    return made.read_bytes() if made.exists() else None


def _by_antiword(antiword: str, source: Path) -> Document:
    code, output = _run([antiword, "-m", "UTF-8.txt", "-x", "db", str(source)])
    if code != 0:
        raise UnreadableFile("antiword cannot read it", remedy=_AGAIN)
    pieces = pieces_of(blocks_of(output))
    if not pieces:
        raise NoText("the document has no text", remedy="If it holds pictures of text, save it as PDF")
    return compose(pieces, Reading(sniff.DOC, "doc: antiword"))


def _make_profile(folder: Path) -> str:
    """Make the folder in which LibreOffice keeps what it needs, with our settings; how it is called there."""
    settings = folder / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    return folder.as_uri()


def _run(command: Sequence[str]) -> tuple[int, bytes]:
    """Run a program within the time limit: its exit code and output; over it, it ends with its children."""
    with subprocess.Popen(  # noqa: S603 -- a program found on the path, and files of our own naming
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            output, _ = process.communicate(timeout=TIME_LIMIT)
        except subprocess.TimeoutExpired as error:
            raise LimitExceeded(f"it took over {TIME_LIMIT} seconds to convert", remedy=_AGAIN) from error
        finally:
            _end(process)
    return process.returncode, output


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and, where the system tells, what it has started; of one that has ended nothing is left.

    It shares our group of processes: who ends us with our group ends it too.
    """
    if process.poll() is None:
        for started in list(_started_by(process.pid)):
            with suppress(OSError):
                os.kill(started, signal.SIGKILL)
        process.kill()


def _started_by(process: int) -> Iterator[int]:
    """The processes that a process has started, and those that they have, as Linux tells it."""
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            for child in children.read_text().split():
                yield int(child)
                yield from _started_by(int(child))
