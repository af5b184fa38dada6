"""销号台账 of a wide rollup: a line for each row whose clearing was spoken of, with all that was said and done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from taizhang.model.clearing import ClearingStep
from taizhang.model.picture import Look
from taizhang.rollups.clearing_facts import facts_of, step_words, telling_events
from taizhang.rollups.clearing_items import Event
from taizhang.rollups.clearings import ClearingLine
from taizhang.rollups.wide.lines.column import WHOSE, Column, Line, two_names
from taizhang.rollups.wide.places import Place

NAME = "销号台账"
_CENTRED = Look.CENTRED
COLUMNS = (
    *WHOSE, Column("行标识", 11), Column("重点任务", 16), Column("工作举措或指标", 22), Column("完成时限", 11, _CENTRED),
    Column("完成状态", 9, _CENTRED), Column("销号状态", 9, _CENTRED), Column("申请时间", 11, _CENTRED), Column("佐证材料", 19),
    Column("审核人", 9, _CENTRED), Column("审核时间", 11, _CENTRED), Column("理由", 22), Column("是否逾期销号", 8, _CENTRED),
    Column("亮灯", 6, _CENTRED), Column("说明", 20), Column("出处", 14), Column("经过", 40),
)  # fmt: skip
TITLES = tuple(one.title for one in COLUMNS)


def clearing_table(lines: Iterable[ClearingLine], place: Place) -> Iterator[Line]:
    """The lines of those who report straight to the place."""
    for line in lines:
        who = (*two_names(place.path), place.name_of(line.item.reporter))
        yield (*who, *facts_of(line).values(), "\n".join(map(_event_words, telling_events(line))))


def _event_words(event: Event) -> str:
    if isinstance(event, ClearingStep):
        return f"{step_words(event)}（{event.state.value}）"
    where = f" {event.place}" if event.place.row else ""
    said = event.raw or "空白"
    return f"{event.period.title}台账（登记号{event.submission}，{event.file_name}{where}）：{said}，完成状态：{event.status or '空白'}"
