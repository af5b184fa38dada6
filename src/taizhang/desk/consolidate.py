"""Consolidate the accepted ledgers of a period into a rollup workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.files import safe_name, write_file
from taizhang.desk.issue import parse_period
from taizhang.desk.open_archive import opened
from taizhang.desk.rolling_up.from_archive import gather_archive, gather_plan
from taizhang.desk.rolling_up.from_workbook import gather_workbooks
from taizhang.desk.rolling_up.looking_back import look_back
from taizhang.desk.roster import home_code
from taizhang.errors import BadUsage
from taizhang.model.divisions import divisions
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.quantity import rounded
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Reporter, Roster

if TYPE_CHECKING:
    from taizhang.archive import Archive, NewRollup
    from taizhang.ledgers import RolledUp
    from taizhang.rollups import Rollup
    from taizhang.rollups.gathered import Gathered
    from taizhang.rollups.past import LookBack

_LEVELS = {"city": Level.CITY, "province": Level.PROVINCE, "nation": Level.NATION}


@dataclass(frozen=True, slots=True)
class Consolidated:
    """One rollup workbook that was written."""

    title: str  # of the plan
    place: str
    period: Period
    path: Path
    expected: int  # reporters on the roster
    reported: int  # reporters whose ledger stands in the rollup
    figures: int
    contributions: int
    missing: tuple[str, ...]  # names
    remarks: tuple[str, ...] = ()  # what was noticed where several sources were put together

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.title,
            "place": self.place,
            "period": str(self.period),
            "file": str(self.path),
            "expected": self.expected,
            "reported": self.reported,
            "figures": self.figures,
            "contributions": self.contributions,
            "missing": list(self.missing),
            "remarks": list(self.remarks),
        }


def consolidate_archives(
    archives: Sequence[Path | str],
    period: str,
    level: str | None,
    out: Path,
    as_of: date,
    *,
    at: datetime,
    rollups: Sequence[Path] = (),
) -> tuple[Consolidated, ...]:
    """Write the rollup of every plan in the archives, or of every place of a level below a plan's own.

    Several archives, and the rollup workbooks that lower offices sent up, are put together: each reporter counts once.
    Then only the plans of the level asked for are rolled up, or those of the highest; ledgers under a lower plan
    answer them where both ask the same. One rollup goes to `out`; several go beside it, each with its place and plan in
    the name. The first archive remembers each one's fingerprint and its submissions in it, as made at the moment `at`.

    Raises:
        BadUsage: no plan has such a level; a workbook is of another period or belongs to no plan.
        CannotRead: an archive is not there, or a workbook is no rollup of ours.
    """
    when = parse_period(period)
    with ExitStack() as open_ones:
        stores = [open_ones.enter_context(opened(archive)) for archive in archives]
        sources = [source for store in stores for source in gather_archive(store, when, as_of)]
        sources += gather_workbooks(rollups, when)
        made = list(_roll_up(sources, stores, when, level, as_of, several=len(archives) + len(rollups) > 1))
        if not made:
            raise BadUsage(
                f"没有能汇总到这一级（{level or '本级'}）的计划，请改用 city、province 或 nation，或不写 --level。"
            )
        paths = [out] if len(made) == 1 else [_beside(out, rollup) for rollup in made]
        return tuple(_write(rollup, path, stores[0], at) for rollup, path in zip(made, paths, strict=True))


def rolled_up_of(archive: Path | str, plan: Plan, period: Period, code: str, as_of: date) -> RolledUp:
    """The figures that the accepted ledgers of a place's counties come to, with two decimals at the most."""
    from taizhang.ledgers import RolledUp

    with opened(archive) as store:
        source = gather_plan(store, plan, period, as_of)
        back = look_back([store], source.plan, [source], period, compared=False)
        places = (_region(plan, source.roster, code),)
        (rollup,) = _of_plan(source.plan, [source], period, as_of, places, back)
    values = {figure.row: figure.value for figure in rollup.figures if figure.contributions}
    numbers = {row: rounded(value, 2).normalize() + 0 for row, value in values.items() if value is not None}
    return RolledUp(numbers, as_of, len(rollup.lines) - len(rollup.absent), rollup.absent)


