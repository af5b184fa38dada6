"""What stands in a workbook and became no part of the ledger; every cell is read, known furniture, or listed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from taizhang.ledgers.find_tables import FoundTable
from taizhang.ledgers.our_columns import our_cells
from taizhang.ledgers.our_sheets import is_ours, strange_cells
from taizhang.ledgers.read_rows import as_written
from taizhang.model.grid import Grid, Workbook
from taizhang.model.ledger import Accounts, Ledger, LedgerRow, Leftover

Cell = tuple[int, int]


def leftovers_of(
    table: FoundTable, rows: Collection[LedgerRow], dropped: Collection[range], told: Collection[int]
) -> Iterator[Leftover]:
    """The sheet's cells that are neither read nor furniture, in reading order.

    A second table, by the rows that it takes, stands as one; cells of columns that a notice names are told already.
    """
    grid, known = table.grid, furniture_of(table)
    lines, columns = {row.line for row in rows}, set(table.columns.columns.values())
    second: dict[range, list[Cell]] = {block: [] for block in dropped}
    beside = ((row, cells.keys() - columns if row in lines else cells) for row, cells in grid.rows())
    unread = ((row, column) for row, strange in beside for column in sorted(strange))
    for row, column in (cell for cell in unread if cell not in known):
        text = as_written(grid.cells[row, column]).strip()
        if not text:
            continue
        block = next((block for block in dropped if row in block), None)
        if block is None:
            yield Leftover(grid.place(row, column), text, told=column in told)
        else:
            second[block].append((row, column))
    for cells in second.values():
        if cells:
            yield Leftover(grid.place(*cells[0]), grid.text(*cells[0]), table=True, cells=len(cells))


def other_sheets(
    workbook: Workbook, tables: Collection[FoundTable], taken: Collection[str], *, in_use: bool
) -> Iterator[Leftover]:
    """One for each sheet that the filler added, whose first cell stands for all of it; each cell in a sheet of ours.

    What an older template's sheets said is not known any more: `in_use` is whether these are of the one in use.

    A copy of the ledger in which nothing was changed is no second ledger, nor is one in which nothing is answered.
    """
    rivals = {table.grid.sheet: table for table in tables}
    read = [table.grid.cells for table in tables if table.grid.sheet in taken]
    for grid in workbook.grids:
        if grid.sheet in taken:
            continue
        if is_ours(grid):
            yield from _written_in(grid) if in_use else ()
            continue
        cells = [cell for cell, value in grid.cells.items() if as_written(value).strip()]
        if not cells:
            continue
        rival = grid.sheet in rivals and grid.cells not in read and rivals[grid.sheet].answers > 0
        first = min(cells)
        yield Leftover(grid.place(*first), grid.text(*first), table=rival, cells=len(cells))


def _written_in(grid: Grid) -> Iterator[Leftover]:
    for cell in strange_cells(grid):
        text = as_written(grid.cells[cell]).strip()
        if text:
            yield Leftover(grid.place(*cell), text)


def furniture_of(table: FoundTable) -> frozenset[Cell]:
    """Headers, keys, labels and what stands beside them, and our own columns of a return."""
    repeated = {row for block in table.headers for row in block}
    headers = {cell for cell in table.grid.cells if cell[0] in repeated} if repeated else set()
    ours = our_cells(table.grid, table.columns.bottom)
    return frozenset((*table.columns.known, *table.around.known, *headers, *ours))


def account_for(workbook: Workbook, tables: Collection[FoundTable], ledger: Ledger) -> Accounts:
    """How many of the workbook's filled cells were read, are furniture, and are listed."""
    read, furniture = 0, 0
    sheets = {(row.sheet.sheet, row.line): row.sheet.columns for row in ledger.rows if row.sheet}
    around = {table.grid.sheet: furniture_of(table) for table in tables}
    taken = {sheet for sheet, _ in sheets}
    for grid in workbook.grids:
        listed = {
            (left.place.row, left.place.column) for left in ledger.leftovers if left.place.sheet == grid.sheet
        }
        if grid.sheet not in taken and is_ours(grid):
            furniture += len(_filled(grid) - listed)
        elif grid.sheet in taken:
            for row, column in _filled(grid) - listed:
                if column in sheets.get((grid.sheet, row), {}).values():
                    read += 1
                else:
                    furniture += (row, column) in around[grid.sheet]
    return Accounts(read, furniture, sum(left.cells for left in ledger.leftovers))


def _filled(grid: Grid) -> set[Cell]:
    return {cell for cell, value in grid.cells.items() if as_written(value).strip()}
