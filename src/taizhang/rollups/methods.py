"""One function per aggregation method: the reported values of many places become one number, or it says why not.

A percentage is Σ numerator / Σ denominator or nothing; values are averaged only where the plan says so, and shares never.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.model.plan import Answer, Indicator, Method
from taizhang.rollups.pool import Pool
from taizhang.rollups.tally import Tally, tally_of

PER = {
    "%": Decimal(100),
    "‰": Decimal(1000),
    "/10万": Decimal(100_000),
}  # what one whole is in a unit of shares
_POINTS = "个百分点"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no number, in one Chinese sentence."""

    says: str


Outcome = Decimal | Refusal | None  # None when nobody reported


@dataclass(frozen=True, slots=True)
class Tallied:
    """An indicator, what its answers come to, and what they are weighted by."""

    indicator: Indicator
    tally: Tally
    weight: Indicator | None = None


_Aggregation = Callable[[Tallied], Outcome]
_METHODS: dict[Method, _Aggregation] = {}


def aggregate(pool: Pool, method: Method) -> Outcome:
    """The pool's one number by this method; None when nobody reported."""
    return conclude(Tallied(pool.indicator, tally_of(pool, method), pool.weight), method)


def conclude(of: Tallied, method: Method) -> Outcome:
    """The one number that the answers come to by this method; None when nobody reported."""
    if not of.tally.heard and method is not Method.SHARE_MEETING:
        return None
    return _METHODS[method](of)


def method(name: Method) -> Callable[[_Aggregation], _Aggregation]:
    """Register the function that aggregates by this method; a second one for the same method is a bug."""

    def register(function: _Aggregation) -> _Aggregation:
        if name in _METHODS:
            raise ValueError(name)
        _METHODS[name] = function
        return function

    return register


def methods() -> tuple[Method, ...]:
    """The methods that have a function."""
    return tuple(_METHODS)


@method(Method.SUM)
def add_up(of: Tallied) -> Outcome:
    """Shares of something cannot be added."""
    if of.indicator.whole is not None:
        return Refusal(
            f"“{of.indicator.subject}”以“{of.indicator.target.unit}”计，各地数值不能相加，请按分子、分母报送后再汇总。"
        )
    return of.tally.total if of.tally.count else None


@method(Method.RATIO_OF_SUMS)
def divide_sums(of: Tallied) -> Outcome:
    """Each reporter gives both parts, or the whole is refused."""
    if of.tally.without_parts:
        return Refusal(
            f"{_some(of.tally.without_parts)}只填了比率，没有填齐分子和分母，比率不能平均，请补报分子、分母后再汇总。"
        )
    if of.tally.below == 0:
        return Refusal("各地分母合计为0，不能计算比率，请核对分母。")
    return of.tally.above * (of.indicator.whole or PER["%"]) / of.tally.below


@method(Method.COUNT_MEETING)
def count_meeting(of: Tallied) -> Outcome:
    return Decimal(of.tally.met)


@method(Method.SHARE_MEETING)
def share_meeting(of: Tallied) -> Outcome:
    """Whoever did not report stays in the denominator."""
    if not of.tally.expected:
        return Refusal("名册中没有应报单位，不能计算占比，请先维护通讯录。")
    return Decimal(100 * of.tally.met) / of.tally.expected


@method(Method.ALL_OF)
def all_of(of: Tallied) -> Outcome:
    """1 where all meet it, 0 where one does not; who is missing leaves it open, and is no 否."""
    if of.tally.met < of.tally.count:
        return Decimal(0)
    if of.tally.silent:
        return Refusal(f"{_some(of.tally.silent)}还没有填报，是否全部完成不能判定，请补报后再汇总。")
    return Decimal(1)


@method(Method.MEAN)
def average(of: Tallied) -> Outcome:
    """Of those that gave a number; a share has its parts to be divided, and a 是 or 否 no middle."""
    indicator = of.indicator
    if indicator.whole is not None or indicator.target.unit == _POINTS:
        return Refusal(
            f"“{indicator.subject}”以“{indicator.target.unit}”计，百分比不能取平均，请按分子、分母报送后再汇总。"
        )
    if indicator.answer is not Answer.NUMBER:
        return Refusal(f"“{indicator.subject}”填报的不是数量，不能取平均，请在计划审核表里改汇总方式。")
    return of.tally.total / of.tally.count if of.tally.count else None


@method(Method.WEIGHTED)
def average_weighted(of: Tallied) -> Outcome:
    """Each reporter gives its value and its weight, or the whole is refused."""
    if of.weight is None:
        return Refusal(
            f"“{of.indicator.subject}”的权数取自“{of.indicator.weight_of}”，计划里没有这一行，请在计划审核表里核对。"
        )
    lacking = _lacking(of, of.weight)
    if lacking:
        return Refusal(f"{lacking}，不能加权平均，请补报后再汇总。")
    if of.tally.odd_weight or not of.tally.any_weight:
        return Refusal(f"各地权数“{of.weight.subject}”有负数或合计为0，不能加权平均，请核对权数。")
    return of.tally.weighed / of.tally.weight


@method(Method.LAST)
def take_last(of: Tallied) -> Outcome:
    """The newest received."""
    return of.tally.newest.value if of.tally.newest else None


@method(Method.MAX)
def take_largest(of: Tallied) -> Outcome:
    return of.tally.most


@method(Method.MIN)
def take_smallest(of: Tallied) -> Outcome:
    return of.tally.least


def _lacking(of: Tallied, weight: Indicator) -> str:
    """Who gave one of value and weight alone, as a clause; "" where nobody did."""
    said = (
        (of.tally.without_weight, f"没有填报权数“{weight.subject}”"),
        (of.tally.without_value, f"填了权数，没有填报“{of.indicator.subject}”"),
    )
    return "，".join(f"{_some(who)}{what}" for who, what in said if who)


def _some(names: Sequence[str]) -> str:
    if len(names) <= 3:
        return "、".join(names)
    return f"{'、'.join(names[:3])}等{len(names)}个单位"
