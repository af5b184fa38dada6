"""Numerals and units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.model.words.numerals import read_integer, read_number
from taizhang.model.words.units import same_family


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", "12"), ("1,200", "1200"), ("８５．５", "85.5"), ("十", "10"), ("十五", "15"), ("二十一", "21"), ("两百", "200"),
        ("一百零五", "105"), ("二〇三一", "2031"), ("三点五", "3.5"), ("1.2万", "12000"), ("一点五亿", "150000000"),
        ("3万5000", "35000"), ("九十五", "95"), ("", None), ("约95", None), ("一点", None), ("万", None), ("abc", None),
    ],
)  # fmt: skip
def test_numbers(written, number):
    assert read_number(written) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("written", "number"), [("一", 1), ("十二", 12), ("三百二十", 320), ("甲", None), ("", None)]
)
def test_integers(written, number):
    assert read_integer(written) == number


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        ("个", "个", "1"),
        ("亿元", "万元", "10000"),
        ("万元", "元", "10000"),
        ("‰", "%", "0.1"),
        ("个", "元", None),
    ],
)
def test_units_convert_inside_a_family(one, other, factor):
    assert same_family(one, other) == (None if factor is None else Decimal(factor))
