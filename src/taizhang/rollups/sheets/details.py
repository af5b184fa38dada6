"""县区明细: every row of every ledger, with the cells it was read from."""

from __future__ import annotations

from taizhang.model.ledger import COLUMN_TITLES
from taizhang.model.picture import Look, Sheet
from taizhang.model.place import column_letters
from taizhang.model.words.status import Status
from taizhang.rollups.own_status import FINISHED_LATE, differs
from taizhang.rollups.rollup import Detail, Rollup

NAME = "县区明细"
FIRST_ROW = 4
_TEXTS = (("measure", 26), ("indicator", 15), ("target", 9), ("unit", 6))
_NUMBERS = (("numerator", 9), ("denominator", 9), ("actual", 10))
_ANSWERS = (("progress", 28), ("problems", 18), ("next_steps", 18), ("evidence", 13), ("needs_leader", 9))
OWN_STATUS = "系统判定"
_COLUMNS = (
    ("填报单位", 11), ("行标识", 11), ("重点任务", 16),
    *((COLUMN_TITLES[name], width) for name, width in _TEXTS),
    *((COLUMN_TITLES[name], width) for name, width in _NUMBERS),
    ("完成率（%）", 9), ("完成状态", 9), (OWN_STATUS, 9), ("亮灯", 5),
    *((COLUMN_TITLES[name], width) for name, width in _ANSWERS),
    ("销号", 7), ("登记号", 7), ("文件名", 22), ("工作表", 10), ("文件SHA-256", 10), ("各栏单元格", 10),
)  # fmt: skip
TITLES = tuple(title for title, _ in _COLUMNS)
_AT = {title: number for number, title in enumerate(TITLES, 1)}
RATE = "完成率（%）"
_HIDDEN = frozenset((_AT["文件SHA-256"], _AT["各栏单元格"]))


def at_of(detail: int, title: str) -> tuple[int, int]:
    """Row and column of the cell under the title; the details count from 0."""
    return FIRST_ROW + detail, _AT[title]


def detail_cell(detail: int, title: str) -> str:
    row, column = at_of(detail, title)
    return f"{NAME}!{column_letters(column)}{row}"


def draw_details(rollup: Rollup) -> Sheet:
    """Numbers stand as they were read; the hidden column 各栏单元格 says from which cell each was."""
    sheet = Sheet(
        NAME, tuple(width for _, width in _COLUMNS),
        filtered=True, frozen_columns=2, hidden_columns=_HIDDEN, last_printed_column=_AT["销号"],
        column_breaks=(_AT["亮灯"],),
    )  # fmt: skip
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}各单位台账明细",
        "各单位已接收台账逐行照录，数字可追到原文件的单元格；系统判定由数字、时限和序时进度得出，不改填报的完成状态。",
    )
    sheet.put_header(FIRST_ROW - 1, TITLES)
    names = rollup.names()
    for row, detail in enumerate(rollup.details, FIRST_ROW):
        _draw_row(sheet, row, detail, names[detail.reporter])
    sheet.fit_rows(FIRST_ROW, size=9.0)
    return sheet


def _draw_row(sheet: Sheet, row: int, detail: Detail, name: str) -> None:
    answers = detail.row
    texts = {
        "填报单位": name, "行标识": answers.id, "重点任务": answers.task,
        **{COLUMN_TITLES[field]: getattr(answers, field) for field, _ in (*_TEXTS, *_ANSWERS)},
        "文件名": detail.file_name, "工作表": answers.sheet.sheet if answers.sheet else "",
        "文件SHA-256": detail.file, "各栏单元格": _cells(detail),
    }  # fmt: skip
    for title, text in texts.items():
        sheet.put(row, _AT[title], text, Look.TEXT)
    centred = {
        "完成状态": answers.status or answers.raw.get("status", ""),
        OWN_STATUS: _own_status(detail),
        "销号": answers.clearing or answers.raw.get("clearing", ""),
        "登记号": str(detail.submission or ""),
    }
    for title, text in centred.items():
        sheet.put(row, _AT[title], str(text), Look.CENTRED)
    sheet.put(row, _AT["亮灯"], detail.light.value, Look.CENTRED, light=detail.light)
    _draw_numbers(sheet, row, detail)


def _own_status(detail: Detail) -> str:
    """Our own word; where the filler's says otherwise, that it does."""
    if detail.late:
        return FINISHED_LATE
    own = Status(detail.own) if detail.own else None
    return f"{detail.own}（与填报不同）" if differs(detail.row.status, own) else detail.own


def _draw_numbers(sheet: Sheet, row: int, detail: Detail) -> None:
    """A cell that held something unreadable shows what it held."""
    for field, _ in _NUMBERS:
        value = getattr(detail.row, field)
        raw = detail.row.raw.get(field, "")
        if value is not None:
            sheet.put(row, _AT[COLUMN_TITLES[field]], value, Look.NUMBER)
        else:
            sheet.put(row, _AT[COLUMN_TITLES[field]], raw, Look.CENTRED)
    if detail.rate is None:
        sheet.put(row, _AT[RATE], "", Look.CENTRED)
    else:
        sheet.put(row, _AT[RATE], detail.rate, Look.SHARE)


def _cells(detail: Detail) -> str:
    """Each number's cell and text: 累计完成值=Q12=约95, one a line."""
    found = []
    for field, _ in _NUMBERS:
        place = detail.row.at(field)
        value = getattr(detail.row, field)
        if value is not None:
            raw = detail.row.raw.get(field, "") or str(value)
            found.append(f"{COLUMN_TITLES[field]}={place.address if place else ''}={raw}")
    return "\n".join(found)
