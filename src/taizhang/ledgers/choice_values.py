"""What a filler writes into a cell with a list: the list's word, or one of the many words in use for it."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from taizhang.model.grid import CellError, CellValue, Formula, shown
from taizhang.model.ledger import BLANK_WORDS, Fault
from taizhang.model.words.headers import header_key
from taizhang.model.words.status import CLEARING_ALIASES, STATUS_ALIASES, Clearing, Status

_YES = frozenset(
    (
        "是",
        "已完成",
        "完成",
        "有",
        "对",
        "达标",
        "已达标",
        "已建成",
        "已达到",
        "√",
        "✓",
        "✔",
        "Y",
        "YES",
        "TRUE",
        "1",
        "☑",
    )
)
_NO = frozenset(
    (
        "否",
        "未完成",
        "没有",
        "没",
        "不是",
        "未达标",
        "未建成",
        "未达到",
        "×",
        "✗",
        "✘",
        "X",
        "N",
        "NO",
        "FALSE",
        "0",
        "☒",
    )
)


def read_status(cell: CellValue | None) -> tuple[Status | None, Fault | None]:
    """The progress that the cell's word stands for; blank has neither value nor fault."""
    word, fault = _word(cell)
    if fault:
        return None, fault
    known = STATUS_ALIASES.get(word) or STATUS_ALIASES.get(header_key(word))
    return (known, None) if known or _is_blank(word) else (None, Fault.NOT_IN_LIST)


def read_clearing(cell: CellValue | None) -> tuple[Clearing | None, Fault | None]:
    """The clearing that the cell's word stands for; blank has neither value nor fault."""
    word, fault = _word(cell)
    if fault:
        return None, fault
    known = CLEARING_ALIASES.get(word) or CLEARING_ALIASES.get(header_key(word))
    return (known, None) if known or _is_blank(word) else (None, Fault.NOT_IN_LIST)


def read_yes_no(cell: CellValue | None) -> tuple[Decimal | None, Fault | None]:
    """1 for 是, 0 for 否; blank has neither value nor fault."""
    word, fault = _word(cell)
    if fault:
        return None, fault
    if word.upper() in _YES:
        return Decimal(1), None
    if word.upper() in _NO:
        return Decimal(0), None
    return (None, None) if _is_blank(word) else (None, Fault.NOT_IN_LIST)


def _word(cell: CellValue | None) -> tuple[str, Fault | None]:
    """The cell's text in one width and without blanks, or why there is none."""
    if isinstance(cell, Formula):
        return ("", Fault.NO_VALUE) if cell.value is None else _word(cell.value)
    if isinstance(cell, CellError):
        return "", Fault.CELL_ERROR
    return "".join(unicodedata.normalize("NFKC", shown(cell)).split()).rstrip("。,.;"), None


def _is_blank(word: str) -> bool:
    return word in BLANK_WORDS
