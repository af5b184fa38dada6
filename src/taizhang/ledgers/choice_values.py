"""What a filler writes into a cell with a list: the list's word, or one of the many words in use for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from taizhang.model.grid import CellError, CellValue, Formula, shown
from taizhang.model.ledger import BLANK_WORDS, Fault
from taizhang.model.remembered import remembered
from taizhang.model.words.blanks import in_one_width
from taizhang.model.words.headers import header_key
from taizhang.model.words.status import CLEARING_ALIASES, STATUS_ALIASES, Clearing, Status

_YES = frozenset(
    (
        "是",
        "是的",
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
        "不达标",
        "没有完成",
        "尚未完成",
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

_Choice = TypeVar("_Choice")
# The number that a list of one's own puts before its words: ③, 3., （3）, 3 with a blank behind it.
_LIST_NUMBER = re.compile(r"^\s*(?:[①-⑳]|[（(]\d{1,2}[）)]|\d{1,2}[.．、:：]|\d{1,2}\s)\s*(?=\D)")
_CONTRADICTS = re.compile("[?？×✗✘☒□☐◻○~～≈]")  # 已完成？ and □已完成 do not say 已完成


def read_status(cell: CellValue | None) -> tuple[Status | None, Fault | None]:
    """The progress that the cell's word stands for; blank has neither value nor fault."""
    return _status_in(cell) if type(cell) is str else _chosen(STATUS_ALIASES, cell)


def read_clearing(cell: CellValue | None) -> tuple[Clearing | None, Fault | None]:
    """The clearing that the cell's word stands for; blank has neither value nor fault."""
    return _clearing_in(cell) if type(cell) is str else _chosen(CLEARING_ALIASES, cell)


@remembered(longest=100, most=1_024)  # the few words of the lists
def _status_in(text: str) -> tuple[Status | None, Fault | None]:
    return _chosen(STATUS_ALIASES, text)


@remembered(longest=100, most=1_024)
def _clearing_in(text: str) -> tuple[Clearing | None, Fault | None]:
    return _chosen(CLEARING_ALIASES, text)


def _chosen(aliases: Mapping[str, _Choice], cell: CellValue | None) -> tuple[_Choice | None, Fault | None]:
    word, fault = _word(cell, numbered=True)
    if fault:
        return None, fault
    known = _found(aliases, word)
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


def _found(aliases: Mapping[str, _Choice], word: str) -> _Choice | None:
    """By the word as it stands, else by its characters alone, unless a sign says otherwise."""
    if word in aliases:
        return aliases[word]
    return None if _CONTRADICTS.search(word) else aliases.get(header_key(word))


def _word(cell: CellValue | None, *, numbered: bool = False) -> tuple[str, Fault | None]:
    """The cell's text in one width and without blanks, or why there is none."""
    if isinstance(cell, Formula):
        return ("", Fault.NO_VALUE) if cell.value is None else _word(cell.value, numbered=numbered)
    if isinstance(cell, CellError):
        return "", Fault.CELL_ERROR
    return _bare(shown(cell), numbered), None


def _bare(text: str, numbered: bool) -> str:
    return in_one_width(_LIST_NUMBER.sub("", text) if numbered else text).rstrip("。,.;")


def _is_blank(word: str) -> bool:
    return word in BLANK_WORDS
