"""A worksheet whose formulas state what they come to, and whose links leave the cell's own value alone."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet


class StatingSheet(Worksheet):  # type: ignore[misc]
    """XlsxWriter leaves an empty result without a type, which says that it was never computed."""

    def link(self, row: int, column: int, target: str, tip: str) -> None:
        """Lay a link under the cell, counted from 0, without writing a text into it."""
        self.ignore_write_string = True
        self.write_url(row, column, target, None, None, tip)
        self.ignore_write_string = False

    def _xml_formula_element(self, formula: str, result: Any, attributes: Any = ()) -> None:
        if result == "":
            attributes = [*attributes, ("t", "str")]
        if isinstance(result, float) and result.is_integer():
            result = int(result)
        super()._xml_formula_element(formula, result, attributes)
