"""What a county may send is bounded; the office's own rollup may be larger."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl

from taizhang.books import read_workbook
from taizhang.desk.trace import rollup_sheets

_ROWS = 200_001  # one more than a county may send


def test_a_rollup_of_more_rows_than_a_ledger_may_have_is_read(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "空.xlsx")
    path = tmp_path / "大.xlsx"
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, _ROWS + 1))
    with ZipFile(tmp_path / "空.xlsx") as blank, ZipFile(path, "w") as large:
        for name in blank.namelist():
            xml = blank.read(name)
            if name.startswith("xl/worksheets/"):
                filled = f"<sheetData>{rows}</sheetData>".encode()
                xml = re.sub(rb"<sheetData ?/>|<sheetData></sheetData>", filled, xml)
            large.writestr(name, xml)
    refused = read_workbook(path.read_bytes(), path.name)
    assert (refused.grids, refused.note) == (
        (), "工作簿超过200000行的上限，未读取。请删除多余内容后重新报送",
    )  # fmt: skip
    (sheet,) = rollup_sheets(path)
    assert sheet.text(_ROWS, 1) == str(_ROWS)
