"""Plan -> ledger -> sheet picture, and back again."""

from taizhang.ledgers.carry_forward import LastPeriod, carry_forward
from taizhang.ledgers.changes import change_lines
from taizhang.ledgers.draw import draw_ledger
from taizhang.ledgers.formula_prints import prints_of
from taizhang.ledgers.lay_out import LedgerLayout, lay_out_ledger
from taizhang.ledgers.move_answers import Move, Moved, move_answers
from taizhang.ledgers.read_back import Reading, read_back
from taizhang.ledgers.record import ledger_from_record, ledger_to_record
from taizhang.ledgers.rolled_up import RolledUp
from taizhang.ledgers.sheet_layout import Entry, LedgerSheets, LineKind

__all__ = [
    "Entry",
    "LastPeriod",
    "LedgerLayout",
    "LedgerSheets",
    "LineKind",
    "Move",
    "Moved",
    "Reading",
    "RolledUp",
    "carry_forward",
    "change_lines",
    "draw_ledger",
    "lay_out_ledger",
    "ledger_from_record",
    "ledger_to_record",
    "move_answers",
    "prints_of",
    "read_back",
]
