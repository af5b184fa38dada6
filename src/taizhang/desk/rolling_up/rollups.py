"""The rollups of a round: which plans and places they are of, and which sources answer each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.rolling_up.from_archive import gather_archive
from taizhang.desk.rolling_up.from_mail import gather_arrived
from taizhang.desk.rolling_up.from_workbook import gather_workbooks
from taizhang.desk.rolling_up.looking_back import look_back
from taizhang.desk.rolling_up.lower_places import lies_below
from taizhang.desk.roster import home_code
from taizhang.errors import BadUsage
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Roster

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.rollups import Rollup
    from taizhang.rollups.gathered import Gathered
    from taizhang.rollups.past import LookBack

LEVELS = {"city": Level.CITY, "province": Level.PROVINCE, "nation": Level.NATION}
_WORDS = {"city": "市", "province": "省"}


def rollups_of(
    stores: Sequence[Archive],
    workbooks: Sequence[Path],
    period: Period,
    level: str | None,
    as_of: date,
    place: str | None = None,
    but: Collection[str] = (),
) -> tuple[Rollup, ...]:
    """The rollups of every plan in the archives and workbooks, or of every place of a level below a plan's own.

    Where no workbook is given, those that arrived in the archives answer their plans. Of several sources only the plans
    of the level asked for are rolled up, or those of the highest. `place` is the code of the one place that is wanted.
    Plans with the ids of `but` are rolled up elsewhere; then there need not be any others.

    Raises:
        BadUsage: no plan has such a level, or no such place; a workbook is of another period.
        CannotRead: a workbook is no rollup of ours.
    """
    sources = [source for store in stores for source in gather_archive(store, period, as_of, but)]
    sources += gather_workbooks(workbooks, period, [one for store in stores for one in store.handed_in()])
    arrived = [] if workbooks else [source for store in stores for source in gather_arrived(store, period)]
    several = len(stores) + len(workbooks) > 1
    rolled_up = _roll_up(sources, arrived, stores, period, level, as_of, several=several)
    made = tuple(rollup for rollup in rolled_up if place in (None, rollup.place.code))
    if made or but:
        return made
    if place is not None:
        raise BadUsage(
            f"没有代码为“{place}”的{_WORDS.get(level or '', '汇总单位')}，请核对代码，或改用 --level。"
        )
    raise BadUsage(
        f"没有能汇总到这一级（{level or '本级'}）的计划，请改用 city、province 或 nation，或不写 --level。"
    )


def rollups_of_plan(
    plan: Plan,
    sources: Sequence[Gathered],
    period: Period,
    as_of: date,
    where: str | tuple[Region, ...] | None,
    back: LookBack,
) -> Iterator[Rollup]:
    """The rollups of these places, or of all of this level, with what lies before them."""
    from taizhang.rollups import consolidate
    from taizhang.rollups.gathered import put_together

    together = put_together(plan, period, sources)
    places = where if isinstance(where, tuple) else _places(plan, together.roster, where)
    for place in places:
        yield consolidate(
            plan, together.roster, period, together.reports,
            as_of=as_of, place=place, standings=together.standings, waivers=together.waivers,
            joinings=together.joinings, remarks=together.remarks, back=back,
            periods=together.periods, clearings=together.clearings,
        )  # fmt: skip


def _places(plan: Plan, roster: Roster, level: str | None) -> tuple[Region, ...]:
    """The plan's own place, or the places of that level below it that have reporters of their own."""
    whose = plan.jurisdiction
    wanted = LEVELS.get(level or "")
    if wanted in (None, whose.level):
        return (Region(home_code(plan, roster), whose.canonical or whose.name, whose.level),)
    return tuple(
        Region(line.reporter.code, line.name, line.level)
        for line in roster
        if line.level == wanted and roster.reporting_to(line.reporter.code)
    )


def _roll_up(
    sources: Sequence[Gathered],
    arrived: Sequence[Gathered],
    stores: Sequence[Archive],
    period: Period,
    level: str | None,
    as_of: date,
    *,
    several: bool,
) -> Iterator[Rollup]:
    """The rollups of each plan that has places of the level; what `arrived` answers them and brings no plan of its own."""
    plans = {source.plan.id: source.plan for source in reversed(sources)}
    highest = min((_rank(plan) for plan in plans.values()), default=0)
    for source in _first_of_each(sources):
        plan = source.plan
        if several and level is None and _rank(plan) > highest:
            continue
        asked = answering(plan, [*sources, *arrived])
        back = look_back(stores, plan, asked, period)
        yield from rollups_of_plan(plan, asked, period, as_of, level, back)


def answering(plan: Plan, sources: Sequence[Gathered]) -> list[Gathered]:
    """The sources under the plan, then those under plans of places below it."""
    ours = [one for one in sources if one.plan.id == plan.id]
    return ours + [one for one in sources if one.plan.id != plan.id and _lies_below(one, plan, ours)]


def _first_of_each(sources: Sequence[Gathered]) -> tuple[Gathered, ...]:
    """The first source of each plan."""
    return tuple({source.plan.id: source for source in reversed(sources)}.values())[::-1]


def _rank(plan: Plan) -> int:
    return list(Level).index(plan.jurisdiction.level)


def _lies_below(lower: Gathered, upper: Plan, sources: Sequence[Gathered]) -> bool:
    """Whether the lower source's plan is that of a place under the upper plan's."""
    whose = lower.plan.jurisdiction
    place = Region(home_code(lower.plan, lower.roster), whose.name, whose.level)
    return lies_below(place, upper, *(source.roster for source in sources))
