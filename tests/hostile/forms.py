"""Small workbooks of each form, their sheets written by hand."""

from __future__ import annotations

from functools import cache
from itertools import count

from hostile.old_records import BIFF8, Records, biff
from hostile.packages import SHEET, ole_of, package_of, with_parts, workbook_bytes

TABLE = "任务台账"
HOUSE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods(tables: str, before: str = "") -> bytes:
    body = f"{before}<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {HOUSE}>{body}</office:document-content>".encode()
    return package_of({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def ods_table(rows: str, attributes: str = "") -> str:
    return f'<table:table table:name="{TABLE}"{attributes}>{rows}</table:table>'


def ods_row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def ods_text(words: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'


def xls(sheet: Records, book: Records | None = None) -> bytes:
    return ole_of({"Workbook": biff(BIFF8, book or [], sheet)})


def html(rows: str) -> bytes:
    return f"<html><table>{rows}</table></html>".encode()


def sheet_xml(rows: str, behind: str = "", before: str = "") -> bytes:
    """A workbook whose one sheet is written by hand."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{space}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>'
    return with_parts(plain(), {SHEET: xml.encode()})


@cache
def plain() -> bytes:
    """The workbook that everything else is made of: one sheet with 甲 and 5 in it."""
    return workbook_bytes()


_numbers = count(1)


def ledger() -> bytes:
    """A workbook that no other is like, so that each of them has a line of its own in the register."""
    number = next(_numbers)
    return workbook_bytes(lambda sheet: sheet.write_row(0, 0, ["甲", number]))
