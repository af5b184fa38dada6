"""A workbook of its own for each responsible unit, or each leader, beside a rollup."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.files import safe_name, write_file
from taizhang.errors import BadUsage

if TYPE_CHECKING:
    from taizhang.rollups import Rollup

_MOST_OF_NAME, _MOST_OF_STEM = 30, 45  # characters

Views = tuple[tuple[str, "Rollup"], ...]  # by the unit's or the leader's name

_NOBODY = {
    "unit": "计划没有写明责任单位，不能分单位写出汇总表，请不分单位汇总，或在审核表中补上责任单位。",
    "leader": "通讯录中没有登记分管领导，不能分领导写出汇总表，请在通讯录的“分管领导”栏补上后重试。",
}


def views_of(rollups: Sequence[Rollup], view: str) -> list[Views]:
    """Each rollup's views, by "unit" or "leader".

    Raises:
        BadUsage: none of the plans names a unit, or no roster a leader.
    """
    from taizhang.rollups.views import views_by_leader, views_by_unit

    by = views_by_unit if view == "unit" else views_by_leader
    found = [tuple(by(rollup)) for rollup in rollups]
    if not any(found):
        raise BadUsage(_NOBODY[view])
    return found


def write_views(views: Views, beside: Path) -> tuple[Path, ...]:
    """Write each view's workbook beside the rollup's, with the unit's or the leader's name in the file's."""
    from taizhang.books import write_rollup

    written: list[Path] = []
    for name, rollup in views:
        path = view_path(beside, name, written)
        written.append(write_file(path, write_rollup(rollup)))
    return tuple(written)


def view_path(beside: Path, name: str, taken: Sequence[Path]) -> Path:
    """No two views share a file, even where their long names are cut alike."""
    first = safe_name(name.replace(" ", ""), _MOST_OF_NAME)
    numbered = (first, *(f"{first}{number}" for number in range(2, len(taken) + 2)))
    paths = (
        beside.with_name(safe_name(f"{beside.stem[:_MOST_OF_STEM]}_{one}") + ".xlsx") for one in numbered
    )
    return next(path for path in paths if path not in taken)
