"""xlsb: the worksheets of Excel's binary package, sparsely; a computed cell is its value."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from taizhang.books.biff import ERRORS, packed_number
from taizhang.books.biff12 import records, text_at
from taizhang.books.cell_values import StyleFacts
from taizhang.books.container import Container
from taizhang.books.gathered_sheet import UNREADABLE, CellPurse, GatheredSheet, covered
from taizhang.books.refusal import corrupt
from taizhang.books.sound_sheets import shown_sheet
from taizhang.books.workbook_parts import WorkbookFacts, shows_date, shows_percent
from taizhang.model.grid import Box, CellError, CellValue, Grid
from taizhang.model.verdict import Flag

_BUNDLE_SHEET, _BOOK_PROPERTIES, _NAME = 156, 153, 39
_LINKED_BOOK, _BY_DDE = 360, b"\x01\x00"
_RUNS_BY_ITSELF = "_xlnm.auto_".encode("utf-16-le")
_STRING_ITEM = 19
_FORMAT, _CELL_FORMATS, _END_CELL_FORMATS, _CELL_FORMAT = 44, 617, 618, 47
_ROW, _COLUMN, _MERGE = 0, 60, 176
_PACKED, _ERROR, _BOOLEAN, _REAL, _TEXT, _SHARED = 2, 3, 4, 5, 6, 7
_FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_BOOLEAN, _FORMULA_ERROR, _RICH = 8, 9, 10, 11, 62
_CELLS = frozenset({*range(_PACKED, _FORMULA_ERROR + 1), _RICH})
_NUMBER = struct.Struct("<I")  # a row begins with its own, a cell with its column's
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x10, 0x01
_SHEETS_LEFT_OUT = ("chartsheet", "dialogsheet", "xlmacrosheet", "xlintlmacrosheet")


@dataclass(slots=True)
class _Sheet(GatheredSheet):
    """What was read of one worksheet so far."""

    row: int = 0
    hidden_runs: list[tuple[int, int]] = field(default_factory=list)  # of columns


def read_xlsb(
    container: Container, facts: WorkbookFacts, sha256: str
) -> tuple[tuple[Grid, ...], frozenset[Flag]]:
    """All worksheets and what was noticed.

    Raises:
        Refusal: a part is damaged or not there, or there are too many cells.
    """
    try:
        reader = _Reader(container, facts)
        grids = tuple(reader.grids(sha256))
    except (struct.error, IndexError) as trouble:
        raise corrupt("文件不完整，读不出工作表。请在表格软件中另存为 .xlsx 后再报送") from trouble
    if not grids:
        raise corrupt("工作簿里没有工作表，读不出内容。请在表格软件中重新保存后再报送")
    return grids, frozenset(reader.flags | _links(container, facts))


def _records(container: Container, part: str) -> Iterator[tuple[int, bytes]]:
    return records(container.part(part), container.limits.records)


def _links(container: Container, facts: WorkbookFacts) -> set[Flag]:
    """Links to other programs, and names that run by themselves."""
    linked = [part for kind, part in facts.relations.values() if kind.lower() == "externallink"]
    books = (body for part in linked for kind, body in _records(container, part) if kind == _LINKED_BOOK)
    found = {Flag.DDE} if any(body[:2] == _BY_DDE for body in books) else set()
    names = (body for kind, body in _records(container, facts.main) if kind == _NAME)
    runs = any(_RUNS_BY_ITSELF in body.lower() for body in names)
    return found | ({Flag.MACRO, Flag.AUTO_RUN} if runs else set())


class _Reader:
    """Reads the worksheets of one workbook."""

    def __init__(self, container: Container, facts: WorkbookFacts) -> None:
        self.flags: set[Flag] = set()
        self._container = container
        self._facts = facts
        self._strings = tuple(
            text_at(body, 1)[0]
            for kind, body in _records(container, facts.shared_strings)
            if kind == _STRING_ITEM
        )
        self._styles = _styles(container, facts)
        self._purse = CellPurse(container.limits.cells)

    def grids(self, sha256: str) -> Iterator[Grid]:
        for kind, body in _records(self._container, self._facts.main):
            if kind == _BOOK_PROPERTIES:
                self._styles = replace(self._styles, epoch_1904=bool(body[0] & 1))
            if kind != _BUNDLE_SHEET:
                continue
            relation, end = text_at(body, 8)
            name, _ = text_at(body, end)
            how, part = self._facts.relations.get(relation, ("", ""))
            if how.lower() in _SHEETS_LEFT_OUT:
                continue
            if part not in self._container:
                raise corrupt(f"文件缺少工作表“{shown_sheet(name)}”的内容。请在表格软件中重新保存后再报送")
            yield self._grid(name, part, visible=body[:4] == bytes(4), sha256=sha256)

    def _grid(self, name: str, part: str, *, visible: bool, sha256: str) -> Grid:
        sheet = _Sheet()
        for kind, body in _records(self._container, part):
            try:
                self._take(sheet, kind, body)
            except (struct.error, IndexError):
                self._keep_bad(sheet, kind, body)
        sheet.hidden_columns.update(covered(sheet.hidden_runs))
        if sheet.bad:
            self.flags.add(Flag.BAD_CELL)
        return sheet.grid(name, sha256, visible=visible)

    def _take(self, sheet: _Sheet, kind: int, body: bytes) -> None:
        if kind == _ROW:
            sheet.row = struct.unpack_from("<I", body)[0] + 1
            if body[11] & _ROW_HIDDEN:
                sheet.hidden_rows.add(sheet.row)
        elif kind == _COLUMN:
            first, last = struct.unpack_from("<II", body)
            if body[16] & _COLUMN_HIDDEN:
                sheet.hidden_runs.append((first + 1, min(last, 16_383) + 1))
        elif kind == _MERGE:
            top, bottom, left, right = (number + 1 for number in struct.unpack_from("<4I", body))
            sheet.merges.append(Box(top, left, bottom, right))
        elif kind in _CELLS:
            column, style = struct.unpack_from("<II", body)
            self._put(sheet, column + 1, self._value(kind, body, style & 0xFFFFFF))

    def _keep_bad(self, sheet: _Sheet, kind: int, body: bytes) -> None:
        """One bad cell costs that cell, what is bad beside the cells nothing; of a row without number nothing is sure."""
        if kind == _ROW and len(body) < _NUMBER.size:
            raise corrupt("工作表中有一行没有行号，读不完整。请在表格软件中另存为 .xlsx 后再报送")
        if kind in _CELLS and len(body) >= _NUMBER.size:
            self.flags.add(Flag.BAD_CELL)
            self._put(sheet, _NUMBER.unpack_from(body)[0] + 1, UNREADABLE)

    def _put(self, sheet: _Sheet, column: int, value: CellValue) -> None:
        if value == "":
            return
        self._purse.spend()
        sheet.put((sheet.row, column), value)

    def _value(self, kind: int, body: bytes, style: int) -> CellValue:
        match kind:
            case 2:
                return self._number(packed_number(body, 8), style)
            case 5 | 9:
                return self._number(struct.unpack_from("<d", body, 8)[0], style)
            case 3 | 11:
                return CellError(ERRORS.get(body[8], "#VALUE!"))
            case 4 | 10:
                return body[8] == 1
            case 7:
                return self._strings[int.from_bytes(body[8:12], "little")]
            case 62:
                return text_at(body, 9)[0]
            case _:
                return text_at(body, 8)[0]

    def _number(self, number: float, style: int) -> CellValue:
        try:
            return self._styles.value(number, style)
        except ArithmeticError:
            self.flags.add(Flag.BAD_CELL)
            return CellError("#NUM!")


def _styles(container: Container, facts: WorkbookFacts) -> StyleFacts:
    """None where the part is damaged: decoration never stops the reading (INTAKE 30)."""
    try:
        return _styles_in(_records(container, facts.styles))
    except (struct.error, IndexError):
        return StyleFacts()


def _styles_in(listed: Iterator[tuple[int, bytes]]) -> StyleFacts:
    codes: dict[int, str] = {}
    numbers: list[int] = []
    among = False
    for kind, body in listed:
        if kind in (_CELL_FORMATS, _END_CELL_FORMATS):
            among = kind == _CELL_FORMATS
        elif kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = text_at(body, 2)[0]
        elif kind == _CELL_FORMAT and among:
            numbers.append(struct.unpack_from("<H", body, 2)[0])
    shown = [(at, number, codes.get(number, "")) for at, number in enumerate(numbers)]
    return StyleFacts(
        frozenset(at for at, number, code in shown if shows_date(number, code)),
        frozenset(at for at, number, code in shown if shows_percent(number, code)),
    )
