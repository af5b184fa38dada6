"""Workbooks: the only room that opens or writes xlsx, xls, ods and csv."""

from taizhang.books.marking.annotate import annotate_workbook, mark_cells
from taizhang.books.marking.moves_sheet import add_moves_sheet, listed_at
from taizhang.books.marking.return_marker import read_return_marker
from taizhang.books.read_workbook import read_workbook
from taizhang.books.rebuild_as_values import rebuild_as_values
from taizhang.books.stamping.ledger_press import LedgerPress
from taizhang.books.writing.paint_sheets import paint_sheets
from taizhang.books.writing.write_ledger import write_ledger
from taizhang.books.writing.write_rollup import write_rollup, write_scores

__all__ = [
    "LedgerPress",
    "add_moves_sheet",
    "annotate_workbook",
    "listed_at",
    "mark_cells",
    "paint_sheets",
    "read_return_marker",
    "read_workbook",
    "rebuild_as_values",
    "write_ledger",
    "write_rollup",
    "write_scores",
]
