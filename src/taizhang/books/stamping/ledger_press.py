"""The ledgers of one plan and period for one reporter after the other: what is alike is drawn and deflated once.

Rows of a LedgerLayout that are equal are asked by one Asked object, so each is drawn once for all reporters. What a row
takes over from the last period is written into its cells afterwards; see Column.carried.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from taizhang.books.stamp_part import stamp_part
from taizhang.books.stamping.ledger_mould import (
    INSTRUCTIONS_PART,
    STAMP_SHEET_PART,
    TABLE_PART,
    LedgerMould,
    make_mould,
)
from taizhang.books.stamping.packed_parts import archive
from taizhang.books.stamping.stamp_parts import STAMP_PART
from taizhang.books.writing.body_rows import BodyRows
from taizhang.books.writing.input_rules import input_rules
from taizhang.books.writing.sharing import Sharing, without_row
from taizhang.books.writing.table_shape import RowTexts, TableShape, row_texts, shape_of
from taizhang.ledgers.draw import draw_frame, draw_ledger, draw_stamp, frame_entries
from taizhang.ledgers.draw_row import draw_row, field_value, row_entries
from taizhang.ledgers.formula_prints import Prints, prints_beside_table, prints_of_row
from taizhang.ledgers.instructions import draw_instructions, first_words
from taizhang.ledgers.sheet_layout import FIRST_ROW, Entry, LedgerSheets, column_of
from taizhang.model.grid import CellValue, Formula, shown
from taizhang.model.ledger import Filler, Ledger, LedgerRow, Stamp, ledger_columns
from taizhang.model.live_check import SheetChecks
from taizhang.model.plan import Plan
from taizhang.model.reporter import RosterLine
from taizhang_templates import Style

ChecksOf = Callable[[Ledger, Collection[LedgerRow]], SheetChecks]  # of these rows of the ledger

_CARRIED = tuple(
    (at, column.field)
    for at, column in enumerate(ledger_columns(), 1)
    if column.carried or (column.filler is Filler.RECORD)
)
_carried_of = attrgetter(*(name for _, name in _CARRIED))
_given_of = attrgetter(
    *(
        column.field
        for column in ledger_columns()
        if column.filler is Filler.COUNTY and column.field not in {name for _, name in _CARRIED}
    )
)
