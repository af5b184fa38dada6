"""Formula prints: a short fingerprint of each formula that we put into a ledger, so that a changed one is noticed.

A print is of the formula's canonical form, which sorting, inserted rows and columns and another program's spelling
leave as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Context
from functools import lru_cache
from hashlib import sha256

from taizhang.ledgers.same_cells import for_same_cells
from taizhang.ledgers.sheet_layout import (
    FIRST_ROW,
    HEAD_ROW,
    SELF_CHECK,
    TOTAL_LABEL,
    LedgerSheets,
    column_of,
)
from taizhang.model.grid import LONGEST_FORMULA, CellValue, Formula, Grid, plain, shown
from taizhang.model.ledger import ledger_columns
from taizhang.model.place import Place, parse_address
from taizhang.model.remembered import remembered

# By row id and field. A formula beside the table's rows has no row id: above and below them it has the label that stands
# before it for a field (合计), in another sheet its cell (填报自检!C5).
Prints = Mapping[tuple[str, str], str]

_FIELDS = {at: column.field for at, column in enumerate(ledger_columns(), 1)}
_DIGITS = 12  # hexadecimal
_EXACT = Context(prec=15)  # what spreadsheets show of a double; gnumeric stores more
_NO_ROW = 9_999_999
_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?P<sheet>(?:'(?:[^']|'')+'|[\w.]+)!)?
      (?:(?P<first>\$?[A-Z]{1,3}\$?[1-9]\d{0,6})(?::(?P<last>\$?[A-Z]{1,3}\$?[1-9]\d{0,6}))?
      |(?P<columns>\$?[A-Z]{1,3}:\$?[A-Z]{1,3}))(?![\w.(!])
    |(?P<number>(?<![\w.])\d+(?:\.\d*)?(?:E[+-]?\d{1,3})?(?![\w.]))
    |(?P<word>[\w.]+)
    |(?P<blank>[\s$]+)
    |(?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_STORED_PREFIX = re.compile(r"_XLFN\.(?:_XLWS\.)?")  # how newer functions are stored


def prints_of(sheets: LedgerSheets) -> dict[tuple[str, str], str]:
    """The print of every formula of the workbook."""
    found: dict[tuple[str, str], str] = {}
    for row, cells in sheets.table.rows():
        if FIRST_ROW <= row <= sheets.last_row:
            found |= prints_of_row(row, cells)
    return found | prints_beside_table(sheets)


def prints_of_row(row: int, cells: Mapping[int, CellValue]) -> dict[tuple[str, str], str]:
    """The print of every formula among one row's cells, which are given by column."""
    row_id = shown(cells.get(column_of("id")))
    return {
        (row_id, _FIELDS[at]): print_of(value.text, row, _FIELDS)
        for at, value in cells.items()
        if isinstance(value, Formula)
    }


def prints_beside_table(sheets: LedgerSheets) -> dict[tuple[str, str], str]:
    """The print of every formula that stands in no row of the table."""
    drawn = {cell: one.formula for cell, one in sheets.self_check.cells.items() if one.formula}
    found = _prints_around(sheets) | prints_by_cell(sheets.self_check.name, drawn)
    return found | prints_beside(grid for grid in sheets.grids if grid is not sheets.table)


def _prints_around(sheets: LedgerSheets) -> dict[tuple[str, str], str]:
    """The verdict in the head, where there is one, and the row 合计."""
    cells = {
        TOTAL_LABEL: (sheets.total_row, column_of("measure")),
        SELF_CHECK: (HEAD_ROW, column_of("next_steps")),
    }
    formulas = {label: sheets.table.value(*cell) for label, cell in cells.items()}
    return {
        ("", label): print_of(held.text, cells[label][0], {})
        for label, held in formulas.items()
        if isinstance(held, Formula)
    }


def prints_beside(grids: Iterable[Grid]) -> dict[tuple[str, str], str]:
    """The print of every formula in sheets that hold no table, by `sheet!cell`."""
    found: dict[tuple[str, str], str] = {}
    for grid in grids:
        found |= _prints_of_sheet(grid)
    return found


@for_same_cells
def _prints_of_sheet(grid: Grid) -> Mapping[tuple[str, str], str]:
    return _prints_of_formulas(tuple((cell, one.text) for cell, one in formulas_in(grid)), grid.sheet)


@remembered(longest=2_000, most=4)  # the ledgers of a plan hardly differ in them
def _prints_of_formulas(
    formulas: tuple[tuple[tuple[int, int], str], ...], sheet: str
) -> Mapping[tuple[str, str], str]:
    return prints_by_cell(sheet, dict(formulas))


