"""One function per aggregation method: the reported values of many places become one number, or it says why not.

A percentage is Σ numerator / Σ denominator or nothing; no value is ever averaged.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from taizhang.model.figure import Contribution
from taizhang.model.plan import Answer, Indicator, Method
from taizhang.model.reporter import Reporter

PER = {
    "%": Decimal(100),
    "‰": Decimal(1000),
    "/10万": Decimal(100_000),
}  # what one whole is in a unit of shares
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pool:
    """The reported values of one indicator, and who should have reported."""

    indicator: Indicator
    contributions: tuple[Contribution, ...]
    expected: tuple[Reporter, ...]

    def counted(self, part: str = "actual") -> list[Contribution]:
        """The contributions of one part that hold a number."""
        return [one for one in self.contributions if one.part == part and one.value is not None]

    def values(self, part: str = "actual") -> list[Decimal]:
        return [one.value for one in self.counted(part) if one.value is not None]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no number, in one Chinese sentence."""

    says: str


Outcome = Decimal | Refusal | None  # None when nobody reported
_Aggregation = Callable[[Pool], Outcome]
_METHODS: dict[Method, _Aggregation] = {}


def aggregate(pool: Pool, method: Method) -> Outcome:
    """The pool's one number by this method; None when nobody reported."""
    if not any(one.value is not None for one in pool.contributions) and method is not Method.SHARE_MEETING:
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


@method(Method.LAST)
def take_last(pool: Pool) -> Outcome:
    """The newest received; the register number decides between equals."""
    newest = max(pool.counted(), key=_received)
    return newest.value


@method(Method.MAX)
def take_largest(pool: Pool) -> Outcome:
    return max(pool.values())


@method(Method.MIN)
def take_smallest(pool: Pool) -> Outcome:
    return min(pool.values())


def _without_parts(pool: Pool) -> list[str]:
    """Names of the reporters that gave a number, but not both parts."""
    named = {one.reporter: one.name for one in pool.contributions if one.value is not None}
    both = {one.reporter for one in pool.counted("numerator")} & {
        one.reporter for one in pool.counted("denominator")
    }
    return [name for reporter, name in named.items() if reporter not in both]


def _some(names: list[str]) -> str:
    if len(names) <= 3:
        return "、".join(names)
    return f"{'、'.join(names[:3])}等{len(names)}个单位"


def _received(one: Contribution) -> tuple[datetime, int, Reporter]:
    return one.received or _LONG_AGO, one.submission, one.reporter
