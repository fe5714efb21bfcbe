"""What a page's ink tells beside tesseract: where bullets are, and where one word is two.

tesseract reads a bullet as a sign or a letter, takes it for a part of the word behind it, or leaves it out. A bullet is
a blob above where letters stand, with room behind it.
"""

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from ...document import Box

# In sizes of the type.
_BLOB = 0.55  # no bullet is higher or wider
_SPECK = 0.18  # and none is smaller
_RAISED = 0.06  # it stands so much above where letters stand
ROOM = 0.4  # behind it, at least 0.7; a space has 0.3
_SPACE = 0.225  # a narrow one has 0.24 from ink to ink, a usual one 0.35; between letters 0.1, between ones 0.21
_LETTERS = 0.15  # between the letters of a word
_BEFORE = 3.5  # how far before its text it is looked for


def is_bullet(box: "Box", base: float, size: float) -> bool:
    """Whether what is in a box has the size and height of a bullet, where letters stand on `base`."""
    x0, top, x1, bottom = box
    high, wide = bottom - top, x1 - x0
    small = max(high, wide) < _BLOB * size and max(high, wide) > _SPECK * size
    return small and base - bottom > _RAISED * size


def find_bullet(ink: "Image", box: "Box", base: float, size: float) -> "tuple[Box, float] | None":
    """The box of the bullet before a word or in its front, and where the word then begins; None where there is none."""
    left, top = max(round(box[0] - _BEFORE * size), 0), max(round(base - size), 0)
    strip = ink.crop((left, top, round(box[2]), round(base)))
    parts = _parts(strip, ROOM * size)
    text = next((n for n, (start, end) in enumerate(parts) if left + end > box[0] + _BLOB * size), 0)
    if not text:
        return None
    start, end = parts[text - 1]
    found = strip.crop((start, 0, end, strip.height)).getbbox()
    if found is None or (start < ROOM * size and left):  # what the strip's edge cuts is the end of a word
        return None
    bullet = (left + start, top + found[1], left + end, top + found[3])
    return (bullet, float(left + parts[text][0])) if is_bullet(bullet, base, size) else None


def gap_in(ink: "Image", box: "Box", share: float, size: float) -> tuple[float, float] | None:
    """The gap in a word, from left to right, that is as wide as a space and stands at about a share of its width."""
    parts = _parts(ink.crop((round(box[0]), round(box[1]), round(box[2]), round(box[3]))), 1)
    seam = share * (box[2] - box[0])
    gaps = [(end, start) for (_, end), (start, _) in pairwise(parts) if start - end > _SPACE * size]
    end, start = min(gaps, key=lambda gap: abs(sum(gap) / 2 - seam), default=(0, 0))
    return (box[0] + end, box[0] + start) if gaps and end - size < seam < start + size else None


def end_of(ink: "Image", box: "Box", limit: float, size: float) -> float:
    """Where the word in a box ends, before `limit`: tesseract cuts letters off at its end now and then."""
    strip = ink.crop((round(box[0]), round(box[1]), round(min(limit, box[2] + size)), round(box[3])))
    ends = [box[0] + end for start, end in _parts(strip, _LETTERS * size) if box[0] + start <= box[2]]
    return max([box[2], *ends])


def _parts(strip: "Image", room: float) -> list[tuple[int, int]]:
    """The stretches of a strip that hold ink, with less than `room` between their letters."""
    across, _ = strip.getprojection()
    parts: list[tuple[int, int]] = []
    at = 0
    for inked, run in groupby(across):
        width = len(list(run))
        if inked:
            if parts and at - parts[-1][1] < room:
                parts[-1] = parts[-1][0], at + width
            else:
                parts.append((at, at + width))
        at += width
    return parts
