"""A filled workbook becomes a Ledger again: found by its stamp, its keys and its headers, never by its name alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from taizhang.ledgers.computed_again import OurSheets, formulas_noticed
from taizhang.ledgers.find_tables import FoundTable, find_tables
from taizhang.ledgers.formula_prints import Prints, print_of, printer, prints_beside
from taizhang.ledgers.leftovers import leftovers_of, other_sheets
from taizhang.ledgers.notices import hidden_sheets, notices_of, rival_columns
from taizhang.ledgers.read_rows import Table, read_rows
from taizhang.ledgers.sheet_layout import LISTS, SELF_CHECK, STAMP_DIGITS, TABLE
from taizhang.ledgers.shifted_columns import shifted_columns
from taizhang.model.grid import CellValue, Formula, Grid, Workbook
from taizhang.model.ledger import (
    COLUMN_TITLES,
    STAMP_KEYS,
    Filler,
    Ledger,
    LedgerRow,
    Leftover,
    Notice,
    Noticed,
    Stamp,
    ledger_columns,
)
from taizhang_templates import TEMPLATE_VERSION

Expected = Callable[
    [Stamp], Ledger | None
]  # the ledger as it was laid out; None for a plan nobody here knows

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
    tables = find_tables(workbook)
    if not tables:
        return Reading(
            None,
            stamps[0] if stamps else None,
            "文件里没有任务台账的表格。请报送原下发的任务台账工作簿，不要改动表头",
        )
    stamps += [stamp for stamp in [_stamp_at_the_foot(tables[0])] if stamp]
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
    ledger = _ledger(workbook, stamp, blank, tables)
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


def _stamp_at_the_foot(table: FoundTable) -> Stamp | None:
    """The stamp as a person reads it, for a table that was pasted into another workbook.

    It holds the first digits of the plan's fingerprint only; the reporter may have blanks in it.
    """
    words = table.around.answers.get("stamp", "").split()
    if len(words) < len(STAMP_KEYS):
        return None
    plan, *reporter, period, version, template = words
    return read_stamp(
        dict(zip(STAMP_KEYS, (plan, version, " ".join(reporter), period, template), strict=True))
    )


def _ledger(workbook: Workbook, stamp: Stamp, blank: Ledger, tables: list[FoundTable]) -> Ledger:
    main = tables[0]
    rows, dropped = _rows_of(main, blank)
    joined = list(_joined(tables[1:], blank, rows))
    taken = {main.grid.sheet, *(table.grid.sheet for table, _ in joined)}
    told = rival_columns(main)
    ours = _our_sheets(workbook, main.grid.sheet)
    beside, formulas = prints_beside(ours), _formulas(main, rows)
    manifest = dict(_manifest(workbook, main, ours, beside))
    return Ledger(
        reporter=stamp.reporter,
        period=stamp.period,
        plan=stamp.plan,
        rows=(*rows, *(row for _, more in joined for row in more)),
        version=stamp.version,
        template=stamp.template,
        head=main.around.head,
        file=workbook.sha256,
        file_name=workbook.name,
        file_format=workbook.format,
        file_flags=workbook.flags,
        nothing_to_report=main.around.nothing_to_report,
        leftovers=(
            *leftovers_of(main, rows, dropped, told),
            *(left for table, more in joined for left in leftovers_of(table, more, (), ())),
            *other_sheets(workbook, tables, taken, in_use=stamp.template == TEMPLATE_VERSION),
        ),
        notes=tuple(Leftover(main.grid.place(*cell), main.grid.text(*cell)) for cell in main.around.notes),
        notices=(
            *notices_of(main, rows, blank),
            *_shifts_noticed(main, rows, manifest, formulas),
            *_sheets_noticed(tables, joined),
            *hidden_sheets(workbook),
            *_values_noticed(workbook, main, rows, blank, ours, beside),
        ),
        manifest=manifest,
        formulas=formulas,
    )


def _rows_of(table: FoundTable, blank: Ledger) -> tuple[tuple[LedgerRow, ...], tuple[range, ...]]:
    """The table's rows, and the rows of the sheet that a second table under it takes.

    A header that stands once more begins a second table where most of what follows was answered above.
    """
    lines = [line for section in table.sections for line in section]
    rows = read_rows(Table(table.grid, table.columns.columns, lines), blank)
    if not table.headers:  # nearly always
        return rows, ()
    dropped: list[range] = []
    first, *others = map(frozenset, table.sections)
    seen = {row.id for row in rows if row.line in first and row.id}
    for header, section in zip(table.headers, others, strict=True):
        ids = {row.id for row in rows if row.line in section and row.id}
        if not section or 2 * len(ids & seen) > len(ids):
            end = max(section, default=header[-1])
            dropped.append(range(header[0], end + 1))
        seen |= ids
    kept = tuple(row for row in rows if not any(row.line in block for block in dropped))
    return kept, tuple(dropped)


def _joined(
    others: list[FoundTable], blank: Ledger, rows: tuple[LedgerRow, ...]
) -> Iterator[tuple[FoundTable, tuple[LedgerRow, ...]]]:
    """The tables of other sheets that hold rows which the main one lacks, and no row that it has."""
    answered = {row.id for row in rows}
    for table in others:
        missing = {row.id for row in blank.rows} - answered
        if not missing or not table.answers:
            continue
        more, _ = _rows_of(table, blank)
        ids = {row.id for row in more if row.id}
        if ids and ids <= missing:
            answered |= ids
            yield table, more


def _shifts_noticed(
    table: FoundTable,
    rows: tuple[LedgerRow, ...],
    manifest: Mapping[tuple[str, str], str],
    formulas: Mapping[tuple[str, str], str],
) -> Iterator[Notice]:
    """A formula that is as it went out names the cells of its own row alone."""
    altered = {key: print_ for key, print_ in formulas.items() if manifest.get(key) != print_}
    for name, line, by in shifted_columns(table, rows, altered) if altered else ():
        place = table.grid.place(line, table.columns.columns[name])
        words = (COLUMN_TITLES[name], str(line), f"{'下' if by > 0 else '上'}移了{abs(by)}行")
        yield Notice(Noticed.COLUMN_SHIFTED, place, name, words)


def _sheets_noticed(
    tables: list[FoundTable], joined: list[tuple[FoundTable, tuple[LedgerRow, ...]]]
) -> Iterator[Notice]:
    main = tables[0]
    empty = next((table for table in tables[1:] if table.grid.sheet == TABLE and not table.answers), None)
    if empty:
        place = main.grid.place(main.columns.top, 1)
        yield Notice(Noticed.OTHER_SHEET, place, words=(main.grid.sheet, empty.grid.sheet))
    for table, more in joined:
        place = more[0].at("task") or table.grid.place(more[0].line, 1)
        yield Notice(Noticed.SHEET_JOINED, place, words=(table.grid.sheet, str(len(more))))


def _formulas(table: FoundTable, rows: tuple[LedgerRow, ...]) -> dict[tuple[str, str], str]:
    """The print of each formula that stands in a column of formulas; of rows with one id the first counts."""
    found = table.columns.columns
    print_of = printer({column: name for name, column in found.items()})
    computed = [(name, found[name]) for name in _COMPUTED & found.keys()]
    prints: dict[tuple[str, str], str] = {}
    for row in rows:
        cells = table.grid.row(row.line)
        for name, column in computed:
            value = cells.get(column)
            if type(value) is Formula:
                prints.setdefault((row.id, name), print_of(value.text, row.line))
    return prints


def _our_sheets(workbook: Workbook, sheet: str) -> list[Grid]:
    """填报自检 and 选项, their formulas as if the table still stood in the sheet in which it went out."""
    ours = [grid for grid in workbook.grids if grid.sheet in (SELF_CHECK, LISTS)]
    return ours if sheet == TABLE else [_renamed(grid, sheet) for grid in ours]


def _manifest(
    workbook: Workbook, table: FoundTable, ours: list[Grid], beside: Prints
) -> Iterator[tuple[tuple[str, str], str]]:
    """The prints of the table's rows, and of what stands around them and in other sheets those that are no longer so."""
    sheets = {grid.sheet for grid in ours}
    yield from ((key, print_) for key, print_ in workbook.prints.items() if key[0])
    for key in [key for key in workbook.prints if not key[0] and beside.get(key) != workbook.prints[key]]:
        if key[1].rpartition("!")[0] in sheets:
            yield key, workbook.prints[key]
    for label, (row, column) in table.around.computed.items():
        if label == SELF_CHECK and SELF_CHECK not in sheets:
            continue  # with the sheet that it names a formula loses its words
        held, sent = table.grid.value(row, column), workbook.prints.get(("", label))
        found = print_of(held.text, row, {}) if isinstance(held, Formula) else ""
        if sent not in (None, found):
            yield ("", str(table.grid.place(row, column))), sent


def _values_noticed(
    workbook: Workbook,
    table: FoundTable,
    rows: tuple[LedgerRow, ...],
    blank: Ledger,
    ours: list[Grid],
    beside: Prints,
) -> Iterator[Notice]:
    by_name = {grid.sheet: grid for grid in ours}
    if len(by_name) == 2:
        sheets = OurSheets(by_name[SELF_CHECK], by_name[LISTS], workbook.prints, beside)
        yield from formulas_noticed(workbook, table, rows, blank, sheets)


def _renamed(grid: Grid, sheet: str) -> Grid:
    """The grid with its formulas as they were before the table's sheet was given another name."""
    quoted = sheet.replace("'", "''")

    def before(value: CellValue) -> CellValue:
        if not isinstance(value, Formula):
            return value
        text = value.text.replace(f"'{quoted}'!", f"'{TABLE}'!").replace(f"{sheet}!", f"{TABLE}!")
        return replace(value, text=text)

    return replace(grid, cells={cell: before(value) for cell, value in grid.cells.items()})
