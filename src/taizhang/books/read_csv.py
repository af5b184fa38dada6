"""Text tables: the encoding by strict trial, the separator by counting, quotes by the standard library."""

from __future__ import annotations

import csv
import re
from io import StringIO
from itertools import islice

from taizhang.books.gathered_sheet import CellPurse
from taizhang.books.refusal import not_a_workbook
from taizhang.model.file_limits import FileLimits
from taizhang.model.grid import CellValue, Grid
from taizhang.model.verdict import Flag

_SEPARATORS = (",", "\t", ";", "|")
_STATED = re.compile(r"\"?sep=(.)\"?\r?\n", re.I)
_USUAL_FIELD = 131_072  # characters that the library allows by itself; the limit is one for the whole program
_HEAD = 65_536  # bytes by which the encoding is told
_LONGEST_CHARACTER = 4  # bytes, in UTF-8
_FEW = 4  # bytes that no text has, which a damaged one may hold by chance


def read_csv(content: bytes, sha256: str, limits: FileLimits) -> tuple[Grid, frozenset[Flag]]:
    """The table as one grid, whose every cell is text as written, and what was noticed.

    Raises:
        Refusal: it is no text, or a text without columns, or there are too many cells.
    """
    text, whole = _decoded(content)
    stated = _STATED.match(text)
    body = text[stated.end() :] if stated else text
    cells = _cells(body, stated[1] if stated else _separator(body), 1 + bool(stated), limits)
    return Grid("表格", cells, sha256), frozenset() if whole else frozenset({Flag.BAD_CELL})


def _cells(body: str, separator: str, first: int, limits: FileLimits) -> dict[tuple[int, int], CellValue]:
    """What stands in the table; a field may be of any length, it is cut where the grid is cleaned."""
    csv.field_size_limit(max(len(body), _USUAL_FIELD))
    cells: dict[tuple[int, int], CellValue] = {}
    purse = CellPurse(limits.cells, "表格")
    try:
        for row, values in enumerate(csv.reader(StringIO(body, newline=""), delimiter=separator), first):
            filled = [(at, value) for at, value in enumerate(values, 1) if value.strip()]
            purse.afford(len(cells) + len(filled))
            cells.update(((row, at), value) for at, value in filled)
    except csv.Error as trouble:
        raise not_a_workbook("文本文件里的表格不完整，读不出内容。请报送任务台账的工作簿") from trouble
    return cells


def _decoded(content: bytes) -> tuple[str, bool]:
    """BOM, then UTF-16 by its zeros, then UTF-8, then GB18030, each strictly; and whether it is whole to its end."""
    for encoding in _candidates(content):
        for end in (len(content), _last_whole(content)) if encoding == "utf-8" else (len(content),):
            try:
                text = content[:end].decode(encoding)
            except UnicodeDecodeError:
                continue
            return text.removeprefix("\ufeff").replace("\0", ""), end == len(content)
    raise not_a_workbook("认不出这是什么文件。请报送任务台账的工作簿")


def _last_whole(content: bytes) -> int:
    """Where the last character ends that was not cut off with the file: the rest would pass for GB18030."""
    for back in range(1, min(_LONGEST_CHARACTER, len(content)) + 1):
        if content[-back] >= 0xC0:
            return len(content) - back
    return len(content)


def _candidates(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    head = content[:_HEAD]
    behind, before = head[1::2].count(0), head[::2].count(0)
    if _tells(behind, before, head):
        return ("utf-16-le",)
    if _tells(before, behind, head):
        return ("utf-16-be",)
    others = sum(byte < 9 or 13 < byte < 32 for byte in head.replace(b"\0", b""))
    if head.count(0) > len(head) // 2 or others > _FEW + len(head) // 20:
        return ()
    return ("utf-8", "gb18030")


def _tells(zeros: int, others: int, head: bytes) -> bool:
    """Whether the zeros are those of UTF-16: all commas and digits have one, at the same place, and no Chinese character."""
    return zeros >= _FEW and zeros * 25 > len(head) and zeros > 20 * others


def _separator(text: str) -> str:
    """The mark that splits the first lines most evenly.

    Raises:
        Refusal: none does, so this is prose.
    """
    lines = list(islice((line for line in text.splitlines() if line.strip()), 50))
    counts = {mark: sum(mark in line for line in lines) for mark in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda mark: counts[mark])
    if len(lines) < 2 or counts[best] * 2 < len(lines):
        raise not_a_workbook("这是普通文本，不是表格。请报送任务台账的工作簿")
    return best
