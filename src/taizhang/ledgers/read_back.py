"""A filled workbook becomes a Ledger again: found by its stamp, its keys and its headers, never by its name alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from taizhang.ledgers.columns import FoundColumns, find_columns
from taizhang.ledgers.formula_prints import print_of, prints_beside
from taizhang.ledgers.our_columns import our_cells
from taizhang.ledgers.read_rows import Table, as_written, read_rows
from taizhang.ledgers.sheet_layout import INSTRUCTIONS, LISTS, MOVES, SELF_CHECK, STAMP, STAMP_DIGITS, TABLE
from taizhang.ledgers.surroundings import Surroundings, read_surroundings
from taizhang.model.grid import Formula, Grid, Workbook
from taizhang.model.ledger import STAMP_KEYS, Filler, Ledger, LedgerRow, Leftover, Stamp, ledger_columns

Expected = Callable[
    [Stamp], Ledger | None
]  # the ledger as it was laid out; None for a plan nobody here knows

_OUR_SHEETS = (SELF_CHECK, INSTRUCTIONS, LISTS, STAMP, MOVES, "校验结果")
_YEARS = range(2000, 2100)  # of a stamp; deadlines and the period before it must exist in the calendar
_COMPUTED = frozenset(column.field for column in ledger_columns() if column.filler is Filler.FORMULA)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a workbook turned out to be."""

    ledger: Ledger | None  # None where it is no ledger of ours
    stamp: Stamp | None  # None where it carries none
    why: str = ""  # one Chinese sentence: why there is no ledger, and what to do


def read_back(workbook: Workbook, expected: Expected) -> Reading:
    """The ledger in a workbook; what stands in it and became no part of the ledger is in its leftovers."""
    if workbook.file_class != "readable":
        return Reading(None, None, workbook.note)
    stamps = [stamp for entries in (workbook.stamp, workbook.part_stamp) if (stamp := read_stamp(entries))]
    found = _find_table(workbook)
    if found is None:
        return Reading(
            None,
            stamps[0] if stamps else None,
            "文件里没有任务台账的表格。请报送原下发的任务台账工作簿，不要改动表头",
        )
    stamps += [stamp for stamp in [_stamp_at_the_foot(*found)] if stamp]
    if not stamps:
        return Reading(
            None,
            None,
            "文件里没有原下发台账的标记，认不出是哪个计划、哪个单位、哪一期。请在原下发的台账文件中填写后报送，不要复制到新文件",
        )
    stamp = stamps[0]
    blank = expected(stamp)
    if blank is None:
        return Reading(
            None,
            stamp,
            f"这份台账属于另一个计划（编号“{stamp.plan}”）。请核对是否发错文件，报送本计划的任务台账",
        )
    ledger = _ledger(workbook, stamp, blank, *found)
    return Reading(replace(ledger, other_stamp=_another(stamp, stamps[1:])), stamp)


def read_stamp(entries: Mapping[str, str]) -> Stamp | None:
    """The stamp that these entries say; None where one is missing or makes no sense."""
    told = {key: entries.get(key, "").strip() for key in STAMP_KEYS}
    if not told["plan"] or not told["reporter"]:
        return None
    try:
        stamp = Stamp.parse(**told)
    except ValueError:
        return None
    return stamp if stamp.period.year in _YEARS else None


def _another(stamp: Stamp, others: list[Stamp]) -> Stamp | None:
    """The first of the others that says something else; the one at the foot is cut short, and says no less."""
    same = (stamp, replace(stamp, version=stamp.version[:STAMP_DIGITS]))
    return next((other for other in others if other not in same), None)


def _stamp_at_the_foot(grid: Grid, found: FoundColumns) -> Stamp | None:
    """The stamp as a person reads it, for a table that was pasted into another workbook.

    It holds the first digits of the plan's fingerprint only; the reporter may have blanks in it.
    """
    words = read_surroundings(grid, found).answers.get("stamp", "").split()
    if len(words) < len(STAMP_KEYS):
        return None
    plan, *reporter, period, version, template = words
    return read_stamp(
        dict(zip(STAMP_KEYS, (plan, version, " ".join(reporter), period, template), strict=True))
    )


