"""A worksheet whose formulas state what they come to, an empty text too, so that no reader takes them for uncomputed."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet


class StatingSheet(Worksheet):  # type: ignore[misc]
    """XlsxWriter leaves an empty result without a type, which says that it was never computed."""

    def _xml_formula_element(self, formula: str, result: Any, attributes: Any = ()) -> None:
        if result == "":
            attributes = [*attributes, ("t", "str")]
        if isinstance(result, float) and result.is_integer():
            result = int(result)
        super()._xml_formula_element(formula, result, attributes)
