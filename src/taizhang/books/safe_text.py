"""Text from outside, made fit for a cell or a note of a workbook that we write."""

from __future__ import annotations

import re

from taizhang.books.clean_text import CUT, clean_text

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CELL_LIMIT = 32_767  # UTF-16 units that a cell can hold


def safe_text(text: str) -> str:
    """The text without control and invisible characters, cut to what a cell can hold."""
    cleaned = clean_text(text.replace("\r\n", "\n").replace("\r", "\n"))
    units = cleaned.encode("utf-16-le")
    if len(units) <= 2 * _CELL_LIMIT:
        return cleaned
    kept = units[: 2 * (_CELL_LIMIT - len(CUT))].decode("utf-16-le", errors="ignore")
    return kept + CUT


def xml_text(text: str) -> str:
    """The text for an XML part, where `_x0041_` would be read as a character unless its mark is escaped."""
    return _LOOKS_ESCAPED.sub("_x005F_", safe_text(text))
