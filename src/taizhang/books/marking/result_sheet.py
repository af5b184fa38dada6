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
    half_widths,
    lines_in,
    list_fill,
    list_font,
    list_frame,
    list_look,
)
from taizhang.books.marking.part_xml import main
from taizhang.books.marking.styles_part import StyleTable
from taizhang.books.safe_text import xml_text
from taizhang.ledgers.returned_list import FAULT_COLUMN, MARKER, MARKER_CELL, RESULTS
from taizhang.model.comparison import Fault, fault_of
from taizhang.model.finding import Finding, Severity
from taizhang.model.place import Place, column_letters, column_number

SHEET = RESULTS
HEADER_ROW = 4
_HEADERS = {"序号": 6, "级别": 10, "代码": 8, "位置": 18, "说明": 46, "怎么改": 46, "依据": 22}
_COMPARED = {"与上次相比": 16}
# Hidden: our mark, the fills that marked cells had before, what our columns stand in place of, each line's fault.
_MARKER_COLUMN, _RECORD_COLUMN, _COLUMNS_COLUMN, _FAULT_COLUMN = map(
    column_letters, range(MARKER_CELL[1], FAULT_COLUMN + 1)
)
_GUIDE = (
    "说明：红底为必须修改，黄底为请确认；请确认的内容属实的，请在该行备注写“属实说明：原因”，不必改数。点“位置”可跳到相应单元格。{beside}"
    "请在本文件中改好后重新报送，{ours}本表和底色、批注都不必删除。"
)
_LINK_WIDTH = 16  # half-width characters of a place that fit in one line
_BESIDE = "表格右侧的“错误信息”列逐行列出问题，可按它筛选。"


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands above the table."""

    title: str
    conclusion: str
    remark: str = ""  # how this file differs from the one that was sent
    before: tuple[Fault, ...] | None = None  # of the round before; None where there was none
    beside: bool = False  # whether our columns stand beside the table

    @property
    def headers(self) -> dict[str, int]:
        """The titles of the columns, and their widths."""
        return _HEADERS if self.before is None else {**_HEADERS, **_COMPARED}

    @property
    def last_column(self) -> str:
        return column_letters(len(self.headers))

    @property
    def guide(self) -> str:
        return self.remark + _GUIDE.format(
            beside=_BESIDE if self.beside else "", ours="该列、" if self.beside else ""
        )


@dataclass(frozen=True, slots=True)
class Record:
    """What a result sheet notes for the next round."""

    former_fills: tuple[str, ...] = ()
    columns: str = ""  # what our columns stand in place of; "" where there are none


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
    record: Record,
    *,
    selected: bool = False,
) -> etree._Element:
    """The worksheet part; `links` leads from a finding's place to the cell that carries its mark."""
    looks = _looks(styles)
    root = _frame(len(findings), headline, selected)
    data = root.find(main("sheetData"))
    _add_head(data, headline, looks)
    for number, finding in enumerate(findings, start=1):
        _add_finding(data, number, finding, finding.place in links, headline, looks)
    _add_record(data, record.former_fills, record.columns)
    _add_links(root, findings, links)
    return root


def record_of(root: etree._Element, strings: Sequence[str]) -> Record | None:
    """What an earlier result sheet wrote down; None when the sheet is none of ours."""
    record = {cell.get("r", ""): cell_text(cell, strings) for cell in root.iter(main("c"))}
    if record.get(f"{_MARKER_COLUMN}1") != MARKER:
        return None
    numbered = ((int(key[1:]), text) for key, text in record.items() if key[:1] == _RECORD_COLUMN)
    fills = tuple(text for _, text in sorted(numbered))
    return Record(fills, record.get(f"{_COLUMNS_COLUMN}1", ""))


def cell_text(cell: etree._Element, strings: Sequence[str]) -> str:
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


def _frame(count: int, headline: Headline, selected: bool) -> etree._Element:
    """The sheet without its rows."""
    widths = tuple(headline.headers.values())
    record = range(column_number(_MARKER_COLUMN), column_number(_FAULT_COLUMN) + 1)
    return list_frame(
        widths, HEADER_ROW, count, hidden=record, tab="FFC00000", selected=selected, filtered=True
    )


