"""Which indicator of an earlier plan, or of the same one before an amendment, means what one means now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from taizhang.model.plan import Method, Plan, PlanRow
from taizhang.rollups.figures import rolled_up_indicators

OTHER_LAST = "上期口径不同"
OTHER_YEAR = "去年同期口径不同"
_NOT_IN_PLAN = "上年计划没有同一指标"
_SEVERAL = "上年计划有几项同名指标"
_COUNTED = (Method.COUNT_MEETING, Method.SHARE_MEETING, Method.ALL_OF)

Same = Callable[[PlanRow], PlanRow | str]  # the row of the earlier plan, or why there is none


def same_in(now: Plan, then: Plan, otherwise: str) -> Same:
    """By id under one plan, by its meaning under another; `otherwise` says that an amendment changed it."""
    return _by_id(now, then, otherwise) if now.id == then.id else _by_meaning(now, then)


def _by_id(now: Plan, then: Plan, otherwise: str) -> Same:
    """Under one plan ids stay; an amendment may have changed what one stands for."""
    rows = {row.id: row for row in rolled_up_indicators(then)}

    def same(row: PlanRow) -> PlanRow | str:
        other = rows.get(row.id)
        if other is None or _meaning(row, now) != _meaning(other, then):
            return otherwise
        return other

    return same


def _by_meaning(now: Plan, then: Plan) -> Same:
    """Conservative: the same words, unit and way of adding up, once in either plan."""
    ours = Counter(_meaning(row, now) for row in rolled_up_indicators(now))
    theirs: dict[tuple[object, ...], list[PlanRow]] = {}
    for row in rolled_up_indicators(then):
        theirs.setdefault(_meaning(row, then), []).append(row)

    def same(row: PlanRow) -> PlanRow | str:
        meaning = _meaning(row, now)
        others = theirs.get(meaning, [])
        if not others:
            return _NOT_IN_PLAN
        return others[0] if len(others) == 1 and ours[meaning] == 1 else _SEVERAL

    return same


def _meaning(row: PlanRow, plan: Plan) -> tuple[object, ...]:
    """What the figure says: of what, in which unit, over whom and how; where places are counted, by which target."""
    one = row.indicator
    assert one is not None
    weight = next((other for other in plan.indicators() if one.weight_of and other.id == one.weight_of), None)
    return (
        "".join((one.subject or one.span.words).split()), one.target.unit, one.per, one.scope, one.names, one.kind,
        one.method, one.over, one.direction, one.source, one.target if one.method in _COUNTED else None,
        (weight.subject, weight.target.unit) if weight else None,
    )  # fmt: skip
