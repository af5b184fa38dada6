"""Paper, margins and the footer with the page numbers."""

from __future__ import annotations

from typing import Any

from taizhang_templates import Page

_PAPER_CODES = {"A4": 9, "A3": 8}
_INCH = 25.4  # millimetres


def set_page(sheet: Any, page: Page, *, paper: str = "", orientation: str = "") -> None:
    """One page wide and as many as needed; paper and orientation are the page's own where not given."""
    sheet.set_paper(_PAPER_CODES[paper or page.paper])
    if (orientation or page.orientation) == "portrait":
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_margins(
        left=page.left / _INCH, right=page.right / _INCH, top=page.top / _INCH, bottom=page.bottom / _INCH
    )
    sheet.set_footer(page.footer, {"margin": page.header_footer / _INCH})
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
