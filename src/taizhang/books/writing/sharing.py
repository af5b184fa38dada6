"""Formulas that differ only in their row are written once a sheet; the other rows share the first one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape


@dataclass(slots=True)
class Sharing:
    """The shared formulas of a table being written, in its columns from `first_row` to `last_row`."""

    first_row: int
    last_row: int
    numbers: dict[str, int] = field(default_factory=dict)  # by the formula without its row

    def element(self, formula: str, row: int, letters: str) -> str:
        """The formula's element in that row and column; it refers to its own row only, always as `$S7`."""
        return self.element_of(without_row(formula, row), formula, letters)

    def element_of(self, key: str, formula: str, letters: str) -> str:
        """The same, where the formula without its row is known."""
        number = self.numbers.get(key)
        if number is not None:
            return f'<f t="shared" si="{number}"/>'
        number = self.numbers[key] = len(self.numbers)
        return f'<f t="shared" ref="{letters}{self.first_row}:{letters}{self.last_row}" si="{number}">{escape(formula)}</f>'


def without_row(formula: str, row: int) -> str:
    """The formula with a sign in place of its row."""
    return re.sub(rf"(\$[A-Z]{{1,3}}){row}(?!\d)", r"\1#", formula)
