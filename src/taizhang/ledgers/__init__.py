"""Plan -> ledger -> sheet picture, and back again."""

from taizhang.ledgers.draw import draw_ledger
from taizhang.ledgers.lay_out import lay_out_ledger
from taizhang.ledgers.sheet_layout import Entry, LedgerSheets, LineKind

__all__ = ["Entry", "LedgerSheets", "LineKind", "draw_ledger", "lay_out_ledger"]
