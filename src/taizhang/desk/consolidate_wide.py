"""Consolidate very many reporters: the rollup is made place by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.consolidated import Consolidated, new_rollup
from taizhang.desk.files import write_file
from taizhang.desk.rolling_up.wide.settings import WideSettings, spread_over
from taizhang.desk.views import write_views
from taizhang.model.period import Period

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.desk.rolling_up.wide.wide_rollup import WideBook


def wide_books(
    stores: Sequence[Archive],
    period: Period,
    level: str | None,
    as_of: date,
    place: str | None,
    settings: WideSettings,
    view: str | None = None,
) -> tuple[WideBook, ...]:
    """The rollups of very many reporters with their workbooks; none where those asked for are not.

    With `view`, "unit" or "leader", also with those of each responsible unit or each leader.
    """
    from taizhang.desk.rolling_up.wide.choosing import wide_rollings

    rollings = wide_rollings(stores, period, level, as_of, place, settings.remembered(), settings.wide_from)
    if not rollings:
        return ()
    with spread_over(settings.executor) as take_out:
        spread = [replace(rolling, take_out=take_out) for rolling in rollings]
        return tuple(
            replace(one.book(), views=tuple(one.views(view)) if view else ()) for one in spread
        )  # fmt: skip


def write_wide_book(book: WideBook, path: Path, store: Archive, at: datetime) -> Consolidated:
    """Write the workbook with its views; the archive remembers its fingerprint and the submissions in it."""
    whole = book.rollup
    write_file(path, book.content)
    digest = sha256(book.content).hexdigest()
    store.add_rollup(new_rollup(whole.plan, whole.period, whole.place.code, digest, book.submissions, at))
    return replace(_consolidated(book, path), views=write_views(book.views, path))


def _consolidated(book: WideBook, path: Path) -> Consolidated:
    from taizhang.rollups.wide.lines.sources import NAME as SOURCES
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
        contributions=whole.whole.rows.get(SOURCES, 0),
        missing=missing,
        remarks=whole.remarks,
    )