def _add_head(data: etree._Element, headline: Headline, looks: _Looks) -> None:
    for number, (text, look, height) in enumerate(
        (
            (headline.title, looks.title, 30),
            (headline.conclusion, looks.conclusion, 24),
            (headline.guide, looks.guide, _guide_height(headline)),
        ),
        start=1,
    ):
        row = add_row(data, number, height)
        add_text(row, f"A{number}", text, look)
    header = add_row(data, HEADER_ROW, 22)
    for at, title in enumerate(headline.headers, 1):
        add_text(header, f"{column_letters(at)}{HEADER_ROW}", title, looks.header)


def _guide_height(headline: Headline) -> int:
    lines = lines_in(headline.guide, sum(headline.headers.values()))
    return max(20, lines * LINE_POINTS + 5)


def _add_finding(
    data: etree._Element, number: int, finding: Finding, linked: bool, headline: Headline, looks: _Looks
) -> None:
    fault, (where, says) = fault_of(finding), _where_and_what(finding)
    fix = finding.advice
    texts = [finding.word, finding.code, where, says, fix, finding.source]
    formats = [
        looks.level[finding.severity] if finding.counts else looks.centred,
        looks.centred,
        looks.link if linked else looks.text,
        looks.text,
        looks.text,
        looks.text,
    ]
    if headline.before is not None:
        texts.append(_since(fault, headline.before))
        formats.append(looks.centred)
    widths = list(headline.headers.values())[1:]
    lines = max(lines_in(text, width) for text, width in zip(texts, widths, strict=True))
    at = HEADER_ROW + number
    row = add_row(data, at, min(409, lines * LINE_POINTS + 6))
    counter = etree.SubElement(row, main("c"), r=f"A{at}", s=str(looks.centred))
    etree.SubElement(counter, main("v")).text = str(number)
    for column, (text, look) in enumerate(zip(texts, formats, strict=True), 2):
        add_text(row, f"{column_letters(column)}{at}", text, look)
    if finding.counts:
        add_text(row, f"{_FAULT_COLUMN}{at}", str(fault), 0)


def _where_and_what(finding: Finding) -> tuple[str, str]:
    """A link is one line in some programs: of many cells it names the first, and the sentence names them all."""
    where = finding.where or "整个文件"
    if not finding.place or half_widths(where) <= _LINK_WIDTH:
        return where, finding.says
    cells = where.removeprefix(f"{finding.place.sheet}!")
    return f"{finding.place}等{len(finding.cells)}格", f"{finding.says}（{cells}）"


def _since(fault: Fault, before: Sequence[Fault]) -> str:
    """Whether the fault is new; of one in many cells, how many of them are mended and how many have come to it."""
    if not fault.is_among(before):
        return "新"
    if len(fault.cells) == 1:
        return "仍有"
    former: frozenset[str] = frozenset().union(*(old.cells for old in before if fault.is_among((old,))))
    mended, more = len(former - fault.cells), len(fault.cells - former)
    changes = (f"已改{mended}格" if mended else "", f"新增{more}格" if more else "")
    return "，".join(["仍有", *filter(None, changes)])


def _add_record(data: etree._Element, former_fills: Sequence[str], columns: str) -> None:
    rows = {row.get("r"): row for row in data}
    for number in range(1, max(1, len(former_fills)) + 1):
        row = rows.get(str(number))
        if row is None:
            row = etree.SubElement(data, main("row"), r=str(number))
        cells = {_MARKER_COLUMN: MARKER} if number == 1 else {}
        if number <= len(former_fills):
            cells[_RECORD_COLUMN] = former_fills[number - 1]
        if number == 1:
            cells[_COLUMNS_COLUMN] = columns
        # Rows that a finding stands in have its fault behind these, and columns must stand in order.
        behind = next((cell for cell in row if cell.get("r", "").startswith(_FAULT_COLUMN)), None)
        for letter, text in cells.items():
            add_text(row, f"{letter}{number}", text, 0)
        if behind is not None:
            row.append(behind)


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
