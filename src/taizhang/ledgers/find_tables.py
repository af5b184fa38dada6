"""The sheets of a workbook that hold a ledger's table, the one that counts first; and the lines of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from taizhang.ledgers.columns import FoundColumns, find_columns, header_block, repeats_header
from taizhang.ledgers.our_sheets import is_ours
from taizhang.ledgers.sheet_layout import TABLE
from taizhang.ledgers.surroundings import Surroundings, read_surroundings
from taizhang.model.grid import Grid, Workbook
from taizhang.model.ledger import ledger_columns

_NAME = "tz_"  # of the cells of each column, before its field
_FIELDS = frozenset(column.field for column in ledger_columns())
_ANSWERS = ("status", "actual", "progress")


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table in a sheet: its columns, what stands around it, and the rows that may hold data."""

    grid: Grid
    columns: FoundColumns
    around: Surroundings
    sections: tuple[tuple[int, ...], ...]  # the rows between one header and the next, top down
    headers: tuple[range, ...]  # the rows of the headers of all sections but the first

    @property
    def answers(self) -> int:
        """How many cells of the answers hold something."""
        columns = [at for field in _ANSWERS if (at := self.columns.columns.get(field))]
        lines = (row for section in self.sections for row in section)
        return sum(bool(self.grid.text(row, at).strip()) for row in lines for at in columns)


def find_tables(workbook: Workbook) -> list[FoundTable]:
    """The table that counts comes first.

    That is the one with most columns, visible before hidden, the sheet named as ours before others; where nothing was
    answered in it, the one that was filled in its place.
    """
    found = [table for grid in workbook.grids if not is_ours(grid) and (table := _table(grid, workbook))]
    found.sort(key=lambda table: (-table.columns.score, not table.grid.visible, table.grid.sheet != TABLE))
    if len(found) > 1 and not found[0].answers:
        found.sort(key=lambda table: not table.answers)  # stable: among the filled ones the order stays
    return found


def _table(grid: Grid, workbook: Workbook) -> FoundTable | None:
    found = find_columns(grid, _named_columns(workbook, grid.sheet))
    if found is None:
        return None
    around = read_surroundings(grid, found)
    headers = tuple(_headers_below(grid, found))
    return FoundTable(grid, found, around, tuple(_sections(grid, found, around, headers)), headers)


def _named_columns(workbook: Workbook, sheet: str) -> Mapping[int, str]:
    """Fields by the column over which their name stands in this sheet."""
    return {
        cells.box.left: field
        for name, cells in workbook.names.items()
        if cells.sheet == sheet and cells.box.left == cells.box.right and (field := _field_named(name))
    }


def _field_named(name: str) -> str:
    field = name.removeprefix(_NAME)
    return field if name.startswith(_NAME) and field in _FIELDS else ""


def _headers_below(grid: Grid, found: FoundColumns) -> Iterator[range]:
    """The headers that stand once more below the table's own: on a new page, or over a second table."""
    last = found.bottom
    for row, cells in grid.rows():
        if row > last and repeats_header(grid, row, cells, found):
            block = header_block(grid, row)
            last = block[-1]
            yield block


def _sections(
    grid: Grid, found: FoundColumns, around: Surroundings, headers: tuple[range, ...]
) -> Iterator[tuple[int, ...]]:
    """The rows below each header; below the foot only those that carry a row id."""
    id_column = found.columns.get("id", 0)
    repeated = {row for block in headers for row in block}
    rows = [
        row
        for row, _ in grid.rows()
        if row > found.bottom
        and row not in repeated
        and (not around.foot or row < around.foot or grid.text(row, id_column).strip())
    ]
    starts = [found.bottom, *(block[0] for block in headers)]
    for start, end in zip(starts, [*starts[1:], grid.last_row + 1], strict=True):
        yield tuple(row for row in rows if start < row < end)
