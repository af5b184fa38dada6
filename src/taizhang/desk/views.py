"""A workbook of its own for each responsible unit, or each leader, beside a rollup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.files import safe_name, write_file
from taizhang.errors import BadUsage

if TYPE_CHECKING:
    from taizhang.rollups import Rollup

_MOST_OF_NAME, _MOST_OF_STEM = 30, 45  # characters

_NOBODY = {
    "unit": "计划没有写明责任单位，不能分单位写出汇总表，请不分单位汇总，或在审核表中补上责任单位。",
    "leader": "通讯录中没有登记分管领导，不能分领导写出汇总表，请在通讯录的“分管领导”栏补上后重试。",
}


def views_of(rollup: Rollup, view: str) -> Iterator[tuple[str, bytes]]:
    """The workbook of each responsible unit ("unit") or each leader ("leader"), by its name."""
    from taizhang.books import write_rollup
    from taizhang.rollups.views import views_by_leader, views_by_unit

    by = views_by_unit if view == "unit" else views_by_leader
    return ((name, write_rollup(seen)) for name, seen in by(rollup))


def refuse_nobody(views: Iterable[Sequence[object]], view: str | None) -> None:
    """Nothing, where nobody asked for views, or there are some.

    Raises:
        BadUsage: none of the plans names a unit, or no roster a leader.
    """
    if view and not any(views):
        raise BadUsage(_NOBODY[view])


def write_views(views: Iterable[tuple[str, bytes]], beside: Path) -> tuple[Path, ...]:
    """Write each view's workbook beside the rollup's, with the unit's or the leader's name in the file's."""
    written: list[Path] = []
    for name, content in views:
        written.append(write_file(view_path(beside, name, written), content))
    return tuple(written)


def view_path(beside: Path, name: str, taken: Sequence[Path]) -> Path:
    """No two views share a file, even where their long names are cut alike."""
    first = safe_name(name.replace(" ", ""), _MOST_OF_NAME)
    numbered = (first, *(f"{first}{number}" for number in range(2, len(taken) + 2)))
    paths = (
        beside.with_name(safe_name(f"{beside.stem[:_MOST_OF_STEM]}_{one}") + ".xlsx") for one in numbered
    )
    return next(path for path in paths if path not in taken)
