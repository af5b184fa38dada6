"""Tables of data in a plain text: pasted from a spreadsheet with tabs between the cells, or drawn with bars (INTAKE 52)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BARS = re.compile("[|｜│]")
_RULE = re.compile(r"[\s|｜│+:=_—─┼├┤┬┴┌┐└┘-]*")  # drawn between rows, or nothing at all
_QUOTED = ">"
_LONGEST_ROW = 20_000  # characters of a line that are looked at


def text_tables(text: str, *, rows: int, columns: int) -> list[int]:
    """At which position each table begins that has so many rows of so many filled cells."""
    tables, start, full = [], 0, 0
    for position, line in _lines(text):
        cells = _cells(line)
        if len(cells) < 2 and not _RULE.fullmatch(line):
            tables += [start] if full >= rows else []
            full = 0
        elif sum(bool(cell.strip()) for cell in cells) >= columns:
            start = start if full else position
            full += 1
    return tables + ([start] if full >= rows else [])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    position = 0
    for line in text.split("\n"):
        yield position, line[:_LONGEST_ROW]
        position += len(line) + 1


def _cells(line: str) -> list[str]:
    """The cells of a row; a line that somebody else wrote is no row."""
    if line.lstrip().startswith(_QUOTED):
        return []
    return line.split("\t") if "\t" in line else _BARS.split(line)
