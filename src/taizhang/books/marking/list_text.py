"""Cells of the sheets that we add to a workbook: their looks, their rows and their texts."""

from __future__ import annotations

from lxml import etree

from taizhang.books.marking.part_xml import main
from taizhang.books.marking.styles_part import NO_FILL, StyleTable
from taizhang.books.safe_text import xml_text

LEFT, CENTRE = 'horizontal="left"', 'horizontal="center"'
LINE_POINTS = 15
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BORDER = "<border>" + "".join(
    f'<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>' for side in ("left", "right", "top", "bottom")
) + "<diagonal/></border>"  # fmt: skip
_NO_BORDER = "<border><left/><right/><top/><bottom/><diagonal/></border>"


def list_look(
    styles: StyleTable,
    font: str,
    where: str,
    *,
    fill: str = NO_FILL,
    ruled: bool = True,
    quoted: bool = False,
) -> int:
    """The number of a cell format; `quoted` keeps a text from becoming a formula."""
    alignment = f'<alignment {where} vertical="center" wrapText="1"/>'
    border = _BORDER if ruled else _NO_BORDER
    return styles.new_format(font=font, fill=fill, border=border, alignment=alignment, quoted=quoted)


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
    return sum(1 + max(0, _half_widths(line) - 1) // room for line in text.split("\n"))


def _half_widths(text: str) -> int:
    return sum(2 if character > "\u2e7f" or character in "“”‘’—…" else 1 for character in text)


def add_row(data: etree._Element, number: int, height: int) -> etree._Element:
    return etree.SubElement(data, main("row"), r=str(number), ht=str(height), customHeight="1")


def add_text(row: etree._Element, address: str, text: str, look: int) -> None:
    cell = etree.SubElement(row, main("c"), r=address, s=str(look), t="inlineStr")
    words = etree.SubElement(etree.SubElement(cell, main("is")), main("t"))
    words.text = xml_text(text)
    words.set(_SPACE, "preserve")
