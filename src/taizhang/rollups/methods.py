"""One function per aggregation method: the reported values of many places become one number, or it says why not.

A percentage is Σ numerator / Σ denominator or nothing; values are averaged only where the plan says so, and shares never.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from taizhang.model.figure import Contribution
from taizhang.model.plan import Answer, Indicator, Method
from taizhang.model.reporter import Reporter
from taizhang.rollups.over_periods import over_periods, when

PER = {
    "%": Decimal(100),
    "‰": Decimal(1000),
    "/10万": Decimal(100_000),
}  # what one whole is in a unit of shares
_POINTS = "个百分点"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pool:
    """The reported values of one indicator, and who should have reported."""

    indicator: Indicator
    contributions: tuple[Contribution, ...]
    expected: tuple[Reporter, ...]
    weight: Indicator | None = None  # whose number is the weight, where the method asks for one
    names: Mapping[Reporter, str] = field(default_factory=dict)  # of the expected

    def counted(self, part: str = "actual", *, weighs: bool = False) -> list[Contribution]:
        """The contributions of one part that hold a number: the values, or what they are weighted by."""
        return [
            one
            for one in self.contributions
            if one.part == part and one.value is not None and one.weighs is weighs
        ]

    def told(self, part: str = "actual") -> dict[Reporter, Decimal]:
        """Each reporter's one number of a part, over its periods."""
        return _each(self.indicator, self.counted(part))

    def weights(self) -> dict[Reporter, Decimal]:
        """Each reporter's weight, over the periods as the weight's own row says."""
        return _each(self.weight or self.indicator, self.counted(weighs=True))

    def values(self, part: str = "actual") -> list[Decimal]:
        return list(self.told(part).values())

    def called(self, reporters: Iterable[Reporter]) -> list[str]:
        """The reporters' names; their keys where nobody told."""
        heard = {one.reporter: one.name for one in self.contributions}
        return [self.names.get(one) or heard.get(one) or str(one) for one in reporters]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no number, in one Chinese sentence."""

    says: str


Outcome = Decimal | Refusal | None  # None when nobody reported
_Aggregation = Callable[[Pool], Outcome]
_METHODS: dict[Method, _Aggregation] = {}


def aggregate(pool: Pool, method: Method) -> Outcome:
    """The pool's one number by this method; None when nobody reported."""
    heard = any(one.value is not None and not one.weighs for one in pool.contributions)
    if not heard and method is not Method.SHARE_MEETING:
        return None
    return _METHODS[method](pool)


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


def meets(indicator: Indicator, value: Decimal) -> bool:
    """Whether a place's answer counts: 是, or a number that reaches the target."""
    if indicator.answer is Answer.YES_NO:
        return value == 1
    return indicator.target.reached_by(value) is True


def unmet(pool: Pool) -> tuple[Reporter, ...]:
    """Who gave an answer that does not count."""
    told = pool.told()
    return tuple(one for one in pool.expected if one in told and not meets(pool.indicator, told[one]))


@method(Method.SUM)
def add_up(pool: Pool) -> Outcome:
    """Shares of something cannot be added."""
    if pool.indicator.whole is not None:
        return Refusal(
            f"“{pool.indicator.subject}”以“{pool.indicator.target.unit}”计，各地数值不能相加，请按分子、分母报送后再汇总。"
        )
    return sum(pool.values(), Decimal(0))


@method(Method.RATIO_OF_SUMS)
def divide_sums(pool: Pool) -> Outcome:
    """Each reporter gives both parts, or the whole is refused."""
    without = _without_parts(pool)
    if without:
        return Refusal(
            f"{_some(without)}只填了比率，没有填齐分子和分母，比率不能平均，请补报分子、分母后再汇总。"
        )
    below = sum(pool.values("denominator"), Decimal(0))
    if below == 0:
        return Refusal("各地分母合计为0，不能计算比率，请核对分母。")
    above = sum(pool.values("numerator"), Decimal(0))
    return above * (pool.indicator.whole or PER["%"]) / below


@method(Method.COUNT_MEETING)
def count_meeting(pool: Pool) -> Outcome:
    return Decimal(sum(meets(pool.indicator, value) for value in pool.values()))


@method(Method.SHARE_MEETING)
def share_meeting(pool: Pool) -> Outcome:
    """Whoever did not report stays in the denominator."""
    if not pool.expected:
        return Refusal("名册中没有应报单位，不能计算占比，请先维护通讯录。")
    met = sum(meets(pool.indicator, value) for value in pool.values())
    return Decimal(100 * met) / len(pool.expected)


