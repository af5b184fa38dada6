"""What a wide rollup is held against: the period before, and the same one a year ago, rolled up as it was then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from taizhang.desk.rolling_up.looking_back import CLEARED_LAST, CLEARED_THEN, plan_a_year_before
from taizhang.errors import CannotRead

if TYPE_CHECKING:
    from taizhang.desk.rolling_up.wide.wide_rollup import Counted, WideRolling
    from taizhang.rollups.wide.compared import Compared


def compared(rolling: WideRolling, counted: Counted, search: Callable[[], None]) -> tuple[Compared, Compared]:
    """上期 and 去年同期, as far as the archives hold them."""
    from taizhang.rollups.past import NO_LAST
    from taizhang.rollups.wide.compared import a_year_before, last_period
    from taizhang.rollups.wide.figures import Concluding
    from taizhang.rollups.wide.sums import PlaceSum

    now, before = Concluding(counted.opened.asked), rolling.period.previous
    cleared = before in rolling.held.cleared
    came_in = any(period == str(before) for period, _ in counted.sum.counts) and not cleared
    then = counted.opened.plan_at(before) if came_in else None
    last = last_period(now, counted.sum, then, CLEARED_LAST if cleared else NO_LAST)
    found = _a_year_before(rolling, counted, search)
    if isinstance(found, str):
        return last, a_year_before(now, found, PlaceSum())
    return last, a_year_before(now, Concluding(found.opened.asked), found.sum)


def _a_year_before(rolling: WideRolling, counted: Counted, search: Callable[[], None]) -> Counted | str:
    """That period's whole rollup, or why there is none."""
    from taizhang.rollups.past import NOT_THEN

    then = rolling.period.year_before
    plan = plan_a_year_before(rolling.stores, counted.opened.plan, then)
    if isinstance(plan, str):
        return plan
    text = next(text for given, _, text in rolling.stores[0].plans() if given == plan.id)
    earlier = replace(
        rolling, plan_json=text, plan_id=plan.id, roster=rolling.stores[0].roster(plan.id), period=then, as_of=then.end,
        view=rolling.view.of_people if rolling.view else None,
    )  # fmt: skip
    try:
        found = earlier.counted(search)
    except CannotRead:
        return CLEARED_THEN
    return found if earlier.held.numbers() else NOT_THEN
