"""The conditional colours of the ledger's table."""

from __future__ import annotations

from typing import Any

from taizhang.books.writing.palette import Palette
from taizhang.ledgers.changes import altered_begins
from taizhang.ledgers.sheet_layout import (
    FIRST_ROW,
    LedgerSheets,
    column_of,
    first_visible_column,
    last_column,
)
from taizhang.model.ledger import Filler, ledger_columns
from taizhang.model.place import column_letters
from taizhang.model.words.status import Status
from taizhang_templates import Colours


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
    """A cell whose column 校验提示 names is bold on its own colour, once something was filled into its row."""
    looks = palette.difference({"bg_color": palette.style.colours.problem, "bold": True})
    check = f"${column_letters(column_of('check'))}{FIRST_ROW}"
    begun = _begun(sheets)
    for column in ledger_columns():
        if column.filler is Filler.COUNTY:
            named = f'ISNUMBER(FIND("【{column.title}】",{check}))'
            at = column_of(column.field) - 1
            rule = {"type": "formula", "criteria": f"=AND({named},{begun})", "format": looks}
            sheet.conditional_format(FIRST_ROW - 1, at, sheets.last_row - 1, at, rule)


def _begun(sheets: LedgerSheets) -> str:
    """Something stands in the row that only a filler of this period writes: a blank form is not all mistakes."""
    shown = {
        at for (row, at), entry in sheets.entries.items() if not entry.asked and sheets.table.text(row, at)
    }
    own = [
        column_letters(at)
        for at, column in enumerate(ledger_columns(), 1)
        if column.filler is Filler.COUNTY
        and not column.carried
        and not (column.field == "actual" and at in shown)
    ]
    return f"COUNTA({','.join(f'${letters}{FIRST_ROW}' for letters in own)})>0"


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
