"""An office's own profile changes the workbook and needs no code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from taizhang.books import write_ledger
from taizhang.ledgers import draw_ledger, lay_out_ledger
from taizhang.ledgers.sheet_layout import FIRST_ROW, KEY_ROW, LineKind, column_of
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.plans import compile_plan
from taizhang_templates import Style, load_style, read_style

ROOT = Path(__file__).parents[2]
LINE = RosterLine(Reporter("990121"), "清河县", Level.COUNTY, reports_to="990100")
STANDARD = (ROOT / "workbook_templates/taizhang_templates/styles/standard.toml").read_text(encoding="utf-8")
WORDS = {
    "page.paper": "A3",
    "page.orientation": "portrait",
    "page.footer": "&R&P",
    "sheet.allowed": ["sort"],
    "sheet.frozen_through": "task",
    "sheet.closed_pattern": "hatched",
    "instructions.orientation": "landscape",
    "instructions.widths": [6, 16, 13, 30, 20, 20],
    "rows.largest": 30,  # else no text is too long
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compile_plan((ROOT / "samples" / "云岭市2022年重点工作任务.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def ledger(plan: Plan) -> Ledger:
    """A few rows, one of which has changed since last period."""
    ledger = lay_out_ledger(plan, LINE, Period.parse("2022Q3"))
    first, *others = ledger.rows[:8]
    return replace(ledger, rows=(replace(first, changes="新增任务行"), *others))


def drawn(plan: Plan, ledger: Ledger, style: Style) -> bytes:
    return write_ledger(draw_ledger(ledger, plan, LINE, style=style), style)


def settings(told: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in told.items():
        if isinstance(value, dict):
            yield from settings(value, f"{path}{key}.")
        else:
            yield path + key, value


def changed(key: str, value: Any) -> Any:
    """Another value that the setting can have."""
    if key in WORDS:
        return WORDS[key]
    match value:
        case bool():
            return not value
        case str():
            return "#123456" if value.startswith("#") else "楷体"
        case _:
            return value + 20 if key.startswith("rows.h") or key == "sheet.zoom" else value * 1.5


def written(key: str, value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    protected = "" if key == "sheet.protect" else "sheet.protect = true\n"
    return f"base = 'standard'\n{protected}{key} = {text}"


@pytest.mark.parametrize(("key", "value"), tuple(settings(tomllib.loads(STANDARD))))
def test_every_setting_changes_the_workbook(plan: Plan, ledger: Ledger, key: str, value: Any) -> None:
    protected = key != "sheet.protect"
    before = read_style(f"base = 'standard'\nsheet.protect = {str(protected).lower()}", "试用")
    after = read_style(written(key, changed(key, value)), "试用")
    assert after != before
    assert drawn(plan, ledger, after) != drawn(plan, ledger, before)


def test_an_offices_profile_is_followed_to_the_letter(plan: Plan, ledger: Ledger) -> None:
    profile = """
        base = "standard"
        fonts.body = { name = "楷体", size = 12 }
        colours.fill_in = "#DDEEFF"
        page = { paper = "A3", orientation = "portrait", footer = "&R&P" }
        rows.heading = 42
        sheet = { frozen_through = "task", zoom = 85 }
        instructions = { orientation = "landscape", widths = [6, 16, 13, 30, 20, 20] }
        widths.task = 22
    """
    style = read_style(profile, "试用")
    sheets = draw_ledger(ledger, plan, LINE, style=style)
    book = openpyxl.load_workbook(BytesIO(write_ledger(sheets, style)))
    table, told = book["任务台账"], book["填报说明"]
    cell = table.cell(FIRST_ROW, column_of("progress"))
    assert (cell.font.name, cell.font.size, cell.fill.start_color.rgb) == ("楷体", 12, "FFDDEEFF")
    assert (table.page_setup.paperSize, table.page_setup.orientation) == (8, "portrait")
    assert (table.oddFooter.right.text, told.oddFooter.right.text) == ("&P", "&P")
    assert (table.freeze_panes, table.sheet_view.zoomScale) == (f"E{KEY_ROW + 1}", 85)
    assert (told.page_setup.paperSize, told.page_setup.orientation) == (9, "landscape")
    headings = [row for row, kind in sheets.line_kinds.items() if kind is LineKind.HEADING]
    assert {told.row_dimensions[row].height for row in headings} == {42}
    # A program shows what is left of five pixels as the cells' own margin.
    assert table.column_dimensions["D"].width == pytest.approx(22, abs=0.72)
    assert sheets.table.text(sheets.note_row, 3).startswith("注：1.浅蓝色单元格由填报单位填写，")
    legend = [text for row in told.iter_rows(values_only=True) for text in row if text]
    assert any(text.startswith("浅蓝色底：由填报单位填写。") for text in legend)


def test_in_black_and_white_the_words_and_the_stripes_tell(plan: Plan, ledger: Ledger) -> None:
    style = load_style("bw")
    sheets = draw_ledger(ledger, plan, LINE, style=style)
    table = openpyxl.load_workbook(BytesIO(write_ledger(sheets, style)))["任务台账"]
    fills = {
        "asked" if entry.asked else "closed": table.cell(*cell).fill
        for cell, entry in sheets.entries.items()
        if FIRST_ROW <= cell[0] <= sheets.last_row
    }
    given = table.cell(FIRST_ROW, column_of("task")).fill
    assert (given.fill_type, given.start_color.rgb) == ("solid", "FFF2F2F2")
    assert fills["asked"].fill_type is None
    assert (fills["closed"].fill_type, fills["closed"].start_color.rgb) == ("lightUp", "FF707070")
    assert sheets.table.text(sheets.note_row, 3).startswith(
        "注：1.白色单元格由填报单位填写，灰色斜线单元格不用填写；"
    )
