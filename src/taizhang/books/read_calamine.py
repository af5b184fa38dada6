"""xlsb through the fast reader: values, merges and visibility."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from taizhang.books.file_limits import FileLimits
from taizhang.books.refusal import Refusal, corrupt, encrypted, unsupported
from taizhang.books.sheet_sparse import exact
from taizhang.model.grid import Box, CellValue, Grid
from taizhang.model.verdict import Flag

_OURS = (Refusal, KeyboardInterrupt, SystemExit, MemoryError)


def read_calamine(content: bytes, sha256: str, limits: FileLimits) -> tuple[Grid, ...]:
    """All worksheets.

    Raises:
        Refusal: encrypted, damaged, too large, or holding values that cannot be reached.
    """
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            wanted = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            grids = []
            for sheet in wanted:
                visible = sheet.visible == SheetVisibleEnum.Visible
                grids.append(_grid(book, sheet.name, visible, sha256, limits))
    except PasswordError as trouble:
        raise encrypted("文件有密码，读不出内容。请取消密码后重新报送") from trouble
    except _OURS:
        raise
    except BaseException as trouble:  # the library panics with one
        raise corrupt("文件不完整，读不出工作表。请在表格软件中另存为 .xlsx 后再报送") from trouble
    if not grids:
        raise corrupt("工作簿里没有工作表，读不出内容。请在表格软件中重新保存后再报送")
    return tuple(grids)


def _grid(book: CalamineWorkbook, name: str, visible: bool, sha256: str, limits: FileLimits) -> Grid:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > 4 * limits.cells:
        raise unsupported(
            "工作表的范围过大，未读取。请删除多余的空行空列，另存为 .xlsx 后再报送", Flag.OVER_LIMIT
        )
    cells: dict[tuple[int, int], CellValue] = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        for column, value in enumerate(values, start=1):
            if value != "":
                cells[row, column] = _value(value)
    merges = tuple(
        Box(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return Grid(name, cells, sha256, merges, visible=visible)


def _value(value: Any) -> CellValue:
    match value:
        case bool() | str() | date() | time():
            return value
        case float():
            return exact(value)
        case int():
            return Decimal(value)
        case _:
            return str(value)
