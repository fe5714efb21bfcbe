"""Numbers printed in groups of three digits; all numbers are invented."""

import pytest

from offres.extract.values.references import read_reference

NUMBERS = [
    ("74 310 922", "74310922"),
    ("N° 7 310 922", "7310922"),
    ("310\u00a0922", "310922"),
    ("74\u202f310\u202f922 du 3 mai 2027", "74310922"),
    ("74 310 922.", "74310922"),
    ("74 310 92", "74"),
    ("74 3109 225", "74"),
    ("7431 092 225", "7431"),
    ("74 310 922A", "74"),
    ("74  310", "74"),
    ("74", "74"),
]


@pytest.mark.parametrize(("value", "number"), NUMBERS)
def test_groups_of_three_digits_are_one_number(value, number):
    read = read_reference(value, ())
    assert read is not None
    assert read.number == number
    assert "".join(value[read.start : read.end].split()) == number
