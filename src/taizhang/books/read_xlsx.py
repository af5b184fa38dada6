"""xlsx and xlsm: each sheet in one pass where it is written as usual, element by element where it is not."""

from __future__ import annotations

from taizhang.books.clean_grid import clean_grid
from taizhang.books.common_sheets import read_common
from taizhang.books.container import Container
from taizhang.books.gathered_sheet import CellPurse, GatheredSheet
from taizhang.books.refusal import corrupt, unsupported
from taizhang.books.shared_strings import read_strings
from taizhang.books.sheet_sparse import read_sparse
from taizhang.books.sheet_usual import read_usual
from taizhang.books.sound_sheets import LAST_COLUMN, LAST_ROW, shown_sheet
from taizhang.books.workbook_parts import SheetFacts, WorkbookFacts, read_styles
from taizhang.books.xml_counts import has_more_named
from taizhang.model.file_limits import FileLimits
from taizhang.model.grid import Grid
from taizhang.model.verdict import Flag

_HOLDS_VALUE = (b"<v>", b":v>", b"<is>", b"<v\0", b"v\0>")


def read_xlsx(
    container: Container, facts: WorkbookFacts, sha256: str
) -> tuple[tuple[Grid, ...], frozenset[Flag]]:
    """All worksheets of the workbook and what was noticed in them.

    Raises:
        Refusal: a sheet is damaged, or there are too many cells.
    """
    limits = container.limits
    styles = read_styles(container.part(facts.styles), facts.epoch_1904)
    strings, clean = read_strings(container.part(facts.shared_strings), limits)
    purse = CellPurse(limits.cells)
    grids: list[Grid] = []
    flags: set[Flag] = set()
    for sheet in facts.sheets:
        part = container.part(sheet.part)
        _refuse_many(part, limits)
        usual = read_common if sheet.part in container.common else read_usual
        read = usual(part, strings, styles, purse) or read_sparse(part, strings, styles, purse, limits.xml)
        _refuse_silence(sheet, part, read)
        grid = read.grid(sheet.name, sha256, visible=sheet.visible)
        if not (clean and read.clean):
            grid, noticed = clean_grid(grid)
            flags |= noticed
        grids.append(grid)
        flags |= _flags_of(read)
    return tuple(grids), frozenset(flags)


def _flags_of(read: GatheredSheet) -> frozenset[Flag]:
    found = {Flag.FORMULA_WITHOUT_VALUE: bool(read.uncomputed), Flag.BAD_CELL: read.bad}
    return frozenset(read.dangers | {flag for flag, there in found.items() if there})


def _refuse_many(part: bytes, limits: FileLimits) -> None:
    """More rows or columns than a sheet has, or more merges than anybody makes, before any of them is looked at."""
    bounds = (
        (b"row", LAST_ROW, "行"),
        (b"col", LAST_COLUMN, "列"),
        (b"mergeCell", limits.merges, "处合并单元格"),
    )
    for name, most, said in bounds:
        if has_more_named(part, name, most):
            raise unsupported(
                f"工作表超过{most}{said}的上限，未读取。请删除多余内容后重新报送", Flag.OVER_LIMIT
            )


def _refuse_silence(sheet: SheetFacts, part: bytes, read: GatheredSheet) -> None:
    """No silent blank: a sheet that holds values must give some."""
    if not read.cells and (any(mark in part for mark in _HOLDS_VALUE) or not _is_sheet(part)):
        raise corrupt(f"工作表“{shown_sheet(sheet.name)}”有内容但读不出来。请在表格软件中重新保存后再报送")


def _is_sheet(part: bytes) -> bool:
    """Every sheet has its rows, also one without any cell."""
    return b"sheetData" in part or b"sheetData" in part.replace(b"\0", b"")
