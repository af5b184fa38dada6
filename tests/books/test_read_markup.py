"""Tables written as web pages and as XML of Excel 2003, as Excel and reporting systems write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.books import read_workbook
from taizhang.model.grid import Box, CellError, Formula, Workbook


def page(rows: str, head: str = "", encoding: str = "utf-8") -> Workbook:
    text = f"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head>{head}</head><table>{rows}</table></html>"
    return read_workbook(text.encode(encoding), "台账.xls")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<td>完成3个</td>", "完成3个"),
        ("<td> 第一行 <br> 第二&nbsp;行\n</td>", "第一行\n第二 行"),
        ("<td><p>甲</p><p>乙</p></td>", "甲\n乙"),
        ("<td>0012</td>", "0012"),
        ("<td x:num>1,234</td>", Decimal(1234)),
        ("<td x:num='1234567.891'>1,234,567.89</td>", Decimal("1234567.891")),
        ("<td x:num='0.119'>11.9%</td>", "11.9%"),
        ("<td x:num='0.1194'>12%</td>", "11.94%"),
        ("<td x:num='44805'>2022年9月1日</td>", "2022年9月1日"),
        ("<td x:num='44805'>20220901</td>", "20220901"),
        ("<td sdval='0.85' sdnum='1033;0;0.0%'>85.0%</td>", "85%"),
        ("<td x:err='#DIV/0!'>#DIV/0!</td>", CellError("#DIV/0!")),
        ("<td x:str='甲'>甲</td>", "甲"),
        ("<td><script>alert(1)</script>乙</td>", "乙"),
    ],
)
def test_a_cell_is_what_it_shows_and_as_exact_as_it_tells(cell: str, value: object) -> None:
    assert page(f"<tr>{cell}</tr>").grids[0].cells == {(1, 1): value}


def test_cells_that_span_others_move_those_behind_and_below() -> None:
    rows = (
        "<tr><td rowspan=2>甲<td colspan=2>乙</tr><tr><td>丙<td>丁</tr><tr style='display:none'><td>戊</tr>"
    )
    (grid,) = page(rows).grids
    assert dict(grid.cells) == {(1, 1): "甲", (1, 2): "乙", (2, 2): "丙", (2, 3): "丁", (3, 1): "戊"}
    assert (grid.merges, grid.hidden_rows) == ((Box(1, 1, 2, 1), Box(1, 2, 1, 3)), {3})


def test_a_table_within_a_cell_is_a_table_of_its_own() -> None:
    workbook = page("<tr><td>外<table><tr><td>内</td></tr></table></td></tr>")
    assert [dict(grid.cells) for grid in workbook.grids] == [{(1, 1): "外"}, {(1, 1): "内"}]


@pytest.mark.parametrize(
    ("stated", "encoding"), [("gb2312", "gb18030"), ("GBK", "gb18030"), ("utf-8", "utf-8"), ("", "gb18030")]
)
def test_the_encoding_is_the_stated_one_or_tried(stated: str, encoding: str) -> None:
    workbook = page("<tr><td>医改㐂</td></tr>", f"<meta charset={stated}>" if stated else "", encoding)
    assert workbook.grids[0].cells == {(1, 1): "医改㐂"}


HEAD = '<?xml version="1.0"{}?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'


def xml(row: str, *, stated: str = "", encoding: str = "utf-8", before: str = "") -> Workbook:
    head = HEAD.format(f' encoding="{stated}"' if stated else "").replace("<Workbook", f"{before}<Workbook")
    sheet = f'<Worksheet ss:Name="甲"><Table><Row>{row}</Row></Table></Worksheet>'
    return read_workbook(f"{head}{sheet}</Workbook>".encode(encoding), "台账.xls")


def test_r32_xml_formulas_with_and_without_a_value() -> None:
    computed = '<Cell ss:Formula="=RC[1]+1"><Data ss:Type="Number">2</Data></Cell>'
    workbook = xml(f'{computed}<Cell ss:Formula="=1+1"/>')
    assert dict(workbook.grids[0].cells) == {(1, 1): Decimal(2), (1, 2): Formula("1+1")}
    assert workbook.flags == ("extension-differs", "formula-without-value")


def test_r39_xml_formulas_that_ask_for_other_files_and_programs() -> None:
    link = '<Cell ss:Formula="=\'[别的.xls]Sheet1\'!A1"><Data ss:Type="Number">2</Data></Cell>'
    program = "<Cell ss:Formula=\"=cmd|'/c calc'!A0\"/>"
    assert "external-link" in xml(link).flags
    assert xml(program).file_class == "dangerous"


def test_r29_xml_cells_that_hold_no_such_value_cost_themselves_alone() -> None:
    cells = '<Cell><Data ss:Type="Number">约5</Data></Cell><Cell><Data ss:Type="String">乙</Data></Cell>'
    workbook = xml(cells)
    assert dict(workbook.grids[0].cells) == {(1, 1): "约5", (1, 2): "乙"}
    assert workbook.flags == ("bad-cell", "extension-differs")


@pytest.mark.parametrize(
    ("stated", "encoding"), [("UTF-16", "utf-16"), ("gb2312", "gb18030"), ("utf-8", "utf-8")]
)
def test_xml_in_other_encodings(stated: str, encoding: str) -> None:
    workbook = xml('<Cell><Data ss:Type="String">医改</Data></Cell>', stated=stated, encoding=encoding)
    assert workbook.grids[0].cells == {(1, 1): "医改"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_r21_xml_with_a_document_type_is_dangerous(encoding: str) -> None:
    workbook = xml("", encoding=encoding, before='<!DOCTYPE x [<!ENTITY a "b">]>')
    assert workbook.file_class == "dangerous"
