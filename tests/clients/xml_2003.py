"""A workbook as XML 电子表格 2003, as Excel 2003 and the form programs of its time write it; LibreOffice opens it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from taizhang.model.grid import CellError, CellValue, Grid

_SHARE = re.compile(r"-?\d+(?:\.\d+)?%")
_HEAD = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Styles><Style ss:ID="Default"/><Style ss:ID="share"><NumberFormat ss:Format="0.0%"/></Style>'
    '<Style ss:ID="day"><NumberFormat ss:Format="yyyy\\-mm\\-dd"/></Style></Styles>'
)


def xml_2003_of(grids: Sequence[Grid]) -> bytes:
    return (_HEAD + "".join(map(_sheet, grids)) + "</Workbook>").encode()


def _sheet(grid: Grid) -> str:
    columns = "".join(
        f'<Column ss:Index="{column}" ss:Hidden="1"/>' for column in sorted(grid.hidden_columns)
    )
    filled = dict(grid.rows())
    rows = "".join(
        f'<Row ss:Index="{row}"{_hidden(row in grid.hidden_rows)}>{_cells(grid, row, filled.get(row, {}))}</Row>'
        for row in sorted(filled.keys() | grid.hidden_rows)
    )
    unseen = (
        "" if grid.visible else "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    )
    return f"<Worksheet ss:Name={quoteattr(grid.sheet)}><Table>{columns}{rows}</Table>{unseen}</Worksheet>"


def _hidden(hidden: bool) -> str:
    return ' ss:Hidden="1"' if hidden else ""


def _cells(grid: Grid, row: int, values: dict[int, CellValue]) -> str:
    corners = {box.left: box for box in grid.merges if box.top == row}
    cells = []
    for column in sorted(values.keys() | corners.keys()):
        box = corners.get(column)
        merge = ""
        if box:
            merge = f' ss:MergeAcross="{box.right - box.left}" ss:MergeDown="{box.bottom - box.top}"'
        cells.append(f'<Cell ss:Index="{column}"{merge}{_value(values.get(column))}</Cell>')
    return "".join(cells)


def _value(value: CellValue | None) -> str:
    match value:
        case None:
            return ">"
        case bool():
            return f'><Data ss:Type="Boolean">{int(value)}</Data>'
        case Decimal():
            return f'><Data ss:Type="Number">{value}</Data>'
        case datetime() | date():
            return f' ss:StyleID="day"><Data ss:Type="DateTime">{value.isoformat()}T00:00:00.000</Data>'
        case time():
            return f'><Data ss:Type="DateTime">1899-12-31T{value.isoformat()}.000</Data>'
        case CellError(code):
            return f'><Data ss:Type="Error">{code}</Data>'
        case str() if _SHARE.fullmatch(value):
            return f' ss:StyleID="share"><Data ss:Type="Number">{Decimal(value[:-1]) / 100}</Data>'
        case _:
            written = escape(str(value)).replace("\n", "&#10;")
            return f'><Data ss:Type="String">{written}</Data>'
