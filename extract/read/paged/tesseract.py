"""An image -> the words that tesseract reads in it, each with its box, its line's height and tesseract's confidence.

tesseract runs as a process of its own, with one thread and a limit of time; the image goes in and the words come out
through pipes, so that no file is left behind.
"""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from ...errors import LimitExceeded, MissingTool, UnreadableFile

if TYPE_CHECKING:
    from PIL.Image import Image

    from ...document import Box

LANGUAGE = "fra"
SECONDS = 120  # for one page, which takes 1 to 3; noise alone may take 20
ROWS = 6  # tesseract's page mode that takes a page for rows of words; it finds blocks itself in 3, any text in 11

_INSTALL = "apt-get install tesseract-ocr tesseract-ocr-fra, or brew install tesseract tesseract-lang"
_NEEDED_FOR = "a scan"
_LINE = re.compile(
    r"<span class='ocr_\w+'[^>]*?x_size (?P<height>[\d.]+)"
    r"|<span class='ocrx_word'[^>]*? title='bbox (?P<box>\d+ \d+ \d+ \d+); x_wconf (?P<sure>\d+)[^>]*>(?P<text>.*?)"
    r"</span>",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]+>")
_NO_TEXT = " \n\u00a0_"  # what room or a speck is taken for, at the ends of a word
_TURN = re.compile(r"Rotate: (\d+)")


@dataclass(slots=True)
class Seen:
    """A word as tesseract read it; in pixels."""

    text: str
    line: int  # which of tesseract's lines it stands in
    box: "Box"
    height: float  # of its line, from what rises highest to what hangs lowest
    confidence: float  # from 0 to 1


@lru_cache(maxsize=1)
def missing() -> MissingTool | None:
    """What OCR needs and this machine has not: tesseract itself, or its French; None where nothing is missing."""
    if shutil.which("tesseract") is None:
        return MissingTool("tesseract", _NEEDED_FOR, f"Install it: {_INSTALL}")
    languages = _run(["--list-langs"], b"", SECONDS).stdout.decode("utf-8", "replace").split()
    if LANGUAGE not in languages:
        return MissingTool("tesseract's French", _NEEDED_FOR, f"Install it: {_INSTALL}")
    return None


def words(image: "Image", dpi: float, mode: int) -> list[Seen]:
    """The words of a grey image, in tesseract's order; raises LimitExceeded, UnreadableFile, MissingTool."""
    ran = _run(["-", "-", "-l", LANGUAGE, "--psm", str(mode), "--dpi", str(round(dpi)), "hocr"], _bytes(image), SECONDS)
    if ran.returncode:
        raise UnreadableFile(f"tesseract failed on it ({_last_line(ran.stderr)})", remedy="Scan the page again")
    return list(_seen(ran.stdout.decode("utf-8", "replace")))


def quarters(image: "Image", dpi: float) -> int:
    """By how many quarters to turn an image clockwise until its text is upright; 0 where that is not known."""
    ran = _run(["-", "-", "--psm", "0", "--dpi", str(round(dpi))], _bytes(image), SECONDS)
    found = _TURN.search(ran.stdout.decode("ascii", "replace"))
    return int(found[1]) // 90 if found and not ran.returncode else 0


def _bytes(image: "Image") -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PPM")
    return stream.getvalue()


def _run(arguments: list[str], data: bytes, seconds: float) -> "subprocess.CompletedProcess[bytes]":
    program = shutil.which("tesseract")
    if program is None:
        raise MissingTool("tesseract", _NEEDED_FOR, f"Install it: {_INSTALL}")
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        return subprocess.run(  # noqa: S603 -- a program of the system, with arguments of our own
            [program, *arguments], input=data, capture_output=True, env=environment, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        cause = f"OCR of a page took over {seconds:.0f} seconds"
        raise LimitExceeded(cause, remedy="Scan the page again, at 200 to 300 dpi") from error
    except OSError as error:
        raise UnreadableFile(
            f"tesseract could not be run ({error.strerror})", remedy="Check its installation"
        ) from error


def _last_line(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "without a word")


def _seen(hocr: str) -> Iterator[Seen]:
    number, height = -1, 0.0
    for found in _LINE.finditer(hocr):
        if found["height"]:
            number, height = number + 1, float(found["height"])
            continue
        x0, top, x1, bottom = map(float, found["box"].split())
        text = unescape(_TAG.sub("", found["text"])).strip(_NO_TEXT)
        if text:
            box, sure = (x0, top, x1, bottom), int(found["sure"]) / 100
            yield Seen(text, number, box, height, sure)
