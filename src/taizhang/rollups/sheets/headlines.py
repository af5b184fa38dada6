"""Numbers that stand out (总览): a label, under it a count or a share, each with where it comes from."""

from __future__ import annotations

from decimal import Decimal

from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet, cells_in_words
from taizhang.model.place import parse_cell_name
from taizhang.rollups.how import How


def put_heading(sheet: Sheet, row: int, text: str) -> None:
    """A section's heading over all columns."""
    sheet.put(row, 1, text, Look.HEADING)
    sheet.merges[row, 1] = (row, len(sheet.widths))
    sheet.heights[row] = 24.0


def put_headline(
    sheet: Sheet,
    column: int,
    title: str,
    count: int,
    how: How,
    origins: str,
    parameter: str = "",
    *,
    row: int,
    light: Light = Light.NONE,
    link: str = "",
) -> str:
    """A label and under it the number; says the number's cell."""
    sheet.put(row, column, title, Look.LABEL)
    sheet.heights |= {row: 30.0, row + 1: 30.0}
    cell = sheet.put(row + 1, column, count, Look.BIG, light=light, link=link)
    sheet.derive(cell, how, origins, title.replace("\n", ""), parameter)
    return cell


def put_headline_share(
    sheet: Sheet, row: int, column: int, title: str, parts: list[str], whole: list[str]
) -> None:
    """A label and under it the share in %."""
    sheet.put(row - 1, column, title, Look.LABEL)
    put_share(sheet, row, column, title, parts, whole, Look.BIG_SHARE)


def put_share(
    sheet: Sheet, row: int, column: int, name: str, parts: list[str], whole: list[str], look: Look
) -> None:
    """The share in %; a dash where the whole is nothing."""
    below = sum((_number(sheet, cell) for cell in whole), Decimal(0))
    if not below:
        sheet.put(row, column, "—", look)
        return
    above = sum((_number(sheet, cell) for cell in parts), Decimal(0))
    cell = sheet.put(row, column, above * 100 / below, look)
    sheet.derive(cell, How.SHARE_CELLS, cells_in_words(parts), name, cells_in_words(whole))


def put_count(
    sheet: Sheet, row: int, column: int, name: str, cells: list[str], look: Look = Look.NUMBER
) -> str:
    """How many the cells are; says the number's cell."""
    cell = sheet.put(row, column, len(cells), look)
    sheet.derive(cell, How.COUNT_CELLS, cells_in_words(cells), name)
    return cell


def put_sum(
    sheet: Sheet, row: int, column: int, name: str, cells: list[str], look: Look = Look.NUMBER
) -> str:
    """What the sheet's own cells come to; says the number's cell."""
    cell = sheet.put(row, column, sum((_number(sheet, one) for one in cells), Decimal(0)), look)
    sheet.derive(cell, How.ADD_CELLS, cells_in_words(cells), name)
    return cell


def _number(sheet: Sheet, cell: str) -> Decimal:
    _, row, column = parse_cell_name(cell)
    value = sheet.cells[row, column].value
    return value if isinstance(value, Decimal) else Decimal(0)
