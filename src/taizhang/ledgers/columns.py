"""Which column of a sheet is which field: by the hidden key row, and by the header a person sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from taizhang.model.grid import CellValue, Grid, shown
from taizhang.model.ledger import ledger_columns
from taizhang.model.words.headers import header_key

_SEARCHED = 40  # rows from the top in which a header may stand
_HEADER_ROWS = 4
_WIDEST = 4 * len(ledger_columns())  # a stray cell far out does not widen the search
_FEWEST_KEYS = 5
_FEWEST_HEADERS = 4
_UNNUMBERED = ("id", "version", "甲", "乙", "丙", "丁")


@dataclass(frozen=True, slots=True)
class FoundColumns:
    """A ledger's columns in a sheet."""

    columns: Mapping[str, int]  # field to column, from 1
    top: int  # first header row
    bottom: int  # last header or key row; the data begin below
    known: frozenset[tuple[int, int]]  # cells that are headers and keys
    keyed: bool  # the hidden key row is there

    @property
    def score(self) -> int:
        return len(self.columns) + 100 * self.keyed


def find_columns(grid: Grid) -> FoundColumns | None:
    """The ledger's columns, or None where the sheet has no ledger in it.

    Where the two ways disagree, the header counts: it is what the filler saw.
    """
    rows = {row: cells for row, cells in grid.rows() if row <= _SEARCHED}
    key_row, keys = _key_row(grid, list(rows))
    header_rows = _header_rows(grid, [row for row in rows if key_row is None or row < key_row])
    headers = _headers(grid, header_rows)
    if not keys and len(headers) < _FEWEST_HEADERS:
        return None
    columns = _agreed(keys, headers, _titled(grid, header_rows, headers))
    bottom = max([*header_rows, *([key_row] if key_row else [])])
    known = set(_header_cells(grid, header_rows, headers))
    if not keys and bottom + 1 in rows and _numbers_columns(rows[bottom + 1]):
        bottom += 1
        known.update((bottom, column) for column in rows[bottom])
    known.update(
        (key_row, column) for column, field in keys.items() if key_row and columns.get(field) == column
    )
    return FoundColumns(columns, min([*header_rows, bottom]), bottom, frozenset(known), keyed=bool(keys))


def _key_row(grid: Grid, rows: list[int]) -> tuple[int | None, dict[int, str]]:
    """The row of field names, and the fields by column."""
    fields = {column.field for column in ledger_columns()}
    for row in rows:
        keys = {at: grid.text(row, at).strip() for at in range(1, _WIDEST + 1)}
        found = {at: key for at, key in keys.items() if key in fields}
        if len(found) >= _FEWEST_KEYS:
            return row, found
    return None, {}


def _numbers_columns(cells: Mapping[int, CellValue]) -> bool:
    """The row 栏次: what the key row shows, and all that a page or a text of what is shown keeps of it."""
    numbers = [shown(value).strip() for _, value in sorted(cells.items())]
    numbers = [number for number in numbers if number not in _UNNUMBERED]
    return len(numbers) >= _FEWEST_KEYS and _follow(numbers)


def _follow(numbers: Sequence[str]) -> bool:
    """1, 2, 3 … with gaps where columns are missing."""
    if not all(number.isdecimal() and len(number) < 4 for number in numbers):
        return False
    return all(int(one) < int(other) for one, other in pairwise(numbers))


def _header_rows(grid: Grid, rows: list[int]) -> list[int]:
    """The rows around the one with most header words that hold header words too; at most four."""
    words = {row: sum(1 for _ in _fields_in(grid, row)) for row in rows}
    best = max(words, key=lambda row: (words[row], -row), default=0)
    if not words.get(best):
        return []
    near = [row for row in words if abs(row - best) < _HEADER_ROWS and (words[row] >= 1)]
    return [row for row in near if words[row] >= 2 or row == best or _only_headers(grid, row)]


def _only_headers(grid: Grid, row: int) -> bool:
    """Whether everything in the row is a header word, so that no line of answers is taken for one."""
    filled = [at for at in range(1, _WIDEST + 1) if grid.text(row, at).strip()]
    return len(filled) == sum(1 for _ in _fields_in(grid, row))


def _fields_in(grid: Grid, row: int) -> Iterator[tuple[int, str]]:
    for at in range(1, _WIDEST + 1):
        text = grid.text(row, at)
        field = _field_of().get(header_key(text)) if text else None
        if field:
            yield at, field


@cache
def _field_of() -> dict[str, str]:
    """Every header in use, normalised, to its field; a group's own title names no field."""
    return {header: column.field for column in ledger_columns() for header in column.headers}


def _headers(grid: Grid, rows: list[int]) -> dict[int, str]:
    """The field by column; a column's lowest header counts, so a group's title above it does not."""
    headers: dict[int, str] = {}
    for row in rows:
        headers.update(_fields_in(grid, row))
    joined = {at: header_key("".join(grid.text(row, at) for row in rows)) for at in range(1, _WIDEST + 1)}
    for at, header in joined.items():
        if at not in headers and header in _field_of():
            headers[at] = _field_of()[header]
    return headers


def _agreed(keys: Mapping[int, str], headers: Mapping[int, str], titled: frozenset[int]) -> dict[str, int]:
    """Field to column; of several the one that went out counts, so that an added column never takes its place.

    That is the one with the field's key, then the one with its very title, then the first.
    """
    best: dict[str, tuple[tuple[bool, bool, int], int]] = {}
    for at in sorted(keys.keys() | headers.keys()):
        field = headers.get(at) or keys[at]
        rank = (keys.get(at) != field, at not in titled, at)
        if field not in best or rank < best[field][0]:
            best[field] = rank, at
    return {field: at for field, (_, at) in best.items()}


def _titled(grid: Grid, rows: list[int], headers: Mapping[int, str]) -> frozenset[int]:
    """The columns under the title that they went out with, not under another word for it."""
    own = {column.field: header_key(column.title) for column in ledger_columns()}
    return frozenset(
        at
        for at, field in headers.items()
        if own[field] in {header_key(part) for part in _written(grid, rows, at)}
    )


def _written(grid: Grid, rows: list[int], at: int) -> tuple[str, ...]:
    """A column's header texts, each alone and all together."""
    texts = tuple(grid.text(row, at) for row in rows)
    return *texts, "".join(texts)


def _header_cells(grid: Grid, rows: list[int], headers: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """The cells of the header rows over known columns, and the titles of column groups."""
    groups = {header_key(column.group) for column in ledger_columns() if column.group}
    for row in rows:
        for at in range(1, _WIDEST + 1):
            if grid.text(row, at).strip() and (at in headers or header_key(grid.text(row, at)) in groups):
                yield row, at