def _region(plan: Plan, roster: Roster, code: str) -> Region:
    whose = plan.jurisdiction
    line = roster.line(Reporter(code))
    if line and code != home_code(plan, roster):
        return Region(code, line.name, line.level)
    return Region(code, whose.canonical or whose.name, whose.level)


def _roll_up(
    sources: Sequence[Gathered],
    stores: Sequence[Archive],
    period: Period,
    level: str | None,
    as_of: date,
    *,
    several: bool,
) -> Iterator[Rollup]:
    """The rollups of each plan that has places of the level."""
    plans = {source.plan.id: source.plan for source in reversed(sources)}
    highest = min((_rank(plan) for plan in plans.values()), default=0)
    for source in _first_of_each(sources):
        plan = source.plan
        if several and level is None and _rank(plan) > highest:
            continue
        ours = [one for one in sources if one.plan.id == plan.id]
        lower = [one for one in sources if one.plan.id != plan.id and _lies_below(one.plan, plan, ours)]
        asked = [*ours, *lower]
        back = look_back(stores, plan, asked, period)
        yield from _of_plan(plan, asked, period, as_of, level, back)


def _first_of_each(sources: Sequence[Gathered]) -> tuple[Gathered, ...]:
    """The first source of each plan."""
    return tuple({source.plan.id: source for source in reversed(sources)}.values())[::-1]


def _rank(plan: Plan) -> int:
    return list(Level).index(plan.jurisdiction.level)


def _lies_below(lower: Plan, upper: Plan, sources: Sequence[Gathered]) -> bool:
    """Whether the lower plan is that of a place under the upper one's."""
    code = lower.jurisdiction.code
    if _rank(lower) <= _rank(upper) or not code:
        return False
    known = divisions(upper.year)
    region = known.region(code)
    inside = region is not None and known.lies_in(region, upper.jurisdiction.code)
    return inside or any(line.reporter.code == code for source in sources for line in source.roster)


def _of_plan(
    plan: Plan,
    sources: Sequence[Gathered],
    period: Period,
    as_of: date,
    where: str | tuple[Region, ...] | None,
    back: LookBack,
) -> Iterator[Rollup]:
    """The rollups of these places, or of all of this level."""
    from taizhang.rollups import consolidate
    from taizhang.rollups.gathered import put_together

    together = put_together(plan, period, sources)
    places = where if isinstance(where, tuple) else _places(plan, together.roster, where)
    for place in places:
        yield consolidate(
            plan, together.roster, period, together.reports,
            as_of=as_of, place=place, standings=together.standings, waivers=together.waivers,
            joinings=together.joinings, remarks=together.remarks, back=back,
        )  # fmt: skip


def _places(plan: Plan, roster: Roster, level: str | None) -> tuple[Region, ...]:
    """The plan's own place, or the places of that level below it that have reporters of their own."""
    whose = plan.jurisdiction
    wanted = _LEVELS.get(level or "")
    if wanted in (None, whose.level):
        return (Region(home_code(plan, roster), whose.canonical or whose.name, whose.level),)
    return tuple(
        Region(line.reporter.code, line.name, line.level)
        for line in roster
        if line.level == wanted and roster.reporting_to(line.reporter.code)
    )


def _beside(out: Path, rollup: Rollup) -> Path:
    return out.with_name(safe_name(f"{out.stem}_{rollup.place.name}_{rollup.plan.title}") + ".xlsx")


def _write(rollup: Rollup, path: Path, store: Archive, at: datetime) -> Consolidated:
    from taizhang.books import write_rollup

    content = write_rollup(rollup)
    write_file(path, content)
    store.add_rollup(_remembered(rollup, sha256(content).hexdigest(), at))
    return Consolidated(
        title=rollup.plan.title,
        place=rollup.place.name,
        period=rollup.period,
        path=path,
        expected=len(rollup.lines),
        reported=len(rollup.lines) - len(rollup.absent),
        figures=len(rollup.figures),
        contributions=sum(len(figure.contributions) for figure in rollup.figures),
        missing=rollup.absent,
        remarks=rollup.remarks,
    )


def _remembered(rollup: Rollup, digest: str, at: datetime) -> NewRollup:
    from taizhang.archive import NewRollup as Remembered

    used = {detail.submission for detail in rollup.details}
    return Remembered(rollup.plan.id, rollup.period, rollup.place.code, digest, tuple(sorted(used)), at)