def _find_table(workbook: Workbook) -> tuple[Grid, FoundColumns] | None:
    """The sheet in which most of a ledger's columns are found; visible ones first, then the one named as ours."""
    best: tuple[Grid, FoundColumns] | None = None
    for grid in sorted(workbook.grids, key=lambda grid: (not grid.visible, grid.sheet != TABLE)):
        found = find_columns(grid) if grid.sheet not in _OUR_SHEETS else None
        if found and (best is None or found.score > best[1].score):
            best = grid, found
    return best


def _ledger(workbook: Workbook, stamp: Stamp, blank: Ledger, grid: Grid, found: FoundColumns) -> Ledger:
    around = read_surroundings(grid, found)
    table = Table(grid, found.columns, _data_lines(grid, found, around))
    rows = read_rows(table, blank)
    formulas = _formulas(grid, found, rows)
    return Ledger(
        reporter=stamp.reporter,
        period=stamp.period,
        plan=stamp.plan,
        rows=rows,
        version=stamp.version,
        template=stamp.template,
        head=around.head,
        file=workbook.sha256,
        file_name=workbook.name,
        file_format=workbook.format,
        file_flags=workbook.flags,
        nothing_to_report=around.nothing_to_report,
        leftovers=(*_leftovers(grid, found, around, rows), *_other_sheets(workbook, grid)),
        notes=tuple(Leftover(grid.place(*cell), grid.text(*cell)) for cell in around.notes),
        manifest=dict(_manifest(workbook)),
        formulas=formulas,
    )


def _formulas(grid: Grid, found: FoundColumns, rows: tuple[LedgerRow, ...]) -> dict[tuple[str, str], str]:
    """The print of each formula that stands in a column of formulas; of rows with one id the first counts."""
    fields = {column: name for name, column in found.columns.items()}
    prints: dict[tuple[str, str], str] = {}
    for row in rows:
        for name in _COMPUTED & found.columns.keys():
            value = grid.value(row.line, found.columns[name])
            if isinstance(value, Formula):
                prints.setdefault((row.id, name), print_of(value.text, row.line, fields))
    return prints


def _manifest(workbook: Workbook) -> Iterator[tuple[tuple[str, str], str]]:
    """The prints of the table's formulas, and those of other sheets of ours that are no longer so."""
    ours = [grid for grid in workbook.grids if workbook.prints and grid.sheet in (SELF_CHECK, LISTS)]
    sheets, found = {grid.sheet for grid in ours}, prints_beside(ours)
    for key, print_ in workbook.prints.items():
        row, name = key
        if row or (name.rpartition("!")[0] in sheets and found.get(key) != print_):
            yield key, print_


def _data_lines(grid: Grid, found: FoundColumns, around: Surroundings) -> tuple[int, ...]:
    """The rows below the header; below the foot only those that carry a row id."""
    id_column = found.columns.get("id", 0)
    return tuple(
        row
        for row, _ in grid.rows()
        if row > found.bottom and (not around.foot or row < around.foot or grid.text(row, id_column).strip())
    )


def _leftovers(
    grid: Grid, found: FoundColumns, around: Surroundings, rows: tuple[LedgerRow, ...]
) -> Iterator[Leftover]:
    """The sheet's cells that are neither read nor furniture, in reading order."""
    lines, columns = {row.line for row in rows}, set(found.columns.values())
    ours = frozenset(our_cells(grid, found.bottom))
    for (row, column), value in sorted(grid.cells.items(), key=lambda item: item[0]):
        taken = row in lines and column in columns
        text = as_written(value).strip()
        known = (row, column) in found.known or (row, column) in around.known or (row, column) in ours
        if text and not taken and not known:
            yield Leftover(grid.place(row, column), text)


def _other_sheets(workbook: Workbook, table: Grid) -> Iterator[Leftover]:
    """One for each sheet that the filler added: its first cell stands for all of it.

    A copy of the ledger in which nothing was changed is no second ledger.
    """
    for grid in workbook.grids:
        if grid is table or grid.sheet in _OUR_SHEETS or not grid.cells:
            continue
        row, column = min(grid.cells)
        rival = grid.cells != table.cells and find_columns(grid) is not None
        yield Leftover(grid.place(row, column), grid.text(row, column), table=rival)
