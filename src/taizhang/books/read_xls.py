"""xls, et and their templates: the worksheets of a BIFF8 (Excel 97) or BIFF5 (Excel 5.0/95) stream, sparsely."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from taizhang.books.biff import (
    BOF,
    CONTINUE,
    ERRORS,
    SST,
    narrow_text,
    packed_number,
    records,
    shared_strings,
    wide_text,
)
from taizhang.books.cell_values import StyleFacts
from taizhang.books.dangers import fetches
from taizhang.books.gathered_sheet import UNREADABLE, CellPurse, GatheredSheet, covered
from taizhang.books.record_counts import refuse_many_records
from taizhang.books.refusal import corrupt
from taizhang.books.sound_sheets import shown_sheet
from taizhang.books.workbook_parts import shows_date, shows_percent
from taizhang.model.file_limits import FileLimits
from taizhang.model.grid import Box, CellError, CellValue, Grid
from taizhang.model.verdict import Flag

_SHEET, _FORMAT, _XF, _CODEPAGE, _DATEMODE, _SUPBOOK, _EXTERNSHEET, _NAME = (
    0x85, 0x41E, 0xE0, 0x42, 0x22, 0x1AE, 0x17, 0x18,
)  # fmt: skip
_ROW, _COLUMNS, _MERGED = 0x208, 0x7D, 0xE5
_NUMBER, _RK, _MANY_RK, _SHARED, _LABEL, _RICH_LABEL, _FORMULA, _STRING, _BOOL_OR_ERROR = (
    0x203, 0x27E, 0xBD, 0xFD, 0x204, 0xD6, 0x06, 0x207, 0x205,
)  # fmt: skip
_CELLS = frozenset((_NUMBER, _RK, _MANY_RK, _SHARED, _LABEL, _RICH_LABEL, _FORMULA, _BOOL_OR_ERROR))
_ADDRESS = struct.Struct("<HH")  # row and column, which every cell begins with
_BIFF8 = 0x600
_WHOLE_BOOK = 0x05  # what begins there is no sheet
_HIDDEN = 0x20
_OWN_BOOK, _ADD_IN = 0x0401, 0x3A01
_BUILT_IN = 0x20
_RUNS_BY_ITSELF = (1, 2, 10, 11)  # built-in names: on opening, closing, activating, deactivating


@dataclass(slots=True)
class _Book:
    """What the workbook says of itself before its sheets."""

    biff8: bool
    codepage: int = 936
    epoch_1904: bool = False
    sheets: list[tuple[str, int, bool]] = field(default_factory=list)  # name, offset, visible
    formats: dict[int, str] = field(default_factory=dict)
    cell_formats: list[int] = field(default_factory=list)
    strings: list[bytes] = field(default_factory=list)
    flags: set[Flag] = field(default_factory=set)


def read_xls(stream: bytes, sha256: str, limits: FileLimits) -> tuple[tuple[Grid, ...], frozenset[Flag]]:
    """All worksheets of the workbook's stream, and what was noticed; a computed cell is its value.

    Raises:
        Refusal: the stream is damaged, or there are too many cells.
    """
    try:
        book = _book(stream)
        reader = _Reader(book, limits)
        grids = tuple(
            reader.grid(stream, name, offset, visible, sha256) for name, offset, visible in book.sheets
        )
    except (struct.error, IndexError) as trouble:
        raise corrupt("文件不完整，读不出工作表。请在表格软件中另存为 .xlsx 后再报送") from trouble
    if not grids:
        raise corrupt("工作簿里没有工作表，读不出内容。请在表格软件中重新保存后再报送")
    return grids, frozenset(book.flags)


def _book(stream: bytes) -> _Book:
    book = _Book(struct.unpack_from("<H", stream, 4)[0] == _BIFF8)
    before = 0
    for kind, body in records(stream, 0):
        if kind == SST or (kind == CONTINUE and before == SST):
            book.strings.append(body)
        elif kind == _SHEET:
            _take_sheet(book, body)
        else:
            with suppress(
                struct.error, IndexError
            ):  # what is beside the cells never stops the reading (INTAKE 30)
                _take_fact(book, kind, body)
        before = SST if kind == CONTINUE and before == SST else kind
    return book


def _take_fact(book: _Book, kind: int, body: bytes) -> None:
    if kind == _FORMAT:
        number, count = struct.unpack_from("<HH" if book.biff8 else "<HB", body)
        book.formats[number] = _text(book, body, 4 if book.biff8 else 3, count)
    elif kind == _XF:
        book.cell_formats.append(struct.unpack_from("<H", body, 2)[0])
    elif kind == _CODEPAGE:
        book.codepage = struct.unpack_from("<H", body)[0]
    elif kind == _DATEMODE:
        book.epoch_1904 = body[:1] == b"\x01"
    elif kind == _NAME:
        book.flags |= _name(book, body)
    elif kind in (_SUPBOOK, _EXTERNSHEET):
        book.flags |= _link(body, biff8=book.biff8, kind=kind)


def _name(book: _Book, body: bytes) -> set[Flag]:
    """A name that runs by itself, or that of a function younger than the format."""
    if body[0] & _BUILT_IN:
        return {Flag.MACRO, Flag.AUTO_RUN} if body[15 if book.biff8 else 14] in _RUNS_BY_ITSELF else set()
    function = _text(book, body, 14, body[3]).removeprefix("_xlfn.")
    return {Flag.EXTERNAL_LINK} if fetches(f"{function}(") else set()


def _take_sheet(book: _Book, body: bytes) -> None:
    offset, hidden, kind, count = struct.unpack_from("<IBBB", body)
    if kind == 0:
        book.sheets.append((_text(book, body, 7, count), offset, hidden & 3 == 0))
    elif kind in (1, 6):  # of Excel 4.0 macros, of Visual Basic 5
        book.flags.add(Flag.MACRO)


def _text(book: _Book, body: bytes, at: int, count: int) -> str:
    return wide_text(body, at, count) if book.biff8 else narrow_text(body, at, count, book.codepage)


def _link(body: bytes, *, biff8: bool, kind: int) -> set[Flag]:
    """Another file by its path, after the byte 1; another program as its name, the byte 3, and what is asked of it."""
    if biff8 != (kind == _SUPBOOK):
        return set()
    if biff8:
        count = struct.unpack_from("<H", body, 2)[0]
        if count in (_OWN_BOOK, _ADD_IN):
            return set()
        address = wide_text(body, 4, count)
    else:
        address = body[1:].decode("latin-1")
        if address[:1] in ("\x02", "\x03", "") or address == ":":  # own sheets, functions of add-ins
            return set()
    by_program = not address.startswith("\x01") and "\x03" in address
    return {Flag.EXTERNAL_LINK, Flag.DDE} if by_program else {Flag.EXTERNAL_LINK}


@dataclass(slots=True)
class _Sheet(GatheredSheet):
    """What was read of one worksheet so far."""

    hidden_runs: list[tuple[int, int]] = field(default_factory=list)  # of columns
    awaited: tuple[int, int] | None = None  # the formula whose text stands in a record of its own


class _Reader:
    """Reads the worksheets of one workbook."""

    def __init__(self, book: _Book, limits: FileLimits) -> None:
        codes = enumerate(book.cell_formats)
        shown = [(at, number, book.formats.get(number, "")) for at, number in codes]
        self._book = book
        self._strings = shared_strings(book.strings)
        self._styles = StyleFacts(
            frozenset(at for at, number, code in shown if shows_date(number, code)),
            frozenset(at for at, number, code in shown if shows_percent(number, code)),
            book.epoch_1904,
        )
        self._purse = CellPurse(limits.cells)
        self._records, self._most_records = 0, limits.records

    def grid(self, stream: bytes, name: str, offset: int, visible: bool, sha256: str) -> Grid:
        kind, _, _, what = struct.unpack_from("<4H", stream, offset)
        if kind != BOF or what == _WHOLE_BOOK:
            raise corrupt(f"工作表“{shown_sheet(name)}”有内容但读不出来。请在表格软件中重新保存后再报送")
        sheet = _Sheet()
        for kind, body in records(stream, offset):
            self._records += 1  # of all sheets: many may be said to stand at one place
            refuse_many_records(self._records, self._most_records)
            try:
                self._take(sheet, kind, body)
            except (struct.error, IndexError):
                self._keep_bad(sheet, kind, body)
        sheet.hidden_columns.update(covered(sheet.hidden_runs))
        if sheet.bad:
            self._book.flags.add(Flag.BAD_CELL)
        return sheet.grid(name, sha256, visible=visible)

    def _take(self, sheet: _Sheet, kind: int, body: bytes) -> None:
        if kind == _ROW:
            if body[12] & _HIDDEN:
                sheet.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLUMNS:
            first, last = struct.unpack_from("<HH", body)
            if body[8] & 1:
                sheet.hidden_runs.append((first + 1, min(last, 255) + 1))
        elif kind == _MERGED:
            count = struct.unpack_from("<H", body)[0]
            for top, bottom, left, right in struct.iter_unpack("<4H", body[2 : 2 + 8 * count]):
                sheet.merges.append(Box(top + 1, left + 1, bottom + 1, right + 1))
        elif kind == _STRING and sheet.awaited:
            text = _text(self._book, body, 2, struct.unpack_from("<H", body)[0])
            self._put(sheet, *sheet.awaited, text)
            sheet.awaited = None
        else:
            for row, column, value in self._values(sheet, kind, body):
                self._put(sheet, row, column, value)

    def _keep_bad(self, sheet: _Sheet, kind: int, body: bytes) -> None:
        """One bad cell costs that cell; what is bad beside the cells is passed over."""
        if kind in _CELLS and len(body) >= _ADDRESS.size:
            row, column = _ADDRESS.unpack_from(body)
            self._book.flags.add(Flag.BAD_CELL)
            self._put(sheet, row + 1, column + 1, UNREADABLE)

    def _put(self, sheet: _Sheet, row: int, column: int, value: CellValue) -> None:
        if value == "":
            return
        self._purse.spend()
        sheet.put((row, column), value)

    def _values(self, sheet: _Sheet, kind: int, body: bytes) -> Iterator[tuple[int, int, CellValue]]:
        if kind not in _CELLS:
            return
        row, column, style = struct.unpack_from("<HHH", body)
        row, column = row + 1, column + 1
        match kind:
            case 0x203:
                yield row, column, self._number(struct.unpack_from("<d", body, 6)[0], style)
            case 0x27E:
                yield row, column, self._number(packed_number(body, 6), style)
            case 0xBD:
                for more, at in enumerate(range(4, len(body) - 7, 6)):
                    style = struct.unpack_from("<H", body, at)[0]
                    yield row, column + more, self._number(packed_number(body, at + 2), style)
            case 0xFD:
                yield row, column, self._strings[struct.unpack_from("<I", body, 6)[0]]
            case 0x204 | 0xD6:
                yield row, column, _text(self._book, body, 8, struct.unpack_from("<H", body, 6)[0])
            case 0x205:
                yield row, column, _error(body[6]) if body[7] else body[6] == 1
            case _:
                yield row, column, self._result(sheet, row, column, style, body)

    def _result(self, sheet: _Sheet, row: int, column: int, style: int, body: bytes) -> CellValue:
        """What a formula was last computed to."""
        if body[12:14] != b"\xff\xff":
            return self._number(struct.unpack_from("<d", body, 6)[0], style)
        match body[6]:
            case 0:
                sheet.awaited = row, column
                return ""
            case 1:
                return body[8] == 1
            case 2:
                return _error(body[8])
            case _:
                return ""

    def _number(self, number: float, style: int) -> CellValue:
        try:
            return self._styles.value(number, style)
        except ArithmeticError:
            self._book.flags.add(Flag.BAD_CELL)
            return CellError("#NUM!")


def _error(code: int) -> CellError:
    return CellError(ERRORS.get(code, "#VALUE!"))
