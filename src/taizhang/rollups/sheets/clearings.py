"""销号台账: every row whose clearing was asked for, who decided what, and what share of all rows is cleared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.model.clearing import Claim, ClearingStep
from taizhang.model.ledger import COLUMN_TITLES
from taizhang.model.picture import Look, Sheet, cells_in_words
from taizhang.model.quantity import rounded
from taizhang.model.words.status import Clearing
from taizhang.rollups.clearing_facts import facts_of, step_words, telling_events
from taizhang.rollups.clearings import ClearingLine
from taizhang.rollups.how import How
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.sheets.sources import SourceSheet, Subject, moment

NAME = "销号台账"
_COLUMNS = (
    ("序号", 5), ("填报单位", 12), ("行标识", 11), ("重点任务", 16), ("工作举措或指标", 22), ("完成时限", 11),
    ("完成状态", 9), ("销号状态", 9), ("申请时间", 11), ("佐证材料", 19), ("审核人", 9), ("审核时间", 11), ("理由", 22),
    ("是否逾期销号", 8), ("亮灯", 6), ("说明", 20), ("出处", 14),
)  # fmt: skip
_AT = {title: number for number, (title, _) in enumerate(_COLUMNS, 1)}
_CENTRED = (
    "序号", "行标识", "完成时限", "完成状态", "销号状态", "申请时间", "审核人", "审核时间", "是否逾期销号", "亮灯",
)  # fmt: skip
_LABELS_ROW, _NUMBERS_ROW, _HEADER_ROW = 3, 4, 5
FIRST_ROW = _HEADER_ROW + 1


@dataclass(frozen=True, slots=True)
class _Count:
    """A number above the table: over which column, and which lines it counts by which column's cells."""

    title: str
    over: str
    cells_of: str
    counts: Callable[[ClearingLine], bool]


def _is(state: Clearing) -> Callable[[ClearingLine], bool]:
    return lambda line: line.item.state is state


# The first is the sum of the four after it.
_COUNTS = (
    _Count("已申请", "行标识", "销号状态", lambda line: line.item.was_asked_for),
    _Count("申请中", "重点任务", "销号状态", _is(Clearing.REQUESTED)),
    _Count("退回", "工作举措或指标", "销号状态", _is(Clearing.REFUSED)),
    _Count("重新打开", "完成时限", "销号状态", lambda line: line.item.is_open_again),
    _Count("已销号", "完成状态", "销号状态", _is(Clearing.CLEARED)),
    _Count("逾期销号", "销号状态", "是否逾期销号", lambda line: line.late_cleared),
)  # fmt: skip
_OWED_OVER, _CLEARED_OVER, _RATE_OVER, _ARITHMETIC_OVER = "填报单位", "完成状态", "申请时间", "佐证材料"


def draw_clearings(rollup: Rollup, sources: SourceSheet) -> Sheet:
    """What waits for a decision stands first; each state leads to the ledgers' cells and the steps it came from."""
    sheet = Sheet(NAME, tuple(float(width) for _, width in _COLUMNS), filtered=True, frozen_columns=2)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}销号台账",
        "应销号为各单位台账中涉及本单位的任务行；申请以已接收台账或登记为准，销号以核准为准；逾期销号的始终亮黄灯。",
    )
    sheet.put_header(_HEADER_ROW, [title for title, _ in _COLUMNS])
    names = rollup.names()
    for row, line in enumerate(rollup.clearings, FIRST_ROW):
        _draw_line(sheet, row, line, names[line.item.reporter], sources)
    if not rollup.clearings:
        sheet.put(FIRST_ROW, 1, "至本期末没有单位申请销号。", Look.NOTE)
        sheet.merges[FIRST_ROW, 1] = (FIRST_ROW, len(_COLUMNS))
    sheet.fit_rows(FIRST_ROW)
    _draw_counts(sheet, rollup, sources)
    return sheet


def _draw_line(sheet: Sheet, row: int, line: ClearingLine, name: str, sources: SourceSheet) -> None:
    state = sheet.cell_name(row, _AT["销号状态"])
    origins = _write_history(Subject(state, line.item.row, line.asked or line.task), line, sources)
    texts = {"序号": str(row - FIRST_ROW + 1), "填报单位": name, **facts_of(line)}
    for title, text in texts.items():
        look = Look.CENTRED if title in _CENTRED else Look.TEXT
        sheet.put(row, _AT[title], text, look)
    sheet.put(row, _AT["销号状态"], texts["销号状态"], Look.CENTRED, link=origins.split()[0].split(":")[0])
    sheet.put(row, _AT["亮灯"], line.light.value, Look.CENTRED, light=line.light)
    told = f"{name}：{line.asked or line.task}"
    sheet.derive(state, How.CLEARING, origins, f"{told}销号状态")
    if line.late_cleared:
        late = sheet.cell_name(row, _AT["是否逾期销号"])
        sheet.derive(late, How.LATE_CLEARED, origins, f"{told}逾期销号", line.deadline.isoformat())


