"""One function per manner: what was reached of a target becomes points, or it says why not.

Rates and differences are exact; nothing is rounded before the points are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from taizhang.model.grid import plain
from taizhang.model.plan import Target
from taizhang.model.quantity import half_up
from taizhang.model.scoring import Manner, ScoringItem, Steps
from taizhang.rollups.methods import Refusal
from taizhang.rollups.scoring.arithmetic import Arithmetic, number


@dataclass(frozen=True, slots=True)
class Points:
    """What an item gives, and what has to be said beside it."""

    worked: Arithmetic
    note: str = ""


_Given = Points | Refusal
_Scoring = Callable[[ScoringItem, Arithmetic, Target], _Given]
_MANNERS: dict[Manner, _Scoring] = {}
_NO_RATE = Refusal("目标值不大于0，没有完成率可言")


def points_for(item: ScoringItem, value: Arithmetic, target: Target) -> _Given:
    """The item's points for a value held against a target."""
    return _MANNERS[item.manner](item, value, target)


def manner(name: Manner) -> Callable[[_Scoring], _Scoring]:
    """Register the function that scores in this manner; a second one for the same manner is a bug."""

    def register(function: _Scoring) -> _Scoring:
        if name in _MANNERS:
            raise ValueError(name)
        _MANNERS[name] = function
        return function

    return register


def manners() -> tuple[Manner, ...]:
    """The manners that have a function."""
    return tuple(_MANNERS)


def rate_of(value: Arithmetic, target: Target) -> Arithmetic | None:
    """The rate of completion, 1 for all; None where the target is no measure for one.

    Where less is better it is target over value, and inside a range it is 1.
    """
    if _ends_at_target(target) and target.reached_by(_decimal(value)):
        return number(1)
    upper = target.value if target.value_max is None else target.value_max
    if target.comparator.is_upper_limit or (target.value_max is not None and value.exact > Fraction(upper)):
        return _share(number(upper), value)
    return _share(value, number(target.value)) if target.value > 0 else None


@manner(Manner.FULL)
def all_or_nothing(item: ScoringItem, value: Arithmetic, target: Target) -> _Given:
    reached = target.reached_by(_decimal(value))
    if reached is None:
        return Refusal("目标值是约数，不能判断是否达标")
    return Points(number(item.weight), "达标") if reached else Points(number(0), "未达标")


@manner(Manner.PROPORTIONAL)
def by_rate(item: ScoringItem, value: Arithmetic, target: Target) -> _Given:
    """No more than the weight, and no less than nothing."""
    rate = rate_of(value, target)
    if rate is None:
        return Points(number(item.weight), "达标") if _is_reached(value, target) else _NO_RATE
    if rate.exact >= 1:
        return Points(number(item.weight), "完成率达到100%")
    whole = Arithmetic(f"{plain(item.weight)}×{rate.shown}", Fraction(item.weight) * rate.exact)
    if whole.exact < 0:
        return Points(Arithmetic(f"MAX({whole.shown}, 0)", Fraction(0)), "完成率低于0")
    return Points(whole, f"完成率{plain(half_up(rate.exact * 100))}%")


@manner(Manner.STEP)
def by_step(item: ScoringItem, value: Arithmetic, _target: Target) -> _Given:
    return _of_step(item.steps, value.exact, "")


@manner(Manner.RATE_STEP)
def by_rate_step(item: ScoringItem, value: Arithmetic, target: Target) -> _Given:
    rate = rate_of(value, target)
    if rate is None:
        return _NO_RATE
    percent = Arithmetic("100" if rate.shown == "1" else f"{rate.shown}×100", rate.exact * 100)
    return _of_step(item.steps, percent.exact, f"完成率{percent.comes_to(2)}%，")


@manner(Manner.DEDUCT)
def less_by_unit(item: ScoringItem, value: Arithmetic, target: Target) -> _Given:
    """In proportion to what is missing, down to the floor."""
    if _is_reached(value, target):
        return Points(number(item.weight), "达标")
    missing = _missing(value, target)
    if missing.exact == 0:  # just on the limit, or about the target
        return Points(number(item.weight), "与目标值没有差距")
    off = _by_unit(missing, item)
    left = Arithmetic(f"{plain(item.weight)}-{off.shown}", Fraction(item.weight) - off.exact)
    floor = item.floor or Decimal(0)
    if left.exact >= floor:
        return Points(left)
    return Points(
        Arithmetic(f"MAX({left.shown}, {plain(floor)})", Fraction(floor)), f"扣到{plain(floor)}分为止"
    )


@manner(Manner.BONUS)
def more_by_unit(item: ScoringItem, value: Arithmetic, target: Target) -> _Given:
    """By the rate up to the target; beyond it in proportion to what is more, up to the cap."""
    over = _beyond(value, target)
    if over.exact <= 0:
        return by_rate(item, value, target)
    more, cap = _by_unit(over, item), item.cap or Decimal(0)
    if more.exact > cap:
        told = f"{plain(item.weight)}+MIN({more.shown}, {plain(cap)})"
        return Points(Arithmetic(told, Fraction(item.weight + cap)), f"最多加{plain(cap)}分")
    return Points(Arithmetic(f"{plain(item.weight)}+{more.shown}", Fraction(item.weight) + more.exact))


def _share(part: Arithmetic, whole: Arithmetic) -> Arithmetic | None:
    return Arithmetic(f"{part}÷{whole}", part.exact / whole.exact) if whole.exact > 0 else None


def _ends_at_target(target: Target) -> bool:
    """Whether there is no more to be had once it is reached: an upper limit, or a range."""
    return target.comparator.is_upper_limit or target.value_max is not None


def _is_reached(value: Arithmetic, target: Target) -> bool:
    return target.reached_by(_decimal(value)) is True


def _missing(value: Arithmetic, target: Target) -> Arithmetic:
    """By how much the value falls short of the target, or exceeds what it should stay under."""
    upper = target.value if target.comparator.is_upper_limit else target.value_max
    if upper is not None and value.exact > Fraction(upper):
        return _difference(value, number(upper))
    if target.comparator.is_upper_limit or value.exact > Fraction(target.value):
        return number(0)
    return _difference(number(target.value), value)


def _beyond(value: Arithmetic, target: Target) -> Arithmetic:
    """By how much the value is better than the target; not above 0 where it is not."""
    if target.comparator.is_upper_limit:
        return _difference(number(target.value), value)
    return _difference(value, number(target.value if target.value_max is None else target.value_max))


def _difference(more: Arithmetic, less: Arithmetic) -> Arithmetic:
    return Arithmetic(f"{more}-{less}", more.exact - less.exact)


def _by_unit(units: Arithmetic, item: ScoringItem) -> Arithmetic:
    """The points for so many units."""
    per, points = item.per or Decimal(1), item.points or Decimal(0)
    counted = f"{units}" if per == 1 else f"{units}÷{plain(per)}"
    return Arithmetic(f"{counted}×{plain(points)}", units.exact / Fraction(per) * Fraction(points))


def _of_step(steps: Steps | None, value: Fraction, told: str) -> _Given:
    if steps is None:
        return Refusal("没有写明各档")
    step = steps.scale.class_of(value)
    return Points(number(steps.points[step]), f"{told}属{steps.scale.words()[step]}一档")


def _decimal(value: Arithmetic) -> Decimal:
    """Enough digits to tell a ratio from a target that is written in a few."""
    return Decimal(value.exact.numerator) / Decimal(value.exact.denominator)
