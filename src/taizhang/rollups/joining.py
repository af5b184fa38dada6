"""Ledgers under a lower plan answer an upper one where both ask for the same thing (计划对照).

A county fills in the ledger of its city's plan; the province's plan asks for some of the same numbers in its own words.
Which those are the alignment of the two plans says; what cannot be carried over is said with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.plan import Answer, Indicator, Kind, Plan
from taizhang.model.words.units import in_pieces, same_family
from taizhang.plans.aligning import Alignment, align
from taizhang.plans.aligning.align import Compared
from taizhang.plans.aligning.asked import Asked
from taizhang.plans.aligning.verdicts import Verdict
from taizhang.rollups.joined_plans import Join, Joining

# What the upper plan says of a row, whoever answers it.
_OF_THE_PLAN = (
    "id", "version", "number", "task", "measure", "indicator", "target", "unit", "duties", "lead", "support", "deadline",
    "asked",
)  # fmt: skip
_NUMBERS = ("previous", "actual")  # numerator and denominator are counts of the same things in either plan


def join_plans(upper: Plan, lower: Plan) -> Joining:
    """Only indicators that are counted alike, in units that convert, each answered by one of the lower plan's."""
    alignment = align(upper, lower)
    joins = tuple(_joins(alignment))
    twice = {
        row for row, count in Counter(one.upper for one in joins if not one.refused).items() if count > 1
    }
    return Joining(upper.title, lower.title, tuple(_but_twice(one, twice) for one in joins))


def under_upper_plan(ledger: Ledger, joining: Joining, asked: Ledger) -> Ledger:
    """The ledger as an answer to the upper plan: its own cells under the rows of `asked`, the upper plan's blank one.

    Rows of the upper plan that nothing answers are left out, so that nobody is taken to have left them blank.
    """
    answers = {one.upper: one for one in joining.taken}
    rows = tuple(
        _answered(blank, answers[blank.id], below)
        for blank in asked.rows
        if blank.id in answers and (below := ledger.row(answers[blank.id].lower))
    )
    return replace(
        ledger,
        plan=asked.plan,
        version=asked.version,
        template=asked.template,
        rows=rows,
        manifest={},
        formulas={},
    )


def _joins(alignment: Alignment) -> Iterator[Join]:
    for row in alignment.compared:
        if row.upper is not None and row.lower is not None and row.upper.indicator and row.lower.indicator:
            yield _join(row, row.upper, row.lower, row.upper.indicator, row.lower.indicator)


def _join(row: Compared, upper: Asked, lower: Asked, above: Indicator, below: Indicator) -> Join:
    factor = _factor(above, below)
    return Join(
        upper=above.answered_by or above.id,
        lower=below.answered_by or below.id,
        upper_words=upper.words,
        lower_words=lower.words,
        factor=factor or Decimal(1),
        refused=_why_not(row, above, below, factor),
    )


def _why_not(row: Compared, above: Indicator, below: Indicator, factor: Decimal | None) -> str:
    other = next((one.says for one in row.remarks if one.verdict is Verdict.OTHER_BASE), "")
    if other:
        return f"口径不同：{other}"
    if above.answer is not below.answer:
        return f"填报方式不同：上级填{_word(above)}，本级填{_word(below)}。"
    if above.direction is not below.direction:
        return "两级的方向不同，一个越高越好，一个越低越好。"
    if factor is None:
        return f"计量单位不能换算：上级为“{above.target.unit}”，本级为“{below.target.unit}”。"
    return ""


def _word(indicator: Indicator) -> str:
    return {Answer.NUMBER: "数值", Answer.RATIO: "分子和分母", Answer.YES_NO: "是或否"}.get(
        indicator.answer, "状态"
    )


def _factor(above: Indicator, below: Indicator) -> Decimal | None:
    """How many of the upper unit one of the lower is; None where they do not convert.

    A level that all shall reach is asked as 分子 and 分母 of institutions, and so is without a unit of its own.
    """
    units = below.target.unit, above.target.unit
    levels = above.kind is Kind.LEVEL and below.kind is Kind.LEVEL
    if (
        above.answer is Answer.YES_NO
        or (above.answer is Answer.RATIO and levels)
        or all(map(in_pieces, units))
    ):
        return Decimal(1)
    return same_family(*units)


def _but_twice(one: Join, twice: Iterable[str]) -> Join:
    if one.refused or one.upper not in twice:
        return one
    return replace(one, refused="本级有两项都对应这一项，不能确定取哪一项，请人工核对。")


def _answered(blank: LedgerRow, join: Join, below: LedgerRow) -> LedgerRow:
    of_plan: Mapping[str, object] = {name: getattr(blank, name) for name in _OF_THE_PLAN}
    numbers = {name: _times(getattr(below, name), join.factor) for name in _NUMBERS}
    return replace(below, **of_plan, **numbers)  # type: ignore[arg-type]


def _times(value: Decimal | None, factor: Decimal) -> Decimal | None:
    return value if value is None or factor == 1 else value * factor
