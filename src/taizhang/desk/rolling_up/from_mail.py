"""What the rollup workbooks that lower offices mailed in, or that lay in a folder, know of a round."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from taizhang.desk.rolling_up.arrivals_below import FiledRollup, counting_rollups, filed_rollups
from taizhang.desk.rolling_up.from_workbook import gather_contents
from taizhang.model.period import Period

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.rollups.gathered import Gathered


def gather_arrived(store: Archive, period: Period) -> tuple[Gathered, ...]:
    """One source for the newest rollup workbook of each lower place and plan.

    Raises:
        CannotRead: an original was cleared when its time was over, or is not what it was when it came.
    """
    counting = counting_rollups(filed_rollups(store, period))
    contents = [(store.blob(one.line.sha256), one.line.file_name) for one in counting]
    gathered = gather_contents(contents, period, store.handed_in())
    return tuple(_told(source, one) for source, one in zip(gathered, counting, strict=True))


def _told(source: Gathered, one: FiledRollup) -> Gathered:
    used = (
        f"{one.rollup.place}的台账取自其报来的汇总表“{one.line.file_name}”（登记第{one.line.number}号，"
        f"{one.line.received:%Y-%m-%d %H:%M}收到，台账{one.rollup.ledgers}份）。"
    )
    return replace(source, remarks=(used, *source.remarks))
