"""Consolidate the accepted ledgers of a period into a rollup workbook."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.files import safe_name, write_file
from taizhang.desk.issue import parse_period
from taizhang.desk.open_archive import opened
from taizhang.desk.rolling_up.from_archive import gather_plan
from taizhang.desk.rolling_up.looking_back import look_back
from taizhang.desk.rolling_up.rollups import rollups_of, rollups_of_plan
from taizhang.desk.rolling_up.wide.settings import WideSettings, spread_over
from taizhang.desk.roster import home_code
from taizhang.desk.views import views_of, write_views
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.quantity import rounded
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter, Roster

if TYPE_CHECKING:
    from taizhang.archive import Archive, NewRollup
    from taizhang.desk.rolling_up.wide.wide_rollup import WideBook
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
    remarks: tuple[str, ...] = ()  # what was noticed where several sources were put together
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
            "remarks": list(self.remarks),
            "views": [str(path) for path in self.views],
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
    place: str | None = None,
    view: str | None = None,
    executor: str | None = None,
    extracts: Path | None = None,
) -> tuple[Consolidated, ...]:
    """Write the rollup of every plan in the archives, or of every place of a level below a plan's own.

    Several archives, and the rollup workbooks that lower offices sent up, are put together: each reporter counts once.
    Where no workbook is given, the newest that each lower place sent to an archive is taken (decision 0038).
    Then only the plans of the level asked for are rolled up, or those of the highest; ledgers under a lower plan
    answer them where both ask the same. One rollup goes to `out`; several go beside it, each with its place and plan in
    the name. The first archive remembers each one's fingerprint and its submissions in it, as made at the moment `at`.
    `place` is the code of the one place that is wanted. With `view`, "unit" or "leader", a workbook for each responsible
    unit or each leader goes beside each rollup.

    Raises:
        BadUsage: no plan has such a level; a workbook is of another period or belongs to no plan; there is nobody to
            make views for; the executor's address is none.
        CannotRead: an archive is not there, or a workbook is no rollup of ours; no cluster answers.
    """
    when = parse_period(period)
    with ExitStack() as open_ones:
        stores = [open_ones.enter_context(opened(archive)) for archive in archives]
        if not rollups and view is None:
            with spread_over(executor) as take_out:
                settings = WideSettings.of(stores, extracts, take_out)
                wide = consolidate_wide(stores, when, level, out, as_of, at, place, settings)
            if wide:
                return wide
        found = rollups_of(stores, rollups, when, level, as_of, place)
        paths = paths_for(found, out)
        views = views_of(found, view) if view else [()] * len(found)
        made = [
            write_and_remember(rollup, path, stores[0], at) for rollup, path in zip(found, paths, strict=True)
        ]
        return tuple(
            replace(one, views=write_views(parts, one.path)) for one, parts in zip(made, views, strict=True)
        )


def consolidate_wide(
    stores: Sequence[Archive],
    period: Period,
    level: str | None,
    out: Path,
    as_of: date,
    at: datetime,
    place: str | None,
    settings: WideSettings,
) -> tuple[Consolidated, ...]:
    """Write the rollups of very many reporters, place by place; none where those asked for are not."""
    from taizhang.desk.rolling_up.wide.choosing import wide_rollings

    rollings = wide_rollings(
        stores, period, level, as_of, place, settings.remembered(), settings.take_out, settings.wide_from
    )
    several = len(rollings) > 1
    made = []
    for rolling in rollings:
        book = rolling.book()
        whole, name = book.rollup, f"{out.stem}_{book.rollup.place.name}_{book.rollup.plan.title}"
        path = out.with_name(safe_name(name) + (out.suffix or ".xlsx")) if several else out
        write_file(path, book.content)
        digest = sha256(book.content).hexdigest()
        stores[0].add_rollup(_new_rollup(whole.plan, period, whole.place.code, digest, book.submissions, at))
        made.append(_consolidated(book, path))
    return tuple(made)


def _consolidated(book: WideBook, path: Path) -> Consolidated:
    from taizhang.rollups.wide.sheets.reporting import absent

    whole = book.rollup
    missing = tuple(absent(whole))
    return Consolidated(
        title=whole.plan.title,
        place=whole.place.name,
        period=whole.period,
        path=path,
        expected=sum(1 for _ in whole.tree.everyone()),
        reported=whole.whole.heard,
        figures=len(whole.asked.rows),
        contributions=whole.whole.rows,
        missing=missing,
        remarks=whole.remarks,
    )


def rollups_in(store: Archive, period: str, level: str | None, as_of: date) -> tuple[Rollup, ...]:
    """The rollup of every plan in one archive, or of every place of a level below a plan's own.

    Raises:
        BadUsage: no plan of the archive has such a level.
    """
    return rollups_of([store], (), parse_period(period), level, as_of)


def paths_for(rollups: Sequence[Rollup], out: Path) -> list[Path]:
    """One goes to `out`; several go beside it, each with its place and plan in the name."""
    return [out] if len(rollups) == 1 else [beside_of(out, rollup) for rollup in rollups]


def rolled_up_of(archive: Path | str, plan: Plan, period: Period, code: str, as_of: date) -> RolledUp:
    """The figures that the accepted ledgers of a place's counties come to, with two decimals at the most."""
    from taizhang.ledgers import RolledUp

    with opened(archive) as store:
        source = gather_plan(store, plan, period, as_of)
        back = look_back([store], source.plan, [source], period, compared=False)
        places = (_region(plan, source.roster, code),)
        (rollup,) = rollups_of_plan(source.plan, [source], period, as_of, places, back)
    values = {figure.row: figure.value for figure in rollup.figures if figure.contributions}
    numbers = {row: rounded(value, 2).normalize() + 0 for row, value in values.items() if value is not None}
    return RolledUp(numbers, as_of, len(rollup.lines) - len(rollup.absent), rollup.absent)


def _region(plan: Plan, roster: Roster, code: str) -> Region:
    whose = plan.jurisdiction
    line = roster.line(Reporter(code))
    if line and code != home_code(plan, roster):
        return Region(code, line.name, line.level)
    return Region(code, whose.canonical or whose.name, whose.level)


def beside_of(out: Path, rollup: Rollup) -> Path:
    """A file beside `out` with the rollup's place and plan in its name."""
    name = safe_name(f"{out.stem}_{rollup.place.name}_{rollup.plan.title}")
    return out.with_name(name + (out.suffix or ".xlsx"))


def write_and_remember(rollup: Rollup, path: Path, store: Archive, at: datetime) -> Consolidated:
    """Write the rollup's workbook; the archive remembers its fingerprint and the submissions in it."""
    from taizhang.books import write_rollup

    content = write_rollup(rollup)
    write_file(path, content)
    store.add_rollup(remembered(rollup, sha256(content).hexdigest(), at))
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


def remembered(rollup: Rollup, digest: str, at: datetime) -> NewRollup:
    used = {detail.submission for detail in rollup.details}
    return _new_rollup(rollup.plan, rollup.period, rollup.place.code, digest, tuple(sorted(used)), at)


def _new_rollup(
    plan: Plan, period: Period, place: str, digest: str, used: tuple[int, ...], at: datetime
) -> NewRollup:
    from taizhang.archive import NewRollup as Remembered

    return Remembered(plan.id, period, place, digest, used, at)