@method(Method.ALL_OF)
def all_of(pool: Pool) -> Outcome:
    """1 where all meet it, 0 where one does not; who is missing leaves it open, and is no 否."""
    if unmet(pool):
        return Decimal(0)
    told = pool.told()
    silent = [one for one in pool.expected if one not in told]
    if silent:
        return Refusal(f"{_some(pool.called(silent))}还没有填报，是否全部完成不能判定，请补报后再汇总。")
    return Decimal(1)


@method(Method.MEAN)
def average(pool: Pool) -> Outcome:
    """Of those that gave a number; a share has its parts to be divided, and a 是 or 否 no middle."""
    indicator = pool.indicator
    if indicator.whole is not None or indicator.target.unit == _POINTS:
        return Refusal(
            f"“{indicator.subject}”以“{indicator.target.unit}”计，百分比不能取平均，请按分子、分母报送后再汇总。"
        )
    if indicator.answer is not Answer.NUMBER:
        return Refusal(f"“{indicator.subject}”填报的不是数量，不能取平均，请在计划审核表里改汇总方式。")
    values = pool.values()
    return sum(values, Decimal(0)) / len(values)


@method(Method.WEIGHTED)
def average_weighted(pool: Pool) -> Outcome:
    """Each reporter gives its value and its weight, or the whole is refused."""
    if pool.weight is None:
        return Refusal(
            f"“{pool.indicator.subject}”的权数取自“{pool.indicator.weight_of}”，计划里没有这一行，请在计划审核表里核对。"
        )
    told, weights = pool.told(), pool.weights()
    lacking = _lacking(pool, told, weights, pool.weight)
    if lacking:
        return Refusal(f"{lacking}，不能加权平均，请补报后再汇总。")
    if any(weight < 0 for weight in weights.values()) or not any(weights.values()):
        return Refusal(f"各地权数“{pool.weight.subject}”有负数或合计为0，不能加权平均，请核对权数。")
    weighed = sum((told[one] * weights[one] for one in told), Decimal(0))
    return weighed / sum(weights.values(), Decimal(0))


@method(Method.LAST)
def take_last(pool: Pool) -> Outcome:
    """The newest received; the register number decides between equals."""
    latest = max(pool.counted(), key=_received)
    return pool.told()[latest.reporter]


@method(Method.MAX)
def take_largest(pool: Pool) -> Outcome:
    return max(pool.values())


@method(Method.MIN)
def take_smallest(pool: Pool) -> Outcome:
    return min(pool.values())


def _each(indicator: Indicator, cells: Iterable[Contribution]) -> dict[Reporter, Decimal]:
    """By reporter, its cells over the periods as one number."""
    of_reporters: dict[Reporter, list[Contribution]] = {}
    for one in cells:
        of_reporters.setdefault(one.reporter, []).append(one)
    numbers = ((reporter, over_periods(indicator, own)) for reporter, own in of_reporters.items())
    return {reporter: number for reporter, number in numbers if number is not None}


def _without_parts(pool: Pool) -> list[str]:
    """Names of the reporters that gave a number for some period, but not both parts."""
    told = {
        (one.reporter, when(one)): one.name
        for one in pool.contributions
        if one.value is not None and not one.weighs
    }
    both = {(one.reporter, when(one)) for one in pool.counted("numerator")} & {
        (one.reporter, when(one)) for one in pool.counted("denominator")
    }
    return list(dict.fromkeys(name for which, name in told.items() if which not in both))


def _lacking(
    pool: Pool, told: Mapping[Reporter, Decimal], weights: Mapping[Reporter, Decimal], weight: Indicator
) -> str:
    """Who gave one of value and weight alone, as a clause; "" where nobody did."""
    no_weight = [one for one in pool.expected if one in told and one not in weights]
    no_value = [one for one in pool.expected if one in weights and one not in told]
    said = (
        (no_weight, f"没有填报权数“{weight.subject}”"),
        (no_value, f"填了权数，没有填报“{pool.indicator.subject}”"),
    )
    return "，".join(f"{_some(pool.called(who))}{what}" for who, what in said if who)


def _some(names: list[str]) -> str:
    if len(names) <= 3:
        return "、".join(names)
    return f"{'、'.join(names[:3])}等{len(names)}个单位"


def _received(one: Contribution) -> tuple[datetime, int, Reporter]:
    return one.received or _LONG_AGO, one.submission, one.reporter
