"""The lines drawn on a page's image -> their boxes: the borders of tables, which part its cells.

A drawn line is darker than what stands on both sides of it, over a length that no letter has. The image is reduced
along the line's direction only, in which noise is evened out and a thin grey line stays what it is.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

PixelBox = tuple[int, int, int, int]  # x0, top, x1, bottom

_STEP = 0.04  # inches that one pixel of the reduced image stands for
_ASIDE = 0.02  # inches from a line to what stands beside it: the thickest border is no thicker
_DARKER = 20  # levels of grey by which a line is darker
_LEAST_ACROSS, _LEAST_DOWN = 1.0, 0.5  # inches: an underlined word is shorter, as are letters above each other
_RUN = re.compile(rb"\x01{3,}(?:\x00\x01{3,})*")
_NEAR = 3  # pixels between the rows of one line
_BREAK = 0.3  # inches of a line that may be missing


def drawn_lines(image: "Image", dpi: float) -> list[PixelBox]:
    """The boxes of the horizontal and vertical lines of a grey, straight page that make a table, in pixels.

    None where lines of both directions do not meet.
    """
    from PIL import Image

    across = _merged(_runs(image, dpi, _LEAST_ACROSS), dpi)
    if not across:
        return []
    turned = _merged(_runs(image.transpose(Image.Transpose.TRANSPOSE), dpi, _LEAST_DOWN), dpi)
    down = [(top, x0, bottom, x1) for x0, top, x1, bottom in turned]
    slack = round(_BREAK * dpi)
    down = [line for line in down if any(_meet(line, other, slack) for other in across)]
    return across + down if down else []


def without(image: "Image", lines: list[PixelBox]) -> "Image":
    """The image with the lines painted over in the grey of its paper: white would leave edges on a grey one."""
    from PIL import ImageDraw

    image = image.copy()
    levels = image.histogram()
    paper = levels.index(max(levels))
    draw = ImageDraw.Draw(image)
    for x0, top, x1, bottom in lines:
        draw.rectangle((x0 - 1, top - 1, x1 + 1, bottom + 1), fill=paper)
    return image


def _runs(image: "Image", dpi: float, least: float) -> Iterator[PixelBox]:
    """Stretches of rows that are darker than the rows above and below."""
    from PIL import ImageChops

    step, aside = max(2, round(_STEP * dpi)), max(2, round(_ASIDE * dpi))
    rows = image.reduce((step, 1))
    beside = ImageChops.darker(ImageChops.offset(rows, 0, aside), ImageChops.offset(rows, 0, -aside))
    line = ImageChops.darker(rows, ImageChops.darker(ImageChops.offset(rows, 0, 1), ImageChops.offset(rows, 0, -1)))
    mask = ImageChops.subtract(beside, line).point(lambda grey: int(grey >= _DARKER)).tobytes()
    width = rows.width
    for y in range(aside, rows.height - aside):
        for run in _RUN.finditer(mask[y * width : (y + 1) * width]):
            if (run.end() - run.start()) * step >= least * dpi:
                yield run.start() * step, y, min(run.end() * step, image.width), y + 1


def _merged(runs: Iterator[PixelBox], dpi: float) -> list[PixelBox]:
    """Runs of rows next to each other, and of one row with a short break between them, as one line."""
    slack = round(_BREAK * dpi)
    lines: list[PixelBox] = []
    for x0, top, x1, bottom in runs:
        for number, line in enumerate(lines):
            if top - line[3] < _NEAR and x0 <= line[2] + slack and x1 >= line[0] - slack:
                lines[number] = min(x0, line[0]), line[1], max(x1, line[2]), bottom
                break
        else:
            lines.append((x0, top, x1, bottom))
    return lines


def _meet(down: PixelBox, across: PixelBox, slack: int) -> bool:
    inside = across[0] - slack <= down[0] <= across[2] + slack
    return inside and down[1] <= across[3] + slack and down[3] >= across[1] - slack
