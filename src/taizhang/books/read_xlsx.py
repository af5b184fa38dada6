"""xlsx and xlsm: the fast reader's values, completed by a raw look; the slow reader where the fast one may not go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import Any

from python_calamine import CalamineWorkbook

from taizhang.books.clean_text import clean_text, injects_formula, is_harmful
from taizhang.books.container import Container
from taizhang.books.dangers import formula_dangers
from taizhang.books.file_limits import FileLimits
from taizhang.books.refusal import corrupt, unsupported
from taizhang.books.sheet_scan import SheetScan, scan_sheet
from taizhang.books.sheet_sparse import exact, percent_text, read_sparse, read_strings
from taizhang.books.workbook_parts import SheetFacts, StyleFacts, WorkbookFacts, read_styles
from taizhang.model.grid import CellError, CellValue, Formula, Grid
from taizhang.model.verdict import Flag

_ODD_DAYS = date(1900, 3, 1)  # before this the calendars of the clients differ
_HOLDS_VALUE = (b"<v>", b":v>", b"<is>", b"<v\0", b"v\0>")


@dataclass(slots=True)
class Sheets:
    """The grids read so far and what was noticed on the way."""

    grids: tuple[Grid, ...]
    flags: frozenset[Flag]


def read_xlsx(
    content: bytes, container: Container, facts: WorkbookFacts, sha256: str, limits: FileLimits
) -> Sheets:
    """All worksheets of the workbook.

    Raises:
        Refusal: a sheet is damaged, or there are too many cells.
    """
    styles = read_styles(container.part(facts.styles))
    scans = [scan_sheet(container.part(sheet.part), styles.percents) for sheet in facts.sheets]
    cells = sum(scan.cells for scan in scans)
    if cells > limits.cells:
        raise unsupported(
            f"工作簿里有{cells}个单元格，超过{limits.cells}个的上限，未读取。请删除多余内容后重新报送",
            Flag.OVER_LIMIT,
        )
    reader = _Reader(content, container, facts, styles, sha256)
    found = [reader.grid(sheet, scan) for sheet, scan in zip(facts.sheets, scans, strict=True)]
    _refuse_silence(container, facts, [grid for grid, _ in found])
    flags = frozenset().union(*(flags for _, flags in found))
    return Sheets(tuple(grid for grid, _ in found), flags)


class _Reader:
    """Reads the sheets of one workbook; the fast reader is opened once, the shared strings only when needed."""

    def __init__(
        self, content: bytes, container: Container, facts: WorkbookFacts, styles: StyleFacts, sha256: str
    ) -> None:
        self._container = container
        self._facts = facts
        self._styles = styles
        self._sha256 = sha256
        self._fast = _open_fast(content)
        self._strings: tuple[str, ...] | None = None

    def grid(self, sheet: SheetFacts, scan: SheetScan) -> tuple[Grid, frozenset[Flag]]:
        """The sheet and what was noticed in it."""
        rows = self._fast_rows(sheet, scan)
        read = self._fast_grid(sheet, scan, rows) if rows is not None else None
        if read is None:
            return _cleaned(*self._slow_grid(sheet))
        return _cleaned(*read, scan.spelled)

    def _fast_rows(self, sheet: SheetFacts, scan: SheetScan) -> list[list[Any]] | None:
        """The fast reader's rows from the first row and column on; None where it may not or cannot be asked."""
        names = [other.name for other in self._facts.sheets]
        if self._fast is None or not scan.plain or names.count(sheet.name) > 1:
            return None
        try:
            return self._fast.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException:  # the library panics with one
            return None

    def _fast_grid(
        self, sheet: SheetFacts, scan: SheetScan, rows: list[list[Any]]
    ) -> tuple[Grid, set[Flag]] | None:
        """None where a value needs the slow reader: a day the two calendars differ on, a number that is none."""
        cells: dict[tuple[int, int], CellValue] = {}
        flags: set[Flag] = set()
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                kind = type(value)
                if kind is str:
                    if not value:
                        continue
                elif kind is float:
                    if not isfinite(value):
                        return None
                    value = exact(value)
                elif isinstance(value, (date, time)) and _odd(value):
                    return None
                cells[row, column] = value
        for cell in scan.percents:
            number = cells.get(cell)
            if isinstance(number, Decimal):
                cells[cell] = percent_text(number)
        for cell, code in scan.errors.items():
            cells[cell] = CellError(code)
        for cell, text in scan.formulas.items():
            value = None if cell in scan.uncomputed else cells.get(cell, "")
            cells[cell] = Formula(text, value)
        grid = Grid(
            sheet.name, cells, self._sha256, scan.merges, scan.hidden_rows, scan.hidden_columns, sheet.visible,
            scan.uncomputed,
        )  # fmt: skip
        return grid, flags

    def _slow_grid(self, sheet: SheetFacts) -> tuple[Grid, set[Flag]]:
        if self._strings is None:
            self._strings = read_strings(self._container.part(self._facts.shared_strings))
        read = read_sparse(
            self._container.part(sheet.part), self._strings, self._styles, self._facts.epoch_1904
        )
        grid = Grid(
            sheet.name, read.cells, self._sha256, tuple(read.merges), frozenset(read.hidden_rows),
            frozenset(read.hidden_columns), sheet.visible, frozenset(read.uncomputed),
        )  # fmt: skip
        return grid, {Flag.BAD_CELL} if read.bad else set()


