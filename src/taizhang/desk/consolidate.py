"""Consolidate the accepted ledgers of a period into a rollup workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.consolidate_wide import wide_books, write_wide_book
from taizhang.desk.consolidated import Consolidated, new_rollup, paths_for
from taizhang.desk.files import write_file
from taizhang.desk.issue import parse_period
from taizhang.desk.open_archive import opened
from taizhang.desk.rolling_up.from_archive import gather_plan
from taizhang.desk.rolling_up.looking_back import look_back
from taizhang.desk.rolling_up.rollups import rollups_of, rollups_of_plan
from taizhang.desk.rolling_up.wide.settings import WideSettings
from taizhang.desk.roster import home_code
from taizhang.desk.views import refuse_nobody, views_of, write_views
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.quantity import rounded
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter, Roster

if TYPE_CHECKING:
    from taizhang.archive import Archive, NewRollup
    from taizhang.ledgers import RolledUp
    from taizhang.rollups import Rollup


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
    unit or each leader goes beside each rollup. A rollup of very many reporters is made place by place, where `executor`
    says (None for processes here); what places came to is remembered in `extracts`, or beside the first archive.

    Raises:
        BadUsage: no plan has such a level; a workbook is of another period or belongs to no plan; there is nobody to
            make views for; the executor's address is none.
        CannotRead: an archive is not there, or a workbook is no rollup of ours; no cluster answers.
    """
    when = parse_period(period)
    with ExitStack() as open_ones:
        stores = [open_ones.enter_context(opened(archive)) for archive in archives]
        settings = WideSettings.of(stores, extracts, executor)
        books = () if rollups else wide_books(stores, when, level, as_of, place, settings, view)
        found = rollups_of(stores, rollups, when, level, as_of, place, [one.rollup.plan.id for one in books])
        paths = paths_for([*(book.rollup for book in books), *found], out)
        views = [tuple(views_of(rollup, view)) if view else () for rollup in found]
        refuse_nobody((*(book.views for book in books), *views), view)
        made = (
            *(partial(write_wide_book, book) for book in books),
            *(partial(write_and_remember, one, views=some) for one, some in zip(found, views, strict=True)),
        )
        return tuple(write(path, stores[0], at) for write, path in zip(made, paths, strict=True))


def rollups_in(
    store: Archive, period: str, level: str | None, as_of: date, but: Collection[str] = ()
) -> tuple[Rollup, ...]:
    """The rollup of every plan in one archive, or of every place of a level below a plan's own; but of those of these ids.

    Raises:
        BadUsage: no plan of the archive has such a level.
    """
    return rollups_of([store], (), parse_period(period), level, as_of, but=but)


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


def write_and_remember(
    rollup: Rollup, path: Path, store: Archive, at: datetime, *, views: Iterable[tuple[str, bytes]] = ()
) -> Consolidated:
    """Write the rollup's workbook with its views; the archive remembers its fingerprint and the submissions in it."""
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
        views=write_views(views, path),
    )


def remembered(rollup: Rollup, digest: str, at: datetime) -> NewRollup:
    used = {detail.submission for detail in rollup.details}
    return new_rollup(rollup.plan, rollup.period, rollup.place.code, digest, tuple(sorted(used)), at)
