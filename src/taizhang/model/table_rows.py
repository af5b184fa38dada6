"""Where a table's rows stand in a workbook."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of one sheet that hold a table's lines, first to last, without header and foot."""

    sheet: str
    first: int
    last: int

    def __contains__(self, row: int) -> bool:
        return self.first <= row <= self.last
