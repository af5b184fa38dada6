"""Two ledgers of one reporter, cell beside cell: what differs, and which rows stand in one alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from taizhang.model.grid import plain
from taizhang.model.ledger import Column, Filler, Ledger, LedgerRow, ledger_columns
from taizhang.model.place import Place

_LONGEST_LABEL = 24  # characters of what a row is called


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in a cell: as typed, as it was understood, and where."""

    raw: str
    value: str  # "" where nothing was understood, or nothing stands there
    place: Place | None  # None for a ledger that has no such column


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell of the table that is not the same in both."""

    row: str  # id; "" for a row that the county added
    label: str  # what the row asks
    field: str
    title: str  # of the column
    one: Said
    other: Said
    computed: bool  # a formula's column: it follows from the others

    @property
    def same_value(self) -> bool:
        """Typed otherwise and understood alike."""
        return self.one.value == self.other.value


@dataclass(frozen=True, slots=True)
class LoneRow:
    """A row that stands in one of the two alone."""

    row: str
    label: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class LedgerDifferences:
    """How the other ledger differs from the one."""

    cells: tuple[CellDifference, ...]
    only_in_one: tuple[LoneRow, ...]
    only_in_other: tuple[LoneRow, ...]
    pairs: tuple[
        tuple[LedgerRow, LedgerRow], ...
    ]  # the rows that are the same task's, in the order of the one
    reordered: bool  # they stand in another order in the other


RowKey = tuple[str, str, int]


def ledger_differences(one: Ledger, other: Ledger) -> LedgerDifferences:
    """The cells and rows that differ; rows are the same by their id, added ones by their words."""
    ones, others = _by_key(one), _by_key(other)
    common = [key for key in ones if key in others]
    pairs = tuple((ones[key], others[key]) for key in common)
    return LedgerDifferences(
        cells=tuple(cell for pair in pairs for cell in _cells(*pair)),
        only_in_one=tuple(_lone(row) for key, row in ones.items() if key not in others),
        only_in_other=tuple(_lone(row) for key, row in others.items() if key not in ones),
        pairs=pairs,
        reordered=[key for key in others if key in ones] != common,
    )


def _by_key(ledger: Ledger) -> Mapping[RowKey, LedgerRow]:
    """The rows by id, an added one by its words; the second of the same is another."""
    seen: Counter[tuple[str, str]] = Counter()
    rows: dict[RowKey, LedgerRow] = {}
    for row in ledger.rows:
        key = (row.id, "" if row.id else _words(row))
        seen[key] += 1
        rows[*key, seen[key]] = row
    return rows


def _words(row: LedgerRow) -> str:
    return "\n".join("".join(text.split()) for text in (row.task, row.measure, row.indicator))


def _label(row: LedgerRow) -> str:
    words = " ".join(filter(None, (row.number, row.indicator or row.measure or row.task)))
    return " ".join(words.split())[:_LONGEST_LABEL]


def _lone(row: LedgerRow) -> LoneRow:
    return LoneRow(
        row.id, _label(row), next(filter(None, map(row.at, ("indicator", "measure", "task"))), None)
    )


def _cells(one: LedgerRow, other: LedgerRow) -> Iterator[CellDifference]:
    for column in ledger_columns():
        said, other_said = _said(one, column), _said(other, column)
        if (said.raw, said.value) != (other_said.raw, other_said.value):
            yield CellDifference(
                one.id,
                _label(one),
                column.field,
                column.title,
                said,
                other_said,
                column.filler is Filler.FORMULA,
            )


def _said(row: LedgerRow, column: Column) -> Said:
    return Said(row.raw.get(column.field, ""), _printed(getattr(row, column.field)), row.at(column.field))


def _printed(value: Any) -> str:
    if value is None:
        return ""
    return plain(value) if isinstance(value, Decimal) else str(value)
