from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from taizhang.books import annotate_workbook, read_workbook, write_ledger
from taizhang.ledgers import draw_ledger, lay_out_ledger
from taizhang.model.finding import Finding, Severity
from taizhang.model.ledger import ledger_columns
from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.plans import compile_plan
from taizhang_templates import load_style

SAMPLE = next((Path(__file__).parents[2] / "samples").glob("*.txt"))
COLUMNS = {column.field: at for at, column in enumerate(ledger_columns(), start=1)}


@pytest.fixture(scope="module")
def ledger() -> bytes:
    plan = compile_plan(SAMPLE.read_text(encoding="utf-8"))
    line = RosterLine(Reporter("990101"), "碧潭县", Level.COUNTY, "9901")
    return write_ledger(
        draw_ledger(lay_out_ledger(plan, line, Period.parse("2022Q3")), plan, line), load_style()
    )


@pytest.fixture(scope="module")
def marked(ledger) -> bytes:
    found = [
        Finding(
            "E106",
            severity,
            "本格没有填写",
            "请填写。",
            "填报说明",
            Place("", "任务台账", row, COLUMNS[field]),
        )
        for row in (6, 9, 12)
        for field, severity in (
            ("status", Severity.ERROR),
            ("progress", Severity.WARNING),
            ("remarks", Severity.NOTE),
        )
    ]
    return annotate_workbook(
        ledger,
        found,
        reporter_name="碧潭县",
        period_title="2022年第三季度",
        checked_on=date(2022, 10, 8),
        verdict="退回修改",
    )


def test_our_own_ledger_marked_draws_no_complaint(marked, tmp_path):
    path = tmp_path / "marked.xlsx"
    path.write_bytes(marked)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_our_own_ledger_marked_reads_back_equal(ledger, marked):
    before, after = read_workbook(ledger, "a.xlsx"), read_workbook(marked, "a.xlsx")
    assert (after.file_class, after.flags, after.stamp) == (before.file_class, before.flags, before.stamp)
    assert [grid.sheet for grid in after.grids] == [*(grid.sheet for grid in before.grids), "校验结果"]
    for grid in before.grids:
        same = after.grid(grid.sheet)
        assert same is not None
        assert (same.cells, same.merges, same.hidden_rows, same.hidden_columns, same.visible) == (
            grid.cells,
            grid.merges,
            grid.hidden_rows,
            grid.hidden_columns,
            grid.visible,
        )
        assert same.source == hashlib.sha256(marked).hexdigest()
