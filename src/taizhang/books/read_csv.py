"""Text tables: the encoding by strict trial, the separator by counting, quotes by the standard library."""

from __future__ import annotations

import csv
import re
from io import StringIO

from taizhang.books.clean_text import clean_text
from taizhang.books.file_limits import FileLimits
from taizhang.books.gathered_sheet import CellPurse
from taizhang.books.refusal import not_a_workbook
from taizhang.model.grid import CellValue, Grid

_SEPARATORS = (",", "\t", ";", "|")
_STATED = re.compile(r"sep=(.)\r?\n", re.I)


def read_csv(content: bytes, sha256: str, limits: FileLimits) -> Grid:
    """The table as one grid; every cell is text as written.

    Raises:
        Refusal: it is no text, or a text without columns.
    """
    text = _decoded(content)
    stated = _STATED.match(text)
    body = text[stated.end() :] if stated else text
    separator = stated[1] if stated else _separator(body)
    csv.field_size_limit(max(limits.text, 131_072))
    cells: dict[tuple[int, int], CellValue] = {}
    purse = CellPurse(limits.cells, "表格")
    try:
        for row, values in enumerate(
            csv.reader(StringIO(body, newline=""), delimiter=separator), start=1 + bool(stated)
        ):
            cells.update(
                ((row, column), value) for column, value in enumerate(values, start=1) if value.strip()
            )
            purse.afford(len(cells))
    except csv.Error as trouble:
        raise not_a_workbook("文本文件里的表格不完整，读不出内容。请报送任务台账的工作簿") from trouble
    cells = {cell: clean_text(str(value)) for cell, value in cells.items()}
    return Grid("表格", {cell: value for cell, value in cells.items() if value}, sha256)


def _decoded(content: bytes) -> str:
    """BOM, then UTF-16 by its zeros, then UTF-8, then GB18030, each strictly."""
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding).removeprefix("\ufeff").replace("\0", "")
        except UnicodeDecodeError:
            continue
        return text
    raise not_a_workbook("认不出这是什么文件。请报送任务台账的工作簿")


def _candidates(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    head = content[:2048]
    if head[1::2].count(0) > len(head) // 5:
        return ("utf-16-le",)
    if head[::2].count(0) > len(head) // 5:
        return ("utf-16-be",)
    if head.count(0) > 2 or sum(byte < 9 or 13 < byte < 32 for byte in head) > len(head) // 20:
        return ()
    return ("utf-8", "gb18030")


def _separator(text: str) -> str:
    """The mark that splits the first lines most evenly.

    Raises:
        Refusal: none does, so this is prose.
    """
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    counts = {mark: sum(mark in line for line in lines) for mark in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda mark: counts[mark])
    if len(lines) < 2 or counts[best] * 2 < len(lines):
        raise not_a_workbook("这是普通文本，不是表格。请报送任务台账的工作簿")
    return best
