"""Drop-downs, input hints and conditional colours of the ledger's table."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from taizhang.books.writing.palette import Palette
from taizhang.ledgers.changes import altered_begins
from taizhang.ledgers.lists import offered_range
from taizhang.ledgers.sheet_layout import (
    FIRST_ROW,
    LISTS,
    Entry,
    LedgerSheets,
    column_of,
    first_visible_column,
    last_column,
)
from taizhang.model.ledger import Content, Filler, ledger_columns
from taizhang.model.place import column_letters
from taizhang.model.words.status import Status
from taizhang_templates import Colours

_LARGEST = 10**15  # a spreadsheet's numbers are exact up to here


def write_input_rules(sheet: Any, sheets: LedgerSheets) -> None:
    """One rule for all cells of a column that ask the same; none of them forbids, so that pasting works."""
    alike: dict[tuple[int, Entry], list[int]] = {}
    for (row, column), entry in sheets.entries.items():
        alike.setdefault((column, entry), []).append(row)
    for (column, entry), rows in alike.items():
        rule = _input_rule(entry)
        runs = list(_runs(rows))
        rule["other_cells"] = [[top - 1, column - 1, bottom - 1, column - 1] for top, bottom in runs[1:]]
        top, bottom = runs[0]
        if entry.hint or rule["validate"] != "any":
            sheet.data_validation(top - 1, column - 1, bottom - 1, column - 1, rule)


def _input_rule(entry: Entry) -> dict[str, Any]:
    hint = {"input_title": "填写提示", "input_message": entry.hint} if entry.hint else {}
    warning = {"error_type": "warning", "error_title": "请核对"}
    if entry.content is Content.CHOICE:
        says = "所填内容不在下拉列表中，报回后可能需要修改。"
        return {
            "validate": "list",
            "source": _list_range(entry.choices),
            "error_message": says,
            **warning,
            **hint,
        }
    if entry.content is Content.NUMBER:
        says = "本格请只填数字，单位以“计量单位”栏为准；不涉及的可以留空。"
        bounds = {"criteria": "between", "minimum": -_LARGEST, "maximum": _LARGEST}
        return {"validate": "decimal", **bounds, "error_message": says, **warning, **hint}
    return {"validate": "any", **hint}


def _list_range(name: str) -> str:
    box = offered_range(name)
    letters = column_letters(box.left)
    return f"='{LISTS}'!${letters}${box.top}:${letters}${box.bottom}"


def _runs(rows: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Neighbouring rows as (first, last)."""
    for _, run in groupby(enumerate(sorted(rows)), key=lambda pair: pair[1] - pair[0]):
        stretch = [row for _, row in run]
        yield stretch[0], stretch[-1]


def write_colour_rules(sheet: Any, sheets: LedgerSheets, palette: Palette) -> None:
    """What 校验提示 names, the status word's colour, grey for what repeats the row above, a line over each task."""
    colours = palette.style.colours
    _write_problems(sheet, sheets, palette)
    by_status = {
        Status.BEHIND: colours.behind,
        Status.OVERDUE: colours.overdue,
        Status.DONE: colours.done,
        Status.EXCEEDED: colours.done,
    }
    at = column_of("status") - 1
    for status, colour in by_status.items():
        looks = palette.difference({"bg_color": colour})
        rule = {"type": "cell", "criteria": "==", "value": f'"{status.value}"', "format": looks}
        sheet.conditional_format(FIRST_ROW - 1, at, sheets.last_row - 1, at, rule)
    _mark_changes(sheet, sheets, palette)
    _write_grouping(sheet, sheets, palette)


def _write_problems(sheet: Any, sheets: LedgerSheets, palette: Palette) -> None:
    """A cell whose column 校验提示 names in its row is bold on its own colour; the words stand in 校验提示."""
    looks = palette.difference({"bg_color": palette.style.colours.problem, "bold": True})
    check = f"${column_letters(column_of('check'))}{FIRST_ROW}"
    for column in ledger_columns():
        if column.filler is Filler.COUNTY:
            named = f'=ISNUMBER(FIND("【{column.title}】",{check}))'
            at = column_of(column.field) - 1
            rule = {"type": "formula", "criteria": named, "format": looks}
            sheet.conditional_format(FIRST_ROW - 1, at, sheets.last_row - 1, at, rule)


def _mark_changes(sheet: Any, sheets: LedgerSheets, palette: Palette) -> None:
    """Colour what differs from last period: the words of 较上期变化 say which cells of the row it is."""
    told = sheets.body("changes")
    if not any(sheets.table.text(row, told.left) for row in range(told.top, told.bottom + 1)):
        return
    looks = palette.difference({"bg_color": palette.style.colours.changed})
    words = f"${column_letters(told.left)}{FIRST_ROW}"
    rules = {told.left: f"=LEN({words})>0"} | {
        column_of(column.field): f'=ISNUMBER(FIND("{altered_begins(column)}",{words}))'
        for column in ledger_columns()
        if column.compared
    }
    for at, criteria in rules.items():
        rule = {"type": "formula", "criteria": criteria, "format": looks}
        sheet.conditional_format(FIRST_ROW - 1, at - 1, sheets.last_row - 1, at - 1, rule)


def _write_grouping(sheet: Any, sheets: LedgerSheets, palette: Palette) -> None:
    faint = palette.difference({"font_color": palette.style.colours.faint})
    line = palette.difference(_top_line(palette.style.colours))
    task = column_letters(column_of("task"))
    for field in sorted(sheets.repeats, key=column_of):
        at = column_of(field)
        same = f"{column_letters(at)}{FIRST_ROW}={column_letters(at)}{FIRST_ROW - 1}"
        within = f"=AND(${task}{FIRST_ROW}=${task}{FIRST_ROW - 1},${same})"
        rule = {"type": "formula", "criteria": within, "format": faint}
        sheet.conditional_format(FIRST_ROW - 1, at - 1, sheets.last_row - 1, at - 1, rule)
    # The line comes with all four sides, since LibreOffice drops the sides that a rule does not name.
    begins = f"=${task}{FIRST_ROW}<>${task}{FIRST_ROW - 1}"
    rule = {"type": "formula", "criteria": begins, "format": line}
    first, last = first_visible_column() - 1, last_column() - 1
    sheet.conditional_format(FIRST_ROW - 1, first, sheets.last_row - 1, last, rule)


def _top_line(colours: Colours) -> dict[str, object]:
    return {"border": 1, "border_color": colours.line, "top": 1, "top_color": colours.rule}