def prints_by_cell(sheet: str, formulas: Mapping[tuple[int, int], str]) -> dict[tuple[str, str], str]:
    """The print of each formula of a sheet that holds no table, under `sheet!cell`."""
    return {key_of_cell(sheet, cell): print_of(text, cell[0], {}) for cell, text in formulas.items()}


def key_of_cell(sheet: str, cell: tuple[int, int]) -> tuple[str, str]:
    """Under which the print of a cell's formula stands in the manifest, where it is in no row of the table."""
    return "", str(Place("", sheet, *cell))


def print_of(formula: str, row: int, columns: Mapping[int, str]) -> str:
    """The first twelve hexadecimal digits of the SHA-256 of the canonical formula."""
    return printer(columns)(formula, row)


def printer(columns: Mapping[int, str]) -> Callable[[str, int], str]:
    """Gives the print of one formula after the other, each with its row, of a sheet with these fields by column."""
    return _known_printer(tuple(columns.items()))


@lru_cache(maxsize=8)
def _known_printer(columns: tuple[tuple[int, str], ...]) -> Callable[[str, int], str]:
    @lru_cache(maxsize=2048)  # the ledgers of one plan have most of their formulas in common
    def known(formula: str, row: int) -> str:
        return _print_by_shape(_shape(formula, row), columns)

    return lambda formula, row: known(formula[:LONGEST_FORMULA], row)


def _shape(formula: str, row: int) -> str:
    """The formula as it would stand in a row that no sheet has, so that a column's formulas are looked at once."""
    own = re.compile(rf'"(?:[^"]|"")*"|(?<![\w.])(\$?[A-Z]{{1,3}}\$?){row}(?![\w(.!])', re.IGNORECASE)
    return own.sub(lambda found: f"{found[1]}{_NO_ROW}" if found[1] else found[0], formula)


@lru_cache(maxsize=1024)
def _print_by_shape(shape: str, columns: tuple[tuple[int, str], ...]) -> str:
    spelled = canonical(shape, _NO_ROW, dict(columns))
    return sha256(spelled.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def canonical(formula: str, row: int, columns: Mapping[int, str]) -> str:
    """The formula (without `=`) in upper case, without blanks, its references by what they point to.

    `columns` gives the field by column. A cell of the formula's own row becomes `{field}`, a stretch of one column
    `{field:all}`, anything else `{cell}` or `{range}`, behind the name of its sheet where one is named.
    """
    tokens = _TOKEN.finditer(formula[:LONGEST_FORMULA])
    spelled = "".join(_without_doubled_signs([_canonical_token(token, row, columns) for token in tokens]))
    return spelled.replace("TRUE()", "TRUE").replace("FALSE()", "FALSE")  # as LibreOffice stores them


def _without_doubled_signs(tokens: list[str]) -> list[str]:
    """`-(-x)` as `--x`: gnumeric writes one for the other."""
    written = [token for token in tokens if token]
    opened: list[int] = []
    dropped: set[int] = set()
    for at, token in enumerate(written):
        if token == "(":
            opened.append(at)
        elif token == ")" and opened:
            first = opened.pop()
            if written[first - 1 : first] == ["-"] and written[first + 1] == "-":
                dropped |= {first, at}
    return [token for at, token in enumerate(written) if at not in dropped]


def _canonical_token(token: re.Match[str], row: int, columns: Mapping[int, str]) -> str:
    if token["text"] or token["other"]:
        return token[0]
    if token["blank"]:
        return ""
    if token["number"]:
        return plain(_EXACT.create_decimal(token[0]))
    if token["columns"]:
        return f"{_sheet(token)}{{columns}}"
    if token["first"]:
        return _reference(token, row, columns)
    return _STORED_PREFIX.sub("", token[0].upper())


def _reference(token: re.Match[str], row: int, columns: Mapping[int, str]) -> str:
    sheet = _sheet(token)
    top, left = parse_address(token["first"].replace("$", "").upper())
    bottom, right = parse_address((token["last"] or token["first"]).replace("$", "").upper())
    field = columns.get(left, "") if left == right and not sheet else ""
    if field and not token["last"] and top == row:
        return f"{{{field}}}"
    if field and token["last"]:
        return f"{{{field}:all}}"
    return f"{sheet}{{{'range' if (top, left) != (bottom, right) else 'cell'}}}"


def _sheet(token: re.Match[str]) -> str:
    return (token["sheet"] or "").replace("'", "").upper()


def formulas_in(grid: Grid) -> Iterator[tuple[tuple[int, int], Formula]]:
    """Each formula of a sheet with its cell."""
    for cell, value in grid.cells.items():
        if type(value) is Formula:
            yield cell, value
