"""The rows 合计 and 小计 that a filler typed among the rows: never added, and kept for a rule to hold against these."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from taizhang.ledgers.find_tables import FoundTable
from taizhang.ledgers.read_rows import TOTAL_WORDS
from taizhang.ledgers.values import read_number
from taizhang.model.grid import plain
from taizhang.model.ledger import LedgerRow, Notice, Noticed

_LABELLED_IN = ("number", "task", "measure", "indicator")
_NUMBER = "actual"


def typed_totals(table: FoundTable, rows: Collection[LedgerRow]) -> Iterator[Notice]:
    """One for each that holds a number, with the word and the number; a row that answers the plan is none."""
    column = table.columns.columns.get(_NUMBER)
    if column is None:
        return
    answering = {row.line for row in rows if row.asked}
    for line in (line for section in table.sections for line in section if line not in answering):
        word = _word(table, line)
        number = read_number(table.grid.value(line, column), "").value if word else None
        if number is not None:
            yield Notice(Noticed.TOTAL_TYPED, table.grid.place(line, column), _NUMBER, (word, plain(number)))


def _word(table: FoundTable, line: int) -> str:
    """合计, 小计 …, where that is the first text of the row; "" for any other row."""
    columns = table.columns.columns
    texts = (table.grid.text(line, columns[name]) for name in _LABELLED_IN if name in columns)
    first = "".join(next(filter(str.strip, texts), "").split())
    return first if first in TOTAL_WORDS else ""
