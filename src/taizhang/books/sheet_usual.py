"""A worksheet part as nearly every program writes it, read in one pass over its bytes.

What is written in any other way is left to the reader that goes element by element: both give the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.books.cell_values import StyleFacts
from taizhang.books.gathered_sheet import UNREADABLE, CellPurse, GatheredSheet, covered
from taizhang.books.shared_formulas import SharedFormulas
from taizhang.books.sound_sheets import LAST_COLUMN, LAST_ROW
from taizhang.books.usual_cells import BEGINS, HIDDEN, Odd, UsualCells, hidden_rows, usual_cells
from taizhang.books.usual_xml import NotUsual, known_part, refuse_unusual
from taizhang.model.grid import LONGEST_FORMULA, Box, CellValue, Formula
from taizhang.model.place import column_number
from taizhang.model.remembered import remembered

_ROWS = b"<sheetData>"
_COLUMN = re.compile(rb"<col\b([^>]*)>")
_MERGE = re.compile(
    rb"<mergeCell ref=\"([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})\" ?(?:/>|></mergeCell>)"
)
_EDGES = re.compile(rb"\b(min|max)=[\"']([0-9]{1,5})[\"']")
_SPLIT = re.compile(re.escape(BEGINS))  # faster than a plain split
_SHORT = 100  # characters that a remembered formula comes to
_STRETCH = 4 * 1024 * 1024  # bytes


def read_usual(
    xml: bytes, strings: Sequence[str], styles: StyleFacts, purse: CellPurse
) -> GatheredSheet | None:
    """The sheet's cells; None where the part is written in an unusual way.

    Raises:
        Refusal: there are too many cells.
    """
    try:
        head, body, tail = _thirds(xml)
        sheet = GatheredSheet(
            merges=list(_merges(tail)),
            hidden_columns=set(_hidden_columns(head)),
            clean=True,
        )
        _gather(sheet, body, strings, usual_cells(styles), purse)
    except NotUsual:
        return None
    return sheet


def _thirds(xml: bytes) -> tuple[bytes, bytes, bytes]:
    """What stands before the rows, the rows, and what stands behind them.

    Raises:
        NotUsual: they are not told by one plain tag.
    """
    start, end = xml.find(_ROWS), xml.rfind(b"</sheetData>")
    if not 0 <= start < end:
        raise NotUsual
    return xml[:start], xml[start + len(_ROWS) : end], xml[end:]


def _gather(
    sheet: GatheredSheet, body: bytes, strings: Sequence[str], known: UsualCells, purse: CellPurse
) -> None:
    """Take every cell that holds something.

    Raises:
        Refusal: there are too many cells.
        NotUsual: something in the rows is written in another way.
    """
    start = body.find(BEGINS)
    sheet.hidden_rows.update(hidden_rows(body[: start if start >= 0 else None]))
    count, kept, shared, cells = 0, 0, SharedFormulas(), sheet.cells
    for pieces in _stretches(body, start):
        count += len(pieces)
        purse.afford(count)
        for cell, text, value, odd in filter(None, map(known.__getitem__, pieces)):
            if text is not None:
                try:
                    value = strings[text] or None
                except IndexError:
                    sheet.bad, value = True, UNREADABLE
            if odd is not None:
                value = _noted(odd, value, sheet, shared)
            if value is not None:
                cells[cell] = value
                kept += 1
    if kept != len(cells):  # one of them is given twice
        raise NotUsual
    purse.spend(count)


def _stretches(body: bytes, start: int) -> Iterator[list[bytes]]:
    """The cells, each from its address on up to the next one's; so many at a time that very many take no memory."""
    while start >= 0:
        end = body.find(BEGINS, start + _STRETCH)
        yield _SPLIT.split(body[start : end if end >= 0 else None])[1:]
        start = end


def _noted(
    odd: Odd, value: CellValue | None, sheet: GatheredSheet, shared: SharedFormulas
) -> CellValue | None:
    """The cell's value, when the sheet was told what is odd about it."""
    shell = odd.shell
    if shell.dangers:
        sheet.dangers |= shell.dangers
    if shell.hides:
        sheet.hidden_rows.update(shell.hides)
    if odd.off:
        sheet.bad = True
    if odd.unclean:
        sheet.clean = False
    if shell.shared:
        text = shared.text(shell.shared, shell.formula or "", *shell.cell)
        short = type(value) is str and len(value) <= _SHORT
        formula = _formula(text, value) if short else Formula(text, value)
        value = UNREADABLE if odd.off else formula
    if type(value) is Formula and value.value is None:
        sheet.uncomputed.add(shell.cell)
    return value


@remembered(longest=LONGEST_FORMULA, most=2_048)  # a row's checks come to the same in most ledgers
def _formula(text: str, value: CellValue | None) -> Formula:
    return Formula(text, value)


@known_part
def _merges(tail: bytes) -> tuple[Box, ...]:
    """The merged cells that are listed behind the rows.

    Raises:
        NotUsual: what stands there is written in another way.
    """
    _refuse_rows(tail)
    found = _MERGE.findall(tail)
    if len(found) != len(re.findall(rb"mergeCell[\s/>]", tail.replace(b"</mergeCell>", b""))):
        raise NotUsual
    return tuple(map(_box, found))


def _box(corners: tuple[bytes, ...]) -> Box:
    left, top, right, bottom = corners
    rows, columns = sorted((int(top), int(bottom))), sorted((_column(left), _column(right)))
    if rows[1] > LAST_ROW or columns[1] > LAST_COLUMN:
        raise NotUsual
    return Box(rows[0], columns[0], rows[1], columns[1])


def _column(letters: bytes) -> int:
    return column_number(letters.decode("ascii"))


@known_part
def _hidden_columns(head: bytes) -> frozenset[int]:
    """The hidden columns that are listed before the rows.

    Raises:
        NotUsual: what stands there is written in another way.
    """
    _refuse_rows(head)
    runs: list[tuple[int, int]] = []
    for attributes in _COLUMN.findall(head):
        if HIDDEN.search(attributes):
            edges = {edge: int(number) for edge, number in _EDGES.findall(attributes)}
            runs.append((edges.get(b"min", 1), min(edges.get(b"max", 0), LAST_COLUMN)))
    return covered(runs)


def _refuse_rows(beside: bytes) -> None:
    """Nothing, where no rows stand beside the rows.

    Raises:
        NotUsual: some do, or something there is written in a way that could hide them.
    """
    refuse_unusual(beside)
    if beside.count(b"sheetData") != beside.count(b"</sheetData>"):
        raise NotUsual
