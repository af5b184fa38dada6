"""Which columns hold words of ours alone, and what a filler wrote there instead."""

from __future__ import annotations

from collections.abc import Callable

from taizhang.ledgers.changes import change_begins
from taizhang.ledgers.draw_checks import check_begins
from taizhang.model.ledger import LedgerRow

_OPENINGS: dict[str, Callable[[], tuple[str, ...]]] = {"check": check_begins, "changes": change_begins}
WORDED_FIELDS = tuple(_OPENINGS)


def words_of_another(row: LedgerRow, field: str) -> str:
    """What stands in a column that we fill in with words, and does not begin as ours do; "" where nothing does."""
    if field not in _OPENINGS:
        return ""
    text = str(getattr(row, field))
    return "" if not text or text.startswith(_OPENINGS[field]()) else text
