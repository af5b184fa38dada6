"""What changed since the last period has its colour where, and only where, the row's words say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from taizhang.books import write_ledger
from taizhang.ledgers import draw_ledger, lay_out_ledger
from taizhang.ledgers.sheet_layout import FIRST_ROW, column_of
from taizhang.model.ledger import ledger_columns
from taizhang.model.period import Period
from taizhang.model.place import column_letters
from taizhang.model.plan import Plan
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.plans import compile_plan
from taizhang_templates import load_style

LINE = RosterLine(Reporter("990121"), "清河县", Level.COUNTY, reports_to="990100")
CHANGED = "FFE4DFEC"

Written = Callable[..., bytes]


@pytest.fixture(scope="module")
def plan(sample_document: Path) -> Plan:
    return compile_plan(sample_document.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def written(plan: Plan) -> Written:
    """The workbook whose first rows have these words in 较上期变化."""

    def write(*changes: str) -> bytes:
        ledger = lay_out_ledger(plan, LINE, Period.parse("2022Q3"))
        told = (*changes, *[""] * (len(ledger.rows) - len(changes)))
        rows = tuple(replace(row, changes=words) for row, words in zip(ledger.rows, told, strict=True))
        lines = tuple(f"第{row.number}行：{row.changes}。" for row in rows if row.changes)
        return write_ledger(draw_ledger(replace(ledger, rows=rows), plan, LINE, changes=lines), load_style())

    return write


def colour_rules(content: bytes) -> dict[str, str]:
    """The formula that colours what changed, by the title of the column."""
    table: Any = openpyxl.load_workbook(BytesIO(content))["任务台账"]
    titles = {column_letters(at): column.title for at, column in enumerate(ledger_columns(), 1)}
    return {
        titles[str(cells.sqref).partition(str(FIRST_ROW))[0]]: rule.formula[0]
        for cells in table.conditional_formatting
        for rule in cells.rules
        if rule.dxf.fill and rule.dxf.fill.bgColor.rgb == CHANGED
    }


def test_a_cell_is_coloured_by_the_words_of_its_row(written: Written, tmp_path: Path) -> None:
    content = written("目标值由≥2改为≥3；上期已销号", "新增任务行")
    words = f"${column_letters(column_of('changes'))}{FIRST_ROW}"
    told = ("量化指标", "目标值", "计量单位", "责任单位（分工）", "牵头单位", "配合单位", "完成时限")
    assert colour_rules(content) == {
        **{title: f'ISNUMBER(FIND("{title}由",{words}))' for title in told},
        "较上期变化": f"LEN({words})>0",
    }
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)
    assert list(OpenXmlValidator().validate(path).errors) == []


def test_the_words_are_shown_and_stand_in_the_instructions_too(written: Written) -> None:
    book: Any = openpyxl.load_workbook(BytesIO(written("目标值由≥2改为≥3")))
    column = column_letters(column_of("changes"))
    assert not book["任务台账"].column_dimensions[column].hidden
    assert book["任务台账"][f"{column}{FIRST_ROW}"].value == "目标值由≥2改为≥3"
    lines = [str(row[0]) for row in book["填报说明"].iter_rows(values_only=True)]
    assert lines[lines.index("本期变化") + 1] == "第1行：目标值由≥2改为≥3。"


def test_where_nothing_changed_nothing_is_shown(written: Written) -> None:
    book: Any = openpyxl.load_workbook(BytesIO(written()))
    assert colour_rules(written()) == {}
    assert book["任务台账"].column_dimensions[column_letters(column_of("changes"))].hidden
    assert "本期变化" not in [row[0] for row in book["填报说明"].iter_rows(values_only=True)]
