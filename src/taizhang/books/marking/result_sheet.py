"""The sheet 校验结果: what is to be mended, where, and how; each place is a link to its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from lxml import etree

from taizhang.books.marking.list_text import (
    CENTRE,
    LEFT,
    LINE_POINTS,
    add_row,
    add_text,
    lines_in,
    list_fill,
    list_font,
    list_frame,
    list_look,
)
from taizhang.books.marking.part_xml import main
from taizhang.books.marking.styles_part import StyleTable
from taizhang.books.safe_text import xml_text
from taizhang.model.finding import Finding, Severity
from taizhang.model.place import Place, column_number

SHEET = "校验结果"
MARKER = "taizhang-marks"  # stands in the hidden columns, with the fills that marked cells had before
HEADER_ROW = 4
LAST_COLUMN = "G"
_HEADERS = {"序号": 6, "级别": 10, "代码": 8, "位置": 18, "说明": 46, "怎么改": 46, "依据": 22}
_MARKER_COLUMN, _RECORD_COLUMN = "I", "J"
_GUIDE = (
    "说明：红底为必须修改，黄底为请确认；请确认的内容属实的，请在该行备注写“属实说明：原因”，不必改数。点“位置”可跳到相应单元格。"
    "请在本文件中改好后重新报送，本表和底色、批注不必删除。"
)


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands above the table."""

    title: str
    conclusion: str


@dataclass(frozen=True, slots=True)
class _Looks:
    """The cell formats of the sheet, by number; `level` by severity."""

    title: int
    conclusion: int
    guide: int
    header: int
    centred: int
    text: int
    link: int
    level: Mapping[Severity, int]


def draw_result_sheet(
    findings: Sequence[Finding],
    links: Mapping[Place, Place],
    headline: Headline,
    styles: StyleTable,
    former_fills: Sequence[str],
    *,
    selected: bool = False,
) -> etree._Element:
    """The worksheet part; `links` leads from a finding's place to the cell that carries its mark."""
    looks = _looks(styles)
    root = _frame(len(findings), selected)
    data = root.find(main("sheetData"))
    _add_head(data, headline, looks)
    for number, finding in enumerate(findings, start=1):
        _add_finding(data, number, finding, finding.place in links, looks)
    _add_record(data, former_fills)
    _add_links(root, findings, links)
    return root


def former_fills_of(root: etree._Element, strings: Sequence[str]) -> tuple[str, ...] | None:
    """The fills that an earlier result sheet wrote down; None when the sheet is none of ours."""
    record = {cell.get("r", ""): _text(cell, strings) for cell in root.iter(main("c"))}
    if record.get(f"{_MARKER_COLUMN}1") != MARKER:
        return None
    numbered = ((int(key[1:]), text) for key, text in record.items() if key[:1] == _RECORD_COLUMN)
    return tuple(text for _, text in sorted(numbered))


def _text(cell: etree._Element, strings: Sequence[str]) -> str:
    """A cell's text; a county's program may have moved it to the strings that the sheets share."""
    value = cell.findtext(main("v"), "")
    if cell.get("t") == "s" and value.isdecimal() and int(value) < len(strings):
        return strings[int(value)]
    return "".join(words.text or "" for words in cell.iter(main("t")))


def _looks(styles: StyleTable) -> _Looks:
    look = partial(list_look, styles)
    left, centre, plain = LEFT, CENTRE, list_font()
    return _Looks(
        title=look(list_font(size=18, bold=True), centre, ruled=False, quoted=True),
        conclusion=look(list_font(size=12, bold=True), left, ruled=False, quoted=True),
        guide=look(list_font(colour="FF595959"), left, ruled=False),
        header=look(list_font(bold=True), centre, fill=list_fill("FFD9E1F2")),
        centred=look(plain, centre),
        text=look(plain, left, quoted=True),
        link=look(list_font(colour="FF0563C1", underlined=True), left, quoted=True),
        level={
            Severity.ERROR: look(list_font(bold=True), centre, fill=list_fill("FFFFC7BD")),
            Severity.WARNING: look(plain, centre, fill=list_fill("FFFFF2A6")),
            Severity.NOTE: look(plain, centre),
        },
    )


def _frame(count: int, selected: bool) -> etree._Element:
    """The sheet without its rows."""
    widths, record = tuple(_HEADERS.values()), (column_number(_MARKER_COLUMN), column_number(_RECORD_COLUMN))
    return list_frame(
        widths, HEADER_ROW, count, hidden=record, tab="FFC00000", selected=selected, filtered=True
    )


def _add_head(data: etree._Element, headline: Headline, looks: _Looks) -> None:
    for number, (text, look, height) in enumerate(
        (
            (headline.title, looks.title, 30),
            (headline.conclusion, looks.conclusion, 24),
            (_GUIDE, looks.guide, 34),
        ),
        start=1,
    ):
        row = add_row(data, number, height)
        add_text(row, f"A{number}", text, look)
    header = add_row(data, HEADER_ROW, 22)
    for letter, title in zip("ABCDEFG", _HEADERS, strict=True):
        add_text(header, f"{letter}{HEADER_ROW}", title, looks.header)


def _add_finding(data: etree._Element, number: int, finding: Finding, linked: bool, looks: _Looks) -> None:
    where = finding.where or "整个文件"
    texts = (finding.word, finding.code, where, finding.says, finding.advice, finding.source)
    formats = (
        looks.level[finding.severity] if finding.counts else looks.centred,
        looks.centred,
        looks.link if linked else looks.text,
        looks.text,
        looks.text,
        looks.text,
    )
    widths = list(_HEADERS.values())[1:]
    lines = max(lines_in(text, width) for text, width in zip(texts, widths, strict=True))
    at = HEADER_ROW + number
    row = add_row(data, at, min(409, lines * LINE_POINTS + 6))
    counter = etree.SubElement(row, main("c"), r=f"A{at}", s=str(looks.centred))
    etree.SubElement(counter, main("v")).text = str(number)
    for letter, text, look in zip("BCDEFG", texts, formats, strict=True):
        add_text(row, f"{letter}{at}", text, look)


def _add_record(data: etree._Element, former_fills: Sequence[str]) -> None:
    rows = {row.get("r"): row for row in data}
    for number in range(1, max(1, len(former_fills)) + 1):
        row = rows.get(str(number))
        if row is None:
            row = etree.SubElement(data, main("row"), r=str(number))
        if number == 1:
            add_text(row, f"{_MARKER_COLUMN}1", MARKER, 0)
        if number <= len(former_fills):
            add_text(row, f"{_RECORD_COLUMN}{number}", former_fills[number - 1], 0)


def _add_links(root: etree._Element, findings: Sequence[Finding], links: Mapping[Place, Place]) -> None:
    container = root.find(main("hyperlinks"))
    for number, finding in enumerate(findings, start=1):
        if finding.place and finding.place in links:
            target = links[finding.place]
            quoted = quoted_sheet(target.sheet)
            etree.SubElement(
                container,
                main("hyperlink"),
                ref=f"D{HEADER_ROW + number}",
                location=f"{quoted}!{target.address}",
                display=xml_text(finding.where),
            )
    if not len(container):
        root.remove(container)


def quoted_sheet(sheet: str) -> str:
    """A sheet's name as references quote it."""
    return "'" + sheet.replace("'", "''") + "'"
