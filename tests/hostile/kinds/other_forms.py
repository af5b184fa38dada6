"""Binary packages, open documents, pages, XML of 2003 and text tables that lie about how much they hold (INTAKE 22 to 37)."""

from __future__ import annotations

import struct
from collections.abc import Callable
from decimal import Decimal

from clients.biff12 import record, text, xlsb_of
from clients.xml_2003 import xml_2003_of

from hostile.forms import HOUSE, html, ods, ods_row, ods_table, ods_text
from hostile.nouns import (
    HostileFile,
    corrupt,
    dangerous,
    encrypted,
    file,
    no_workbook,
    readable,
    too_much,
    unsupported,
)
from hostile.packages import package_of, parts_of, with_parts
from taizhang.model.grid import Grid
from taizhang.model.verdict import FileClass, Flag

GRID = Grid("任务台账", {(1, 1): "甲", (1, 2): Decimal(5)})
SHEET, BOOK = "xl/worksheets/sheet1.bin", "xl/workbook.bin"
BAD, HIGH, MACRO, LINK, DDE, RUNS = (
    Flag.BAD_CELL,
    Flag.HIGH_RATIO,
    Flag.MACRO,
    Flag.EXTERNAL_LINK,
    Flag.DDE,
    Flag.AUTO_RUN,
)
CELLS, UNSUPPORTED = "1000000个单元格", FileClass.UNSUPPORTED
DECLARED = "文档类型声明"


def xlsb(rows: bytes, *, behind: bytes = b"") -> Callable[[], bytes]:
    """A sheet of these records."""
    part = record(129) + record(145) + rows + record(146) + behind + record(130)
    return lambda: with_parts(xlsb_of([GRID]), {SHEET: part})


def row(number: int) -> bytes:
    return record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))


def cell(kind: int, body: bytes, column: int = 0) -> bytes:
    return record(kind, struct.pack("<II", column, 0) + body)


ONE = row(0) + cell(5, struct.pack("<d", 1))

XLSB = (
    file("a record of a quarter of a gigabyte", lambda: with_parts(xlsb_of([GRID]), {SHEET: parts_of(xlsb_of([GRID]))[SHEET][:-3] + b"\x05\xff\xff\xff\x7f"}), corrupt("不完整")),
    file("a record whose length never ends", lambda: with_parts(xlsb_of([GRID]), {SHEET: parts_of(xlsb_of([GRID]))[SHEET] + b"\xff\xff" * 2_000}), corrupt("不完整")),
    file("a row of four thousand millions", xlsb(ONE + row(0xFFFFFFFF) + cell(5, struct.pack("<d", 1))), readable(BAD)),
    file("a column of four thousand millions", xlsb(ONE + cell(5, struct.pack("<d", 1), 0xFFFFFFFF)), readable(BAD)),
    file("a text of four thousand million letters", xlsb(ONE + cell(6, struct.pack("<I", 0xFFFFFFF0) + b"a\0", 1)), readable(BAD)),
    file("a number of three bytes", xlsb(ONE + cell(5, b"\0\0\0", 1)), readable(BAD)),
    file("a row without a number", xlsb(ONE + record(0, b"\0")), corrupt("行号")),
    file("a merge of four thousand millions", xlsb(ONE, behind=record(177, b"\1\0\0\0") + record(176, struct.pack("<4I", 0, 0xFFFFFFFF, 0, 0xFFFFFFFF)) + record(178)), readable()),
    file("columns of four thousand millions", xlsb(record(60, struct.pack("<4IH", 0, 0xFFFFFFFF, 2560, 0, 1)) + ONE), readable()),
    file("a binary workbook without sheets", lambda: xlsb_of([]), corrupt("没有工作表")),
    file("a binary workbook whose sheet is not there", lambda: package_of({name: part for name, part in parts_of(xlsb_of([GRID])).items() if name != SHEET}), corrupt("缺少工作表")),
    file("a binary workbook of zeros", lambda: with_parts(xlsb_of([GRID]), {BOOK: bytes(10_000)}), corrupt("")),
    file("a binary name that runs on opening", lambda: with_parts(xlsb_of([GRID]), {BOOK: parts_of(xlsb_of([GRID]))[BOOK][:-3] + record(39, bytes(9) + text("_xlnm.Auto_Open")) + record(132)}), dangerous("自动运行的宏", MACRO, RUNS)),
)  # fmt: skip


def times(count: int | str, attribute: str = "number-columns-repeated") -> str:
    return f' table:{attribute}="{count}"'


def table(rows: str, attributes: str = "") -> Callable[[], bytes]:
    return lambda: ods(ods_table(rows, attributes))


def said(inside: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{attributes}>{inside}</table:table-cell>'


def _hidden_to_the_end() -> bytes:
    """Three hundred tables whose rows are hidden down to the last, in which something stands."""
    gap = f'<table:table-row{times(1_048_575, "number-rows-repeated")} table:visibility="collapse"><table:table-cell/></table:table-row>'
    return ods("".join(ods_table(gap + ods_row(ods_text("甲"))) for _ in range(300)))


def locked_ods() -> bytes:
    entry = b'<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    return package_of(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": b"\1\2",
            "META-INF/manifest.xml": entry,
        }
    )


