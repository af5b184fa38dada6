"""Columns of which a part was moved up or down by itself: the formulas of each row remember where its cells went.

Who deletes one cell and lets those below move up gives every answer below to another row. Programs move the references
of formulas along, so a formula of the row that names its other cells in the row, and this column's in the row above,
tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from taizhang.ledgers.find_tables import FoundTable
from taizhang.model.grid import Formula
from taizhang.model.ledger import Filler, LedgerRow, ledger_columns
from taizhang.model.place import column_number

_FARTHEST = 5  # rows
_FEWEST = 3  # rows that tell the same
_COMPUTED = tuple(column.field for column in ledger_columns() if column.filler is Filler.FORMULA)
_ROWS = re.compile(r"[A-Z]\$?([1-9]\d{0,6})")  # and whatever looks like one
_REFERENCE = re.compile(
    r""""(?:[^"]|"")*"|(?P<sheet>(?:'[^']*'|[\w.]+)!)?\$?(?P<column>[A-Z]{1,3})\$?(?P<row>[1-9]\d{0,6})(?![\w.(!:])"""
)


def shifted_columns(
    table: FoundTable, rows: Sequence[LedgerRow], altered: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, int, int]]:
    """Each such column's field, the first line that it begins in, and by how many rows its cells moved down.

    `altered` holds the formulas, by row id and field, that are not as they went out.
    """
    fields = tuple((column, name) for name, column in table.columns.columns.items())
    told: dict[tuple[str, int], list[int]] = {}
    for row in rows:
        for name in _COMPUTED:
            if (row.id, name) in altered:
                value = table.grid.value(row.line, table.columns.columns[name])
                if isinstance(value, Formula):
                    for shift in _shifts(value.text, row.line, fields):
                        told.setdefault(shift, []).append(row.line)
    for (name, by), lines in told.items():
        if len(set(lines)) >= _FEWEST:
            yield name, min(lines), by


@lru_cache(maxsize=1024)  # the ledgers of one plan have most of their formulas in common
def _shifts(formula: str, line: int, columns: tuple[tuple[int, str], ...]) -> frozenset[tuple[str, int]]:
    """The fields whose cells the formula names in another row than its own, where it names others in its own."""
    if set(_ROWS.findall(formula)) <= {str(line)}:
        return frozenset()
    fields = dict(columns)
    offsets: dict[str, set[int]] = {}
    for found in _REFERENCE.finditer(formula):
        if found["column"] and not found["sheet"]:
            name = fields.get(column_number(found["column"]), "")
            offsets.setdefault(name, set()).add(int(found["row"]) - line)
    if not any(by == {0} for name, by in offsets.items() if name):
        return frozenset()
    return frozenset(
        (name, next(iter(by)))
        for name, by in offsets.items()
        if name and len(by) == 1 and 0 < abs(next(iter(by))) <= _FARTHEST
    )
