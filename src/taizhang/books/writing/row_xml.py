"""Rows of a worksheet as XML: texts stand in their cells, formulas carry their value."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from xml.sax.saxutils import escape

from taizhang.books.safe_text import xml_text
from taizhang.model.grid import CellValue, Formula, plain, shown

_EDGES = frozenset(" \t\n")


def write_row(number: int, attributes: str, cells: Iterable[str]) -> str:
    """One row; `attributes` as ` ht="27" customHeight="1"`."""
    return f'<row r="{number}"{attributes}>{"".join(cells)}</row>'


def write_cell(address: str, style: int | None, value: CellValue | None) -> str:
    """One cell; the style counts from 0 in the workbook's cell formats, None for the one of all cells."""
    start = f'<c r="{address}"' if style is None else f'<c r="{address}" s="{style}"'
    match value:
        case None | "":
            return f"{start}/>"
        case Decimal():
            return f"{start}><v>{plain(value)}</v></c>"
        case Formula():
            return start + _formula(value)
        case _:
            return f'{start} t="inlineStr"><is>{inline_text(xml_text(shown(value)))}</is></c>'


def inline_text(text: str) -> str:
    """The text element of a cell."""
    keep = ' xml:space="preserve"' if text[:1] in _EDGES or text[-1:] in _EDGES else ""
    return f"<t{keep}>{escape(text)}</t>"


def around_formula(address: str, style: int, formula: Formula) -> tuple[str, str]:
    """What stands before and behind the formula's element in its cell."""
    before, _, behind = _formula(formula, "\0").partition("\0")
    return f'<c r="{address}" s="{style}"{before}', behind


def _formula(formula: Formula, element: str = "") -> str:
    text = element or f"<f>{escape(formula.text)}</f>"
    if isinstance(formula.value, Decimal):
        return f">{text}<v>{float(formula.value)!r}</v></c>".replace(".0</v>", "</v>")
    value = xml_text(shown(formula.value)) if formula.value is not None else ""
    return f' t="str">{text}<v>{escape(value)}</v></c>'