LISTENER = (
    '<office:event-listeners><script:event-listener script:event-name="dom:load"/></office:event-listeners>'
)
FLAT = f'<?xml version="1.0"?>{{}}<office:document {HOUSE} office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>{{}}</office:spreadsheet></office:body></office:document>'

ODS = (
    file("a cell that stands for two thousand millions", table(ods_row(said("<text:p>甲</text:p>", times(2**31)))), readable()),
    file("a cell that stands for a million", table(ods_row(said("<text:p>甲</text:p>", times(1_048_576)))), too_much(CELLS, file_class=UNSUPPORTED)),
    file("a row that stands for a million rows", table(f"<table:table-row{times(1_048_576, 'number-rows-repeated')}>{ods_text('甲')}</table:table-row>"), too_much(CELLS, file_class=UNSUPPORTED)),
    file("rows and cells that stand for each other's millions", table(f"<table:table-row{times(9_999, 'number-rows-repeated')}>{said('<text:p>甲</text:p>', times(9_999))}</table:table-row>"), too_much(CELLS, file_class=UNSUPPORTED)),
    file("empty rows down to the end of all", table(ods_row(ods_text("甲")) + f"<table:table-row{times(1_048_575, 'number-rows-repeated')}><table:table-cell{times(16_384)}/></table:table-row>"), readable()),
    file("a row that stands for less than none", table(f"<table:table-row{times(-5, 'number-rows-repeated')}>{ods_text('甲')}</table:table-row>"), readable()),
    file("two thousand million blanks in a text", table(ods_row(said('<text:p>甲<text:s text:c="2000000000"/>乙</text:p>'))), readable()),
    file("a text of blanks within blanks", table(ods_row(said('<text:p>' + '<text:s text:c="9999999"/>' * 2_000 + "</text:p>"))), readable(Flag.OVER_LIMIT)),
    file("rows hidden to the end in three hundred tables", _hidden_to_the_end, too_much("内存")),
    file("a merge of two thousand millions", table(ods_row(said("<text:p>甲</text:p>", times(2**31, "number-rows-spanned") + times(2**31, "number-columns-spanned")))), readable()),
    file("tables within cells, two hundred deep", lambda: ods(ods_table(ods_row("<table:table-cell>" + "<table:table><table:table-row><table:table-cell>" * 200 + "<text:p>甲</text:p>" + "</table:table-cell></table:table-row></table:table>" * 200 + "</table:table-cell>"))), too_much("256层", file_class=FileClass.CORRUPT)),
    file("an open document with an entity", lambda: package_of({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}), dangerous(DECLARED)),
    file("a flat open document with an entity", lambda: FLAT.format('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', ods_table(ods_row(ods_text("&b;")))).encode(), dangerous("")),
    file("an open document under a password", locked_ods, encrypted()),
    file("an open document that runs on opening", table(ods_row(f"<table:table-cell>{LISTENER}<text:p>甲</text:p></table:table-cell>")), dangerous("自动运行的宏", MACRO, RUNS)),
    file("an open document that starts a program", table(ods_row('<table:table-cell table:formula="of:=DDE(&quot;cmd&quot;;&quot;/c&quot;;&quot;a&quot;)" office:value-type="float" office:value="1"/>')), dangerous("启动程序的链接", DDE)),
    file("an open document that is linked to the network", table(ods_row('<table:table-cell><draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"><draw:image xlink:href="http://127.0.0.1:9/a.png"/></draw:frame><text:p>甲</text:p></table:table-cell>')), readable(LINK)),
    file("an open document of nothing", lambda: package_of({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), corrupt()),
    file("a number that is none in an open document", table(ods_row('<table:table-cell office:value-type="float" office:value="9e99999"><text:p>9</text:p></table:table-cell>')), readable(BAD)),
    file("a clock of a thousand million hours", table(ods_row('<table:table-cell office:value-type="time" office:time-value="PT999999999H00M00S"/>', ods_text("乙"))), readable()),
)  # fmt: skip


def old(rows: str) -> bytes:
    """XML of Excel 2003 with these rows."""
    return xml_2003_of([Grid("任务台账", {})]).replace(b"<Table>", f"<Table>{rows}".encode())


HIDDEN_ROWS = (
    '<Worksheet ss:Name="a"><Table><Row ss:Index="1" ss:Span="1048575" ss:Hidden="1"/></Table></Worksheet>'
)
DATA = '<Data ss:Type="String">甲</Data>'

XML_2003 = (
    file("hidden rows of a million in two thousand sheets", lambda: xml_2003_of([GRID]).replace(b"</Workbook>", f"{HIDDEN_ROWS * 1_999}</Workbook>".encode()), readable()),
    file("a cell at the end of all numbers", lambda: old(f'<Row ss:Index="99999999999"><Cell ss:Index="99999999999">{DATA}</Cell></Row>'), readable()),
    file("a merge over the whole of a sheet of 2003", lambda: old(f'<Row><Cell ss:MergeAcross="9999999" ss:MergeDown="9999999">{DATA}</Cell></Row>'), readable()),
    file("a hundred thousand columns that hide all", lambda: old('<Column ss:Index="1" ss:Span="16383" ss:Hidden="1"/>' * 100_000 + f"<Row><Cell>{DATA}</Cell></Row>"), readable()),
    file("an entity in XML of 2003", lambda: old(f"<Row><Cell>{DATA}</Cell></Row>").replace(b'<?xml version="1.0"?>', b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'), dangerous("")),
    file("three hundred levels in XML of 2003", lambda: old("<a>" * 300 + "</a>" * 300), too_much("256层", file_class=FileClass.CORRUPT)),
    file("a formula of XML of 2003 that starts a program", lambda: old("<Row><Cell ss:Formula=\"=cmd|'/c calc'!A0\">" + DATA + "</Cell></Row>"), dangerous("启动程序的链接", DDE)),
    file("a number of XML of 2003 that is none", lambda: old('<Row><Cell><Data ss:Type="Number">约5</Data></Cell></Row>'), readable(BAD)),
)  # fmt: skip

PAGES = (
    file("a page of sixteen thousand columns in a hundred rows", lambda: html('<tr><td colspan="16384">甲</td></tr>' * 100), too_much(CELLS, file_class=UNSUPPORTED)),
    file("a page whose cells reach down for ever", lambda: html('<tr><td rowspan="1048576" colspan="100">甲</td></tr>' * 300), readable(BAD)),
    file("a page of tables within tables", lambda: b"<html>" + b"<table><tr><td>a" * 3_000 + b"</td></tr></table>" * 3_000 + b"</html>", too_much("过于复杂", file_class=FileClass.CORRUPT)),
    file("a page whose table does not end", lambda: "<html><table><tr><td>甲".encode(), corrupt("没有读到末尾")),
    file("a page with a zip behind it", lambda: html("<tr><td>甲</td></tr>") + package_of({"a.txt": b"x"}), dangerous("")),
    file("a page that fetches, runs and sends", lambda: html("<tr><td>甲<script>alert(1)</script><img src=http://127.0.0.1:9/a><iframe src=file:///etc/passwd></iframe></td><td>乙</td></tr>"), readable()),
    file("a page of a hundred thousand hidden columns", lambda: html('<col span="16384" style="display:none">' * 100_000 + "<tr><td>甲</td></tr>"), readable()),
    file("a page whose letters are said to be others", lambda: b'<html><head><meta charset="utf-7"></head><table><tr><td>+ADw-script+AD4-</td></tr></table></html>', readable()),
    file("a page with an entity of a file", lambda: b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><table><tr><td>&a;</td><td>1</td></tr></table></html>', readable()),
    file("an archived page", lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n--a\r\n\r\n<html>", unsupported("网页存档")),
)  # fmt: skip

TEXTS = (
    file("one line without an end", lambda: "甲,".encode() * 1_000_001 + b"\n1,2\n", too_much(CELLS, file_class=UNSUPPORTED)),
    file("one field of twenty megabytes", lambda: b"a," + b"x" * 20_000_000 + b"\n1,2\n", readable(Flag.OVER_LIMIT)),
    file("a quote that is never closed", lambda: b'a,"' + b"x,\n" * 2_000_000, readable(Flag.OVER_LIMIT)),
    file("two hundred thousand and one lines", lambda: b"a,b\n" * 200_001, too_much("200000行", file_class=UNSUPPORTED)),
    file("a text of zeros and commas", lambda: b"a,b\0,c\n1,\0\0002,3\n\0", readable()),
    file("half characters in UTF-16", lambda: "甲,乙\n".encode("utf-16") + b"\x00\xd8,\0\x00\xd8\n\0", no_workbook("认不出")),
    file("a text table that turns the line round", lambda: "甲\u202e,\u2066乙\u200b\n\u061c1,\ufeff2\n".encode(), readable(Flag.CONTROL_CHARACTERS)),
    file("a text table that runs where it is opened", lambda: "名称,数\n\"=cmd|'/c calc'!A0\",@SUM(1)\n".encode(), readable(Flag.FORMULA_INJECTION)),
    file("a text table of a million separators", lambda: b";" * 1_000_000 + b"\n" + b";" * 1_000_000, readable()),
    file("a hundred thousand empty lines", lambda: b"a,b\n" + b"\r" * 100_000 + b"1,2\n", readable()),
    file("letters that are in no writing", lambda: b"\xff\xff,\xff\xfe\n" * 50, no_workbook("认不出")),
    file("a text that is cut in the midst of a letter", lambda: "单位,数\n清河县,完成".encode()[:-1], readable(BAD)),
)  # fmt: skip


def _ending(files: tuple[HostileFile, ...], ending: str) -> tuple[HostileFile, ...]:
    return tuple(HostileFile(one.name, one.make, one.lines, ending, one.state, one.says) for one in files)


FILES: tuple[HostileFile, ...] = (
    *_ending(XLSB, ".xlsb"), *_ending(ODS, ".ods"), *_ending(XML_2003, ".xml"), *_ending(PAGES, ".html"), *_ending(TEXTS, ".csv"),
)  # fmt: skip
