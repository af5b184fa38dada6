"""The lists that we add to a workbook as sheets of their own: their frame, looks, rows and texts."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from taizhang.books.marking.part_xml import MAIN, main, parse_part
from taizhang.books.marking.styles_part import NO_FILL, StyleTable
from taizhang.books.safe_text import xml_text
from taizhang.model.place import column_letters

LEFT, CENTRE = 'horizontal="left"', 'horizontal="center"'
LINE_POINTS = 15
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BORDER = "<border>" + "".join(
    f'<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>' for side in ("left", "right", "top", "bottom")
) + "<diagonal/></border>"  # fmt: skip
_NO_BORDER = "<border><left/><right/><top/><bottom/><diagonal/></border>"


def list_frame(
    widths: Sequence[int],
    header_row: int,
    count: int,
    *,
    hidden: Sequence[int] = (),
    tab: str = "",
    selected: bool = False,
    filtered: bool = False,
) -> etree._Element:
    """A sheet for so many lines without its rows: columns, frozen header, print set-up.

    What stands above the header runs over all columns. `hidden` are columns, without gaps, for what we note to ourselves.
    """
    right, last, top = column_letters(len(widths)), header_row + max(count, 1), f"A{header_row + 1}"
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    if hidden:
        columns += f'<col min="{min(hidden)}" max="{max(hidden)}" width="9" hidden="1" customWidth="1"/>'
    merges = "".join(f'<mergeCell ref="A{row}:{right}{row}"/>' for row in range(1, header_row))
    tab_colour = f'<tabColor rgb="{tab}"/>' if tab else ""
    shown = ' tabSelected="1"' if selected else ""
    filters = f'<autoFilter ref="A{header_row}:{right}{last}"/>' if filtered else ""
    return parse_part(
        f'<worksheet xmlns="{MAIN}"><sheetPr>{tab_colour}<pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{column_letters(max(len(widths), *hidden, 0))}{last}"/>'
        f'<sheetViews><sheetView showGridLines="0"{shown} workbookViewId="0"><pane ySplit="{header_row}" '
        f'topLeftCell="{top}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{top}" sqref="{top}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="{LINE_POINTS}"/><cols>{columns}</cols><sheetData/>{filters}'
        f'<mergeCells count="{header_row - 1}">{merges}</mergeCells><hyperlinks/>'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C第&amp;P页 共&amp;N页</oddFooter></headerFooter></worksheet>".encode()
    )


def list_look(
    styles: StyleTable,
    font: str,
    where: str,
    *,
    fill: str = NO_FILL,
    ruled: bool = True,
    quoted: bool = False,
    number: bool = False,
) -> int:
    """The number of a cell format; `quoted` keeps a text from becoming a formula."""
    alignment = f'<alignment {where} vertical="center" wrapText="1"/>'
    border = _BORDER if ruled else _NO_BORDER
    return styles.new_format(
        font=font, fill=fill, border=border, alignment=alignment, quoted=quoted, number=number
    )


def list_font(
    *, size: int = 11, bold: bool = False, underlined: bool = False, colour: str = "FF000000"
) -> str:
    weight = "<b/>" if bold else ""
    line = "<u/>" if underlined else ""
    return f'<font>{weight}{line}<sz val="{size}"/><color rgb="{colour}"/><name val="宋体"/></font>'


def list_fill(colour: str) -> str:
    inner = f'<fgColor rgb="{colour}"/><bgColor indexed="64"/>'
    return f'<fill><patternFill patternType="solid">{inner}</patternFill></fill>'


def lines_in(text: str, width: int) -> int:
    """How many lines the text takes in a column so many half-width characters wide."""
    room = width - 2 - width // 20  # a character of 宋体 11 is a little wider than a column's unit
    return sum(1 + max(0, half_widths(line) - 1) // room for line in text.split("\n"))


def half_widths(text: str) -> int:
    return sum(2 if character > "\u2e7f" or character in "“”‘’—…" else 1 for character in text)


def add_row(data: etree._Element, number: int, height: int) -> etree._Element:
    return etree.SubElement(data, main("row"), r=str(number), ht=str(height), customHeight="1")


def add_text(row: etree._Element, address: str, text: str, look: int) -> None:
    cell = etree.SubElement(row, main("c"), r=address, s=str(look), t="inlineStr")
    words = etree.SubElement(etree.SubElement(cell, main("is")), main("t"))
    words.text = xml_text(text)
    words.set(_SPACE, "preserve")
