"""The image of a page as it was scanned -> straight and smooth, and the way back.

Text is level where the rows of pixels are either dark or white, so that they differ most from their neighbours. One
degree costs a tenth of the words; noise can cost all of them, and a little blur gives them back.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from ...document import Box

BLUR = 0.36  # points: the radius of the blur, 1 pixel at 200 dpi

_WIDTH = 450  # pixels to which a page is reduced to find its angle, which is then right within 0.05 degrees
_STEPS = ((0.5, 5.0, False), (0.1, 0.4, True), (0.02, 0.08, True))  # degrees: step, to each side, smoothly or not
_CLEAR = 2.5  # times the contrast at most angles: lines of text have 5 to 25 times as much, noise 1.4
_MARGIN = 0.04  # of the shorter side: scanners leave black edges, which are level when the text is not
_DARKEST = 0.002  # of a page's pixels: text covers 0.03
_WHITE = 255


@dataclass(frozen=True, slots=True)
class Straight:
    """A page turned until its text is level: by quarters clockwise, then by `skew` degrees counter-clockwise."""

    image: "Image"
    quarters: int
    skew: float

    def back(self, box: "Box", unit: float) -> "Box":
        """A box on the straight page -> the smallest box around it on the page as it came; both in units of pixels."""
        x0, top, x1, bottom = box
        points = [self._back(x / unit, y / unit) for x in (x0, x1) for y in (top, bottom)]
        xs, ys = zip(*points, strict=True)
        return min(xs) * unit, min(ys) * unit, max(xs) * unit, max(ys) * unit

    def _back(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.image.size
        angle = -math.radians(self.skew)
        dx, dy = x - width / 2, y - height / 2
        x = width / 2 + math.cos(angle) * dx + math.sin(angle) * dy
        y = height / 2 - math.sin(angle) * dx + math.cos(angle) * dy
        for _ in range(self.quarters):
            x, y, width, height = y, width - x, height, width
        return x, y


def straightened(image: "Image", dpi: float, quarters: int = 0) -> Straight:
    """A grey page with its text level and its noise smoothed, turned clockwise by quarters beforehand."""
    from PIL import Image, ImageFilter

    if quarters:
        turn = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
        image = image.transpose(turn[quarters])
    skew = skew_of(image)
    if skew:
        image = image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=_WHITE)
    return Straight(image.filter(ImageFilter.GaussianBlur(BLUR * dpi / 72)), quarters, skew)


def ink_of(image: "Image") -> "Image":
    """A mask of a grey page, white where it is printed: darker than half way from its paper to its darkest."""
    levels = image.histogram()
    paper = levels.index(max(levels))
    least = sum(levels) * _DARKEST
    darkest = next(level for level in range(len(levels)) if sum(levels[: level + 1]) > least)
    return image.point(lambda grey: _WHITE * (2 * grey < paper + darkest))


def skew_of(image: "Image") -> float:
    """Degrees by which a grey page is to be turned counter-clockwise until its text is level; 0 where there is none.

    From -5 to 5 degrees. Photographs and noise have none.
    """
    from PIL import ImageOps

    small = ImageOps.invert(image.reduce(max(1, round(image.width / _WIDTH))))
    margin = round(_MARGIN * min(small.size))
    small = ImageOps.crop(small, margin) if margin else small
    best = 0.0
    for step, span, smooth in _STEPS:
        count = round(span / step)
        angles = [round(best + n * step, 2) for n in range(-count, count + 1)]
        contrasts = [_contrast(small, angle, smooth=smooth) for angle in angles]
        if not best and max(contrasts) < _CLEAR * median(contrasts):
            return 0.0
        best = max(zip(contrasts, angles, strict=True), key=lambda found: (found[0], -abs(found[1])))[1]
    return best


def _contrast(image: "Image", angle: float, *, smooth: bool) -> int:
    """How much the rows of an image differ in darkness from the next, when it is turned so."""
    from PIL.Image import Resampling

    turned = image.rotate(angle, Resampling.BILINEAR if smooth else Resampling.NEAREST, fillcolor=0)
    rows = turned.resize((1, turned.height), Resampling.BOX).tobytes()
    return sum((one - other) ** 2 for one, other in pairwise(rows))
