from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from taizhang.model.quantity import half_up
from taizhang.model.scoring import Bound, Scale, Steps, Subsidy, SubsidyBy


def scale(*bounds: tuple[str, bool]) -> Scale:
    return Scale(tuple(Bound(Decimal(at), below) for at, below in bounds))


@pytest.mark.parametrize(
    ("value", "number"), [("0", 0), ("79.9", 0), ("80", 1), ("89", 1), ("90", 1), ("90.01", 2), ("200", 2)]
)
def test_a_number_falls_into_one_class(value: str, number: int) -> None:
    assert scale(("80", False), ("90", True)).class_of(Fraction(value)) == number


def test_the_classes_read_as_signs() -> None:
    assert scale(("80", False), ("90", True)).words() == ("＜80", "≥80且≤90", "＞90")
    assert scale(("3", True)).words() == ("≤3", "＞3")


@pytest.mark.parametrize("bounds", [(), (("90", False), ("80", False)), (("80", False), ("80", True))])
def test_bounds_have_to_rise(bounds: tuple[tuple[str, bool], ...]) -> None:
    with pytest.raises(ValueError, match="bounds do not rise"):
        scale(*bounds)


def test_what_is_given_has_to_fit_the_classes() -> None:
    with pytest.raises(ValueError, match="points do not fit"):
        Steps(scale(("80", False)), (Decimal(1),))
    with pytest.raises(ValueError, match="words do not fit"):
        Subsidy(SubsidyBy.SCORE, scale(("80", False)), ("甲", "乙", "丙"))


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Fraction(5, 100), 1, "0.1"), (Fraction(4999, 100_000), 1, "0.0"), (Fraction(-5, 100), 1, "-0.1"),
        (Fraction(1, 3), 2, "0.33"), (Fraction(25, 10), 0, "3"), (Fraction(2, 3), 4, "0.6667"), (Fraction(0), 1, "0.0"),
    ],
)  # fmt: skip
def test_an_exact_number_is_rounded_half_up(value: Fraction, places: int, rounded: str) -> None:
    assert half_up(value, places) == Decimal(rounded)
