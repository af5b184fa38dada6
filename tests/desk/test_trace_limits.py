"""What a county may send is bounded; the office's own rollup may be larger."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import pytest

from taizhang.books import read_workbook
from taizhang.desk.trace import rollup_sheets
from taizhang.model.file_limits import FileLimits

_ROWS = 21  # one more than a county may send here


def test_a_rollup_of_more_rows_than_a_ledger_may_have_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = sys.modules["taizhang.books.read_workbook"]
    monkeypatch.setattr(reading, "FileLimits", lambda: FileLimits(rows=20, cells=20))
    book = openpyxl.Workbook()
    for row in range(1, _ROWS + 1):
        book.active.append([row])
    book.save(tmp_path / "大.xlsx")
    refused = read_workbook((tmp_path / "大.xlsx").read_bytes(), "大.xlsx")
    assert (refused.grids, refused.note) == (
        (), "工作簿超过20个单元格的上限，未读取。请删除多余内容后重新报送",
    )  # fmt: skip
    (sheet,) = rollup_sheets(tmp_path / "大.xlsx")
    assert sheet.text(_ROWS, 1) == "21"
