"""Formulas that differ only in their row are written once a sheet; the other rows share the first one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape


@dataclass(slots=True)
class Sharing:
    """The shared formulas of one column of a sheet being written."""

    block: str  # all cells that may share, as AB6:AB85
    numbers: dict[str, int] = field(default_factory=dict)  # by the formula without its row

    def element(self, formula: str, row: int) -> str:
        """The formula's element in that row; `formula` refers to its own row only, always as `$S7`."""
        return self.element_of(without_row(formula, row), formula)

    def element_of(self, key: str, formula: str) -> str:
        """The same, where the formula without its row is known."""
        number = self.numbers.get(key)
        if number is not None:
            return f'<f t="shared" si="{number}"/>'
        number = self.numbers[key] = len(self.numbers)
        return f'<f t="shared" ref="{self.block}" si="{number}">{escape(formula)}</f>'


def without_row(formula: str, row: int) -> str:
    """The formula with a sign in place of its row."""
    return re.sub(rf"(\$[A-Z]{{1,3}}){row}(?!\d)", r"\1#", formula)
