"""The head of a ledger as a clerk fills it in, for tests that are about something else."""

from __future__ import annotations

from taizhang.ledgers.sheet_layout import HEAD_CELLS, HEAD_ROW, column_of

_WORDS = {"filled_by": "医改专班", "phone": "0000-1234567", "filled_on": "2022-09-30"}

HEAD = {
    (HEAD_ROW, column_of(value[0])): _WORDS[name]
    for name, _label, _column, value in HEAD_CELLS
    if name in _WORDS
}
