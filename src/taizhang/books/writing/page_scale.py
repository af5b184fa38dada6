"""How large a sheet that breaks its pages itself can be printed."""

from __future__ import annotations

from taizhang.model.picture import Sheet, widest_pixels
from taizhang_templates import Page

_LONG_SIDES = {"A4": 297, "A3": 420}  # millimetres, which are the width in landscape
_PIXELS = 96 / 25.4  # to a millimetre


def scale_of(sheet: Sheet, page: Page) -> int:
    """The scale in % at which the widest of the sheet's pages fits the paper; never enlarged."""
    room = (_LONG_SIDES[sheet.paper or page.paper] - page.left - page.right) * _PIXELS
    return max(10, min(100, int(room * 100 / widest_page(sheet))))


def widest_page(sheet: Sheet) -> float:
    """In pixels; the columns that are repeated stand on every page."""
    shown = (0.0 if n in sheet.hidden_columns else width for n, width in enumerate(sheet.widths, 1))
    pixels = [widest_pixels(width) for width in shown]
    end = sheet.last_printed_column or len(pixels)
    firsts, lasts = (0, *sheet.column_breaks), (*sheet.column_breaks, end)
    kept = sum(pixels[: sheet.frozen_columns])
    pages = (sum(pixels[first:last]) for first, last in zip(firsts, lasts, strict=True))
    return max(pixels_wide + (kept if number else 0) for number, pixels_wide in enumerate(pages))
