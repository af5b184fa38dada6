"""Formulas of neighbouring rows that differ only in their row are written once, and the rows below share the first.

Only a run of rows shares one: LibreOffice spoils a formula that scattered cells share when a row is deleted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape


@dataclass(frozen=True, slots=True)
class _Run:
    key: str  # the formula without its row
    row: int  # the last one so far
    number: int


@dataclass(slots=True)
class Sharing:
    """The shared formulas of a table being written from the top, in its columns from `first_row` to `last_row`."""

    first_row: int
    last_row: int
    count: int = 0
    runs: dict[str, _Run] = field(default_factory=dict)  # by the letters of the column: the run that goes on

    def element(self, formula: str, row: int, letters: str) -> str:
        """The formula's element in that row and column; it refers to its own row only, always as `$S7`."""
        return self.element_of(without_row(formula, row), formula, row, letters)

    def element_of(self, key: str, formula: str, row: int, letters: str) -> str:
        """The same, where the formula without its row is known."""
        if self.goes_on(key, row, letters):
            return f'<f t="shared" si="{self.runs[letters].number}"/>'
        number = self.runs[letters].number
        return (
            f'<f t="shared" ref="{letters}{row}:{letters}{self.last_row}" si="{number}">{escape(formula)}</f>'
        )

    def goes_on(self, key: str, row: int, letters: str) -> bool:
        """Whether the row above has the same formula; if not, a run of its own begins here."""
        run = self.runs.get(letters)
        same = run is not None and run.key == key and run.row == row - 1
        number = run.number if run and same else self.count
        self.count += not same
        self.runs[letters] = _Run(key, row, number)
        return same


def without_row(formula: str, row: int) -> str:
    """The formula with a sign in place of its row."""
    return re.sub(rf"(\$[A-Z]{{1,3}}){row}(?!\d)", r"\1#", formula)