def _write_history(subject: Subject, line: ClearingLine, sources: SourceSheet) -> str:
    """A line of 来源 for each claim and each step, and where they stand."""
    reporter = line.item.reporter
    told = telling_events(line)
    facts = (_step_facts(one) if isinstance(one, ClearingStep) else _claim_facts(one) for one in told)
    return cells_in_words([sources.add_report(subject, reporter, fact) for fact in facts])


def _claim_facts(claim: Claim) -> dict[str, str]:
    known = claim.place.row > 0
    return {
        "登记号": str(claim.submission or ""), "文件名": claim.file_name, "收到时间": moment(claim.received),
        "工作表": claim.place.sheet, "单元格": claim.place.address if known else "",
        "栏目": COLUMN_TITLES["clearing"], "原文": claim.raw, "采用值": str(claim.clearing or ""),
        "说明": f"{claim.period.title}，完成状态：{claim.status or '空白'}", "文件SHA-256": claim.place.file,
    }  # fmt: skip


def _step_facts(step: ClearingStep) -> dict[str, str]:
    return {"采用值": step.state.value, "说明": step_words(step)}


def _draw_counts(sheet: Sheet, rollup: Rollup, sources: SourceSheet) -> None:
    """The numbers above the table; drawn last, since they count its cells."""
    owed = _draw_owed(sheet, rollup, sources)
    cells = {one.title: _draw_count(sheet, one, rollup.clearings) for one in _COUNTS}
    _draw_rate(sheet, cells["已销号"], owed)
    sheet.heights |= {_LABELS_ROW: 20.0, _NUMBERS_ROW: 26.0}


def _draw_owed(sheet: Sheet, rollup: Rollup, sources: SourceSheet) -> str:
    cell = sheet.cell_name(_NUMBERS_ROW, _AT[_OWED_OVER])
    subject = Subject(cell, "", "应销号任务行")
    lines = [
        sources.add_report(
            subject,
            one.reporter,
            {"采用值": str(one.rows), "说明": f"台账共{one.rows + one.spared}行，不涉及{one.spared}行"},
        )
        for one in rollup.owed
    ]
    _put_number(sheet, _OWED_OVER, "应销号（行）", sum(one.rows for one in rollup.owed))
    sheet.derive(cell, How.OWED, cells_in_words(lines), "应销号（行）")
    return cell


def _draw_count(sheet: Sheet, count: _Count, lines: Sequence[ClearingLine]) -> str:
    rows = [row for row, line in enumerate(lines, FIRST_ROW) if count.counts(line)]
    cell = _put_number(sheet, count.over, count.title, len(rows))
    names = [sheet.cell_name(row, _AT[count.cells_of]) for row in rows]
    sheet.derive(cell, How.COUNT_CELLS, cells_in_words(names), count.title)
    return cell


def _draw_rate(sheet: Sheet, cleared: str, owed: str) -> None:
    """Cleared over owed, with the division written out; a dash where nothing is owed."""
    above, below = (_number(sheet, over) for over in (_CLEARED_OVER, _OWED_OVER))
    at = _AT[_RATE_OVER]
    sheet.put(_LABELS_ROW, at, "销号率（%）", Look.LABEL)
    if not below:
        sheet.put(_NUMBERS_ROW, at, "—", Look.BIG_SHARE)
        return
    rate = above * 100 / below
    cell = sheet.put(_NUMBERS_ROW, at, rate, Look.BIG_SHARE)
    sheet.derive(cell, How.SHARE_CELLS, cleared, "销号率（%）", owed)
    sheet.put(_LABELS_ROW, _AT[_ARITHMETIC_OVER], "已销号÷应销号", Look.LABEL)
    sheet.put(_NUMBERS_ROW, _AT[_ARITHMETIC_OVER], f"{above}÷{below}＝{rounded(rate)}%", Look.CENTRED)


def _put_number(sheet: Sheet, over: str, title: str, number: int) -> str:
    sheet.put(_LABELS_ROW, _AT[over], title, Look.LABEL)
    return sheet.put(_NUMBERS_ROW, _AT[over], number, Look.BIG)


def _number(sheet: Sheet, over: str) -> Decimal:
    value = sheet.cells[_NUMBERS_ROW, _AT[over]].value
    return value if isinstance(value, Decimal) else Decimal(0)
