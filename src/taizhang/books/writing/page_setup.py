"""Paper, margins and the footer with the page numbers."""

from __future__ import annotations

from typing import Any

from taizhang_templates import Page

_PAPER_CODES = {"A4": 9, "A3": 8}
_INCH = 25.4  # millimetres
_FOOTER = "&C第 &P 页  共 &N 页"


def set_page(sheet: Any, page: Page, *, upright: bool = False) -> None:
    """One page wide and as many as needed; upright, all on one page of A4."""
    sheet.set_paper(_PAPER_CODES["A4" if upright else page.paper])
    if upright:
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_margins(
        left=page.left / _INCH, right=page.right / _INCH, top=page.top / _INCH, bottom=page.bottom / _INCH
    )
    sheet.set_footer(_FOOTER, {"margin": page.header_footer / _INCH})
    sheet.fit_to_pages(1, 1 if upright else 0)
    sheet.center_horizontally()
