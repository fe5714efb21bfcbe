import pytest
from PIL import Image

from offres.extract.read.paged.scan import Straight, skew_of, straightened
from scans import DPI, page

LINES = ["Direction des routes et des ponts", "Chef de la subdivision nord", "", "Missions de la subdivision"] * 3


@pytest.mark.parametrize("angle", [-3.0, -1.73, -0.4, 0.0, 0.15, 1.1, 2.46, 3.0])
def test_the_angle_of_a_page_is_found(angle):
    turned = page(LINES).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert skew_of(turned) == pytest.approx(-angle, abs=0.2)


@pytest.mark.parametrize(
    "image",
    [
        Image.new("L", (1, 1)),
        Image.new("L", (3, 2000), 255),
        Image.new("L", (900, 1200), 255),
        Image.effect_noise((900, 1200), 60),
    ],
    ids=["one pixel", "narrow", "white", "noise"],
)
def test_a_page_without_text_is_not_turned(image):
    assert skew_of(image) == 0.0


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("skew", [0.0, 1.5, -2.0])
def test_boxes_are_led_back_to_the_page_as_it_came(quarters, skew):
    """A square drawn on the page is found on the straight one, and its box there led back."""
    original = Image.new("L", (800, 600), 255)
    original.paste(0, (500, 100, 540, 140))
    turn = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
    upright = original.transpose(turn[quarters]) if quarters else original
    straight = upright.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    box = straight.point(lambda grey: 255 * (grey < 128)).getbbox()
    back = Straight(straight, quarters, skew).back(box, 1.0)
    assert back == pytest.approx((500, 100, 540, 140), abs=4)


def test_a_straightened_page_keeps_its_size():
    turned = page(LINES).rotate(2, Image.Resampling.BICUBIC, fillcolor=255)
    assert straightened(turned, DPI).image.size == turned.size
    assert straightened(turned, DPI, 1).image.size == turned.size[::-1]
