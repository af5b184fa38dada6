"""How each sheet of a workbook is frozen, filtered and printed, as a table."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Settings = tuple[str, str, str, str, str, str, str]


def settings_of(book: Workbook) -> dict[str, Settings]:
    """By sheet: frozen at, filtered, repeated rows, repeated columns, paper, scaled to, pages broken behind."""
    return {page.title: _of(page) for page in book.worksheets if page.sheet_state == "visible"}


def _of(page: Worksheet) -> Settings:
    setup = page.page_setup
    assert setup.orientation == "landscape"
    assert page.oddFooter.center.text == "第 &P 页  共 &N 页"
    fits = page.sheet_properties.pageSetUpPr and page.sheet_properties.pageSetUpPr.fitToPage
    assert not fits or (setup.fitToWidth, setup.fitToHeight) == (None, 0)  # no width said means one page
    rows = ",".join(str(one.id) for one in page.row_breaks.brk)
    columns = ",".join(str(one.id) for one in page.col_breaks.brk)
    return (
        page.freeze_panes or "",
        (page.auto_filter.ref or "").partition(":")[0],
        (page.print_title_rows or "").replace("$", ""),
        (page.print_title_cols or "").replace("$", ""),
        {9: "A4", 8: "A3"}[int(setup.paperSize)],
        "one page wide" if fits else f"{setup.scale} %",
        f"{rows}/{columns}" if rows or columns else "",
    )


def print_areas(book: Workbook) -> dict[str, str]:
    return {
        page.title: str(page.print_area).rpartition("!")[2].replace("$", "")
        for page in book.worksheets
        if page.sheet_state == "visible"
    }