def _open_fast(content: bytes) -> CalamineWorkbook | None:
    """None where the fast reader fails on something beside the cells: a style, a drawing, a name."""
    try:
        return CalamineWorkbook.from_filelike(BytesIO(content))
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # the library panics with one
        return None


def _odd(value: date | time) -> bool:
    if isinstance(value, time):
        return value == time()
    day = value.date() if isinstance(value, datetime) else value
    return day < _ODD_DAYS


def _cleaned(grid: Grid, flags: set[Flag], spelled: list[str] | None = None) -> tuple[Grid, frozenset[Flag]]:
    """The grid with its text cleaned, and the flags its content asks for.

    Of a formula that was copied to other cells the one `spelled` out is enough: copying moves its references only.
    """
    found = set(flags)
    if grid.uncomputed:
        found.add(Flag.FORMULA_WITHOUT_VALUE)
    if spelled is None:
        spelled = [value.text for value in grid.cells.values() if type(value) is Formula]
    found |= formula_dangers(spelled)
    grid, noticed = clean_grid(grid)
    return grid, frozenset(found | noticed)


def clean_grid(grid: Grid) -> tuple[Grid, frozenset[Flag]]:
    """The grid without harmful characters, and what its text asks to be flagged."""
    values = grid.cells.values()
    alone = {value for value in values if type(value) is str}  # the same words stand in many cells
    texts = "\n".join([*alone, *{_text_of(value) for value in values if type(value) is Formula}])
    injects = {Flag.FORMULA_INJECTION} if injects_formula(texts) else set()
    harmed = is_harmful(texts)
    if not harmed and "\r" not in texts:
        return grid, frozenset(injects)
    cells = {cell: _clean(value) for cell, value in grid.cells.items()}
    kept = replace(grid, cells={cell: value for cell, value in cells.items() if value != ""})
    return kept, frozenset(injects | ({Flag.CONTROL_CHARACTERS} if harmed else set()))


def _text_of(value: CellValue | None) -> str:
    match value:
        case str():
            return value
        case Formula():
            return value.text if value.value is None else _text_of(value.value)
        case _:
            return ""


def _clean(value: CellValue) -> CellValue:
    match value:
        case str():
            return clean_text(value)
        case Formula(text, inner):
            return Formula(clean_text(text), _clean(inner) if inner is not None else None)
        case _:
            return value


def _refuse_silence(container: Container, facts: WorkbookFacts, grids: list[Grid]) -> None:
    """No silent blank: a sheet that holds values must give some."""
    for sheet, grid in zip(facts.sheets, grids, strict=True):
        if not grid.cells and any(mark in container.part(sheet.part) for mark in _HOLDS_VALUE):
            raise corrupt(f"工作表“{sheet.name}”有内容但读不出来。请在表格软件中重新保存后再报送")
