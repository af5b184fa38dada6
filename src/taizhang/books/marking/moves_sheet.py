"""The sheet 移动清单: what an older template held, and where it stands in the one that replaces it."""

from __future__ import annotations

from collections.abc import Sequence

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
from taizhang.books.marking.package import Package
from taizhang.books.marking.part_xml import main
from taizhang.books.marking.result_sheet import quoted_sheet
from taizhang.books.marking.styles_part import StyleTable
from taizhang.books.marking.workbook_xml import WorkbookPart
from taizhang.ledgers.move_answers import Move
from taizhang.ledgers.sheet_layout import MOVES
from taizhang.model.place import Place

_HEADER_ROW = 3
_HEADERS = {"序号": 6, "原单元格": 18, "现单元格": 18, "栏目": 18, "内容": 60, "说明": 30}
_LETTERS = "ABCDEF"
_TEXT_COLUMN = 1 + tuple(_HEADERS).index("内容")
_NOT_MOVED = "未移入"


def add_moves_sheet(content: bytes, moves: Sequence[Move], title: str, guide: str) -> bytes:
    """The workbook with the list behind its other sheets."""
    package = Package(content)
    workbook = WorkbookPart(package)
    styles = StyleTable(package.root(workbook.styles()))
    root = _drawn(moves, title, guide, styles)
    package.put(workbook.styles(), styles.root)
    workbook.add_sheet(MOVES, root)
    quoted, last = quoted_sheet(MOVES), _HEADER_ROW + max(len(moves), 1)
    workbook.set_sheet_name("_xlnm.Print_Area", MOVES, f"{quoted}!$A$1:$F${last}")
    workbook.set_sheet_name("_xlnm.Print_Titles", MOVES, f"{quoted}!${_HEADER_ROW}:${_HEADER_ROW}")
    return package.to_bytes()


def listed_at(position: int) -> Place:
    """The cell that shows the text of the move at this position, from 0."""
    return Place("", MOVES, _HEADER_ROW + 1 + position, _TEXT_COLUMN)


def _drawn(moves: Sequence[Move], title: str, guide: str, styles: StyleTable) -> etree._Element:
    root = list_frame(tuple(_HEADERS.values()), _HEADER_ROW, len(moves))
    data = root.find(main("sheetData"))
    looks = {
        "title": list_look(styles, list_font(size=16, bold=True), CENTRE, ruled=False, quoted=True),
        "guide": list_look(styles, list_font(colour="FF595959"), LEFT, ruled=False, quoted=True),
        "header": list_look(styles, list_font(bold=True), CENTRE, fill=list_fill("FFD9E1F2")),
        "text": list_look(styles, list_font(), LEFT, quoted=True),
        "left": list_look(styles, list_font(bold=True), LEFT, fill=list_fill("FFFFF2A6"), quoted=True),
    }
    for number, (look, text, height) in enumerate((("title", title, 30), ("guide", guide, 36)), 1):
        add_text(add_row(data, number, height), f"A{number}", text, looks[look])
    header = add_row(data, _HEADER_ROW, 22)
    for letter, word in zip(_LETTERS, _HEADERS, strict=True):
        add_text(header, f"{letter}{_HEADER_ROW}", word, looks["header"])
    for number, move in enumerate(moves, 1):
        _add_move(data, number, move, looks["text"] if move.now else looks["left"], looks["text"])
    _add_links(root, moves)
    return root


def _add_move(data: etree._Element, number: int, move: Move, look: int, plain: int) -> None:
    was = str(move.was) if move.was else "表头表尾"
    now = str(move.now) if move.now else _NOT_MOVED
    texts = (str(number), was, now, move.column, move.text, move.why)
    lines = max(lines_in(text, width) for text, width in zip(texts, _HEADERS.values(), strict=True))
    at = _HEADER_ROW + number
    row = add_row(data, at, min(409, lines * LINE_POINTS + 4))
    for letter, text in zip(_LETTERS, texts, strict=True):
        add_text(row, f"{letter}{at}", text, look if letter == "C" else plain)


def _add_links(root: etree._Element, moves: Sequence[Move]) -> None:
    links = root.find(main("hyperlinks"))
    for number, move in enumerate(moves, 1):
        if move.now:
            location = f"{quoted_sheet(move.now.sheet)}!{move.now.address}"
            etree.SubElement(links, main("hyperlink"), ref=f"C{_HEADER_ROW + number}", location=location)
    if not len(links):
        root.remove(links)
