"""Consolidate the accepted ledgers of a period into a rollup workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.files import safe_name, write_file
from taizhang.desk.issue import parse_period
from taizhang.desk.open_archive import opened
from taizhang.desk.records import counted_ledgers
from taizhang.desk.roster import home_code
from taizhang.desk.standing.status import status_of
from taizhang.desk.views import views_of, write_views
from taizhang.errors import BadUsage
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.quantity import rounded
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Reporter, Roster

if TYPE_CHECKING:
    from taizhang.archive import Archive, NewRollup
    from taizhang.ledgers import RolledUp
    from taizhang.rollups import Rollup


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
    views: tuple[Path, ...] = ()  # the workbooks of units or leaders beside it

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
            "views": [str(path) for path in self.views],
        }


def consolidate_archive(
    archive: Path | str,
    period: str,
    level: str | None,
    out: Path,
    as_of: date,
    *,
    at: datetime,
    view: str | None = None,
) -> tuple[Consolidated, ...]:
    """Write the rollup of every plan in the archive, or of every city below a province's plan.

    One rollup goes to `out`; several go beside it, each with its place and plan in the name. The archive remembers each
    one's fingerprint and the submissions in it, as made at the moment `at`. With `view`, "unit" or "leader", a workbook
    for each responsible unit or each leader goes beside each rollup.

    Raises:
        BadUsage: no plan of the archive has such a level, or there is nobody to make views for.
    """
    when = parse_period(period)
    with opened(archive) as store:
        rollups = [rollup for plan in _plans(store) for rollup in _rollups(store, plan, when, level, as_of)]
        if not rollups:
            raise BadUsage(
                f"档案库中没有能汇总到这一级（{level}）的计划，请改用 city 或 province，或不写 --level。"
            )
        paths = [out] if len(rollups) == 1 else [_beside(out, rollup) for rollup in rollups]
        views = views_of(rollups, view) if view else [()] * len(rollups)
        made = (_write(rollup, path, store, at) for rollup, path in zip(rollups, paths, strict=True))
        return tuple(
            replace(one, views=write_views(parts, one.path)) for one, parts in zip(made, views, strict=True)
        )


def rolled_up_of(archive: Path | str, plan: Plan, period: Period, code: str, as_of: date) -> RolledUp:
    """The figures that the accepted ledgers of a place's counties come to, with two decimals at the most."""
    from taizhang.ledgers import RolledUp

    with opened(archive) as store:
        (rollup,) = _rollups_of(
            store, plan, period, lambda _held, roster: (_region(plan, roster, code),), as_of
        )
    values = {figure.row: figure.value for figure in rollup.figures if figure.contributions}
    numbers = {row: rounded(value, 2).normalize() + 0 for row, value in values.items() if value is not None}
    return RolledUp(numbers, as_of, len(rollup.lines) - len(rollup.absent), rollup.absent)


def _region(plan: Plan, roster: Roster, code: str) -> Region:
    whose = plan.jurisdiction
    line = roster.line(Reporter(code))
    if line and code != home_code(plan, roster):
        return Region(code, line.name, line.level)
    return Region(code, whose.canonical or whose.name, whose.level)


def _plans(store: Archive) -> Iterator[Plan]:
    from taizhang.plans import plan_from_json

    for _id, _version, text in store.plans():
        yield plan_from_json(text)


def _rollups(store: Archive, plan: Plan, period: Period, level: str | None, as_of: date) -> Iterator[Rollup]:
    return _rollups_of(store, plan, period, lambda held, roster: _places(held, roster, level), as_of)


def _rollups_of(
    store: Archive,
    plan: Plan,
    period: Period,
    places: Callable[[Plan, Roster], tuple[Region, ...]],
    as_of: date,
) -> Iterator[Rollup]:
    from taizhang.plans import in_force
    from taizhang.rollups import Report, consolidate

    plan = in_force(plan, period.end)
    roster = store.roster(plan.id)
    reports = [
        Report(ledger, counted.submission, store.findings(counted.submission.number))
        for ledger, counted in counted_ledgers(store, plan, period)
    ]
    waivers = store.waivers(plan.id, period)
    for place in places(plan, roster):
        states = status_of(store, plan, period, as_of=as_of, code=place.code).states
        yield consolidate(
            plan, roster, period, reports, as_of=as_of, place=place, standings=states, waivers=waivers
        )


def _places(plan: Plan, roster: Roster, level: str | None) -> tuple[Region, ...]:
    """The plan's own place, or the places of that level below it that have reporters of their own."""
    whose = plan.jurisdiction
    if level is None or level == whose.level:
        return (Region(home_code(plan, roster), whose.canonical or whose.name, whose.level),)
    return tuple(
        Region(line.reporter.code, line.name, line.level)
        for line in roster
        if line.level == Level(level) and roster.reporting_to(line.reporter.code)
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
    )


def _remembered(rollup: Rollup, digest: str, at: datetime) -> NewRollup:
    from taizhang.archive import NewRollup as Remembered

    used = {detail.submission for detail in rollup.details}
    return Remembered(rollup.plan.id, rollup.period, rollup.place.code, digest, tuple(sorted(used)), at)
