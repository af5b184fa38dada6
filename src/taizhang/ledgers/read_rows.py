"""The lines of a table as ledger rows: each cell by its column's kind, each row with what was asked of it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from taizhang.ledgers.choice_values import read_clearing, read_status, read_yes_no
from taizhang.ledgers.values import NumberReading, read_number
from taizhang.model.grid import Box, CellError, CellValue, Formula, Grid, shown
from taizhang.model.ledger import (
    SAID_FIELDS,
    Content,
    Fault,
    Ledger,
    LedgerRow,
    SheetMap,
    filled_row,
    ledger_columns,
)
from taizhang.model.plan import Answer
from taizhang.model.remembered import remembered
from taizhang.model.words.headers import header_key

_TEXTS = frozenset(column.field for column in ledger_columns() if column.content is Content.TEXT)
_NUMBERS = frozenset(column.field for column in ledger_columns() if column.content is Content.NUMBER)
TOTAL_WORDS = frozenset(("合计", "小计", "总计", "累计"))
_PARTS = ("numerator", "denominator")
_WIDEST, _TALLEST = 200, 2_000  # a merge may claim a whole sheet
_ROUNDED = Decimal("0.05")  # percentage points: a share written with one decimal place
_ERROR = re.compile(  # pasted as a value, an error is text, and still no answer
    r"#(?:DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|NULL!|SPILL!|CALC!)|(?:Err|错误):5\d\d", re.I
)
_ERROR_BEGINS = frozenset("#Ee错")  # looked at first: hardly any text has it in common with an error
_OF_PLAN = ("task", "measure", "indicator")
_SUBSTANCE = ("task", "measure", "indicator", "actual", "progress", "status")


@dataclass(frozen=True, slots=True)
class Table:
    """A grid's data lines with the columns found in it."""

    grid: Grid
    columns: Mapping[str, int]
    lines: Sequence[int]  # rows that may hold data, top down

    @property
    def sheet(self) -> SheetMap:
        return SheetMap(self.grid.source, self.grid.sheet, dict(self.columns))


@dataclass(slots=True)
class _Line:
    """One line's cells by field, before they are understood."""

    row: int
    cells: dict[str, CellValue]
    merged: frozenset[str] = frozenset()  # fields whose cell is merged down from a line above
    covered: Mapping[str, str] = field(
        default_factory=dict
    )  # fields under a cell merged across, with its field
    left_id: str = ""  # the id that stood in the line, where its words are another task's
    id: str = ""
    asked: LedgerRow | None = None  # the expected row


def read_rows(table: Table, expected: Ledger) -> tuple[LedgerRow, ...]:
    """The rows in the order of the sheet; lines that hold nothing, sums and strangers are left out."""
    columns = _in_order(table.columns)
    tops = _downward_merges(table.grid.merges, table.lines)
    lines = [_line(table.grid, row, columns, tops) for row in table.lines]
    _cover(lines, table)
    lines = [line for line in lines if _is_data(line)]
    _recognise(lines, expected)
    sheet = table.sheet
    return tuple(_row(line, sheet) for line in lines)


def _downward_merges(merges: Sequence[Box], lines: Sequence[int]) -> dict[int, dict[int, int]]:
    """By column, for each line under a merge the row that it begins in; one over many columns belongs to its first."""
    tops: dict[int, dict[int, int]] = {}
    for box in merges:
        under = lines[bisect_right(lines, box.top) : bisect_right(lines, box.bottom)]
        if under:
            tops.setdefault(box.left, {}).update(dict.fromkeys(under, box.top))
    return tops


def _cover(lines: list[_Line], table: Table) -> None:
    """Tell each line which of its fields lie under a cell that is merged across several columns."""
    across = [box for box in table.grid.merges if box.right > box.left]
    if not across:
        return
    fields = {column: name for name, column in table.columns.items()}
    by_row = {line.row: line for line in lines}
    for box in across:
        first = fields.get(box.left, "")
        under = [fields[at] for at in range(box.left + 1, min(box.right, _WIDEST) + 1) if at in fields]
        for row in range(box.top, min(box.bottom, box.top + _TALLEST) + 1):
            if row in by_row and first:
                by_row[row].covered = {**by_row[row].covered, **dict.fromkeys(under, first)}


def _in_order(columns: Mapping[str, int]) -> list[tuple[str, int]]:
    """As a new ledger has them, wherever they stand in this one: 分子 and 分母 are read before what they settle."""
    return [(one.field, columns[one.field]) for one in ledger_columns() if one.field in columns]


def _line(
    grid: Grid, row: int, columns: Sequence[tuple[str, int]], tops: Mapping[int, Mapping[int, int]]
) -> _Line:
    standing = grid.row(row)
    cells = {name: standing[column] for name, column in columns if column in standing}
    merged = dict(_merged_down(grid, row, columns, tops)) if tops else {}
    if merged:
        both = cells | merged
        cells = {name: both[name] for name, _ in columns if name in both}
    line = _Line(row, cells, frozenset(merged))
    line.id = _in_plain_letters(shown(cells.get("id")))
    return line


@remembered(longest=100, most=4_096)  # the same in all ledgers of a plan
def _in_plain_letters(row_id: str) -> str:
    return unicodedata.normalize("NFKC", row_id).strip()


def _merged_down(
    grid: Grid, row: int, columns: Sequence[tuple[str, int]], tops: Mapping[int, Mapping[int, int]]
) -> Iterator[tuple[str, CellValue]]:
    """What cells of lines above say here as well: by field, where the line's own cell is blank."""
    standing = grid.row(row)
    for name, column in columns:
        if column in tops and column not in standing and row in tops[column]:
            above = grid.value(tops[column][row], column)
            if above is not None:
                yield name, above


def _as_error(text: str) -> CellValue:
    """The error that the text is, else the text."""
    return CellError(text) if _ERROR.fullmatch(text) else text


def _is_data(line: _Line) -> bool:
    """A line with an id, or one that says something of its own."""
    if line.id:
        return True
    own = line.cells.keys() - line.merged
    first = next((shown(line.cells[name]).strip() for name in ("number", *_OF_PLAN) if name in own), "")
    return "".join(first.split()) not in TOTAL_WORDS and any(name in own for name in _SUBSTANCE)


def _recognise(lines: list[_Line], expected: Ledger) -> None:
    """Give each line the expected row it answers: by id, else by the plan's words in it."""
    by_id = {row.id: row for row in expected.rows}
    for line in lines:
        line.asked = by_id.get(line.id)
    _mend_stale_ids(lines, expected)
    found = {line.id for line in lines}
    free = [row for row in expected.rows if row.id not in found]
    lost = [line for line in lines if not line.id and not line.left_id]
    all_lost = len(lost) == len(lines)
    waiting: dict[tuple[str, ...], list[LedgerRow]] = {}
    for row in free:
        waiting.setdefault(_asked_words(row), []).append(row)
    for line in lost:
        rows = waiting.get(_words(line))
        if rows:
            _give(line, rows.pop(0))
    if all_lost:
        _recognise_by_order(lines, expected)
    _recognise_split(lines)


def _mend_stale_ids(lines: list[_Line], expected: Ledger) -> None:
    """Where id and words disagree the words that the filler saw count.

    Who sorts the visible columns alone leaves the hidden ids behind, some of them in blank rows; who copies a row to
    write a task of the county's own into it copies the id too.
    """
    odd = [line for line in lines if line.asked and _reads_otherwise(line, line.asked)]
    if not odd:
        return
    many = Counter(map(_asked_words, expected.rows))
    own = {_asked_words(row): row for row in expected.rows if many[_asked_words(row)] == 1}
    for line in odd:
        if _words(line) in own:
            line.left_id = line.id
            _give(line, own[_words(line)])
    doubtful = [line for line in odd if not line.left_id]
    seen = set(map(id, doubtful))
    held = {line.id for line in lines if id(line) not in seen}
    for line in doubtful:
        if line.id in held and (any(_words(line)) or not SAID_FIELDS & line.cells.keys()):
            line.left_id, line.id, line.asked = line.id, "", None


def _recognise_split(lines: list[_Line]) -> None:
    """A line without an id under plan cells merged down from the line above is that task's second line."""
    above: _Line | None = None
    for line in lines:
        if (
            above
            and above.asked
            and not line.id
            and "measure" in line.merged
            and _words(line) == _words(above)
        ):
            _give(line, above.asked)
        above = line


def _reads_otherwise(line: _Line, row: LedgerRow) -> bool:
    """Cheap first: most lines come back letter by letter."""
    cells = line.cells
    if tuple(shown(cells.get(name)) for name in _OF_PLAN) == (row.task, row.measure, row.indicator):
        return False
    return _asked_words(row) != _words(line)


def _asked_words(row: LedgerRow) -> tuple[str, ...]:
    return tuple(header_key(getattr(row, name)) for name in _OF_PLAN)


def _words(line: _Line) -> tuple[str, ...]:
    return tuple(header_key(shown(line.cells.get(name))) for name in _OF_PLAN)


def _give(line: _Line, row: LedgerRow) -> None:
    line.asked, line.id = row, row.id


def _recognise_by_order(lines: list[_Line], expected: Ledger) -> None:
    """The lines whose words were changed too, where exactly as many rows are left to be answered."""
    found = {line.id for line in lines}
    free = [row for row in expected.rows if row.id not in found]
    lost = [line for line in lines if not line.id]
    if len(free) == len(lost):
        for line, row in zip(lost, free, strict=True):
            _give(line, row)


def _row(line: _Line, sheet: SheetMap) -> LedgerRow:
    reading = _Reading(line)
    values: dict[str, Any] = {}
    raw: dict[str, str] = {}
    faults: dict[str, Fault] = {}
    for name, cell in line.cells.items():
        if type(cell) is str and cell[:1] in _ERROR_BEGINS:
            cell = _as_error(cell)
        text = cell.value if type(cell) is Formula else cell
        if type(text) is str and name in _TEXTS:  # most are
            raw[name], values[name] = text, text.strip()
            continue
        raw[name] = as_written(cell)
        values[name], fault = reading.understood(name, cell)
        if fault is not None:
            faults[name] = fault
    values |= {
        "id": line.id, "asked": line.asked.asked if line.asked else None, "sheet": sheet, "line": line.row,
        "raw": raw, "faults": faults, "merged": line.merged, "covered": line.covered, "left_id": line.left_id,
    }  # fmt: skip
    return filled_row(values)


class _Reading:
    """Understands the cells of one line."""

    def __init__(self, line: _Line) -> None:
        self._line = line
        asked = line.asked.asked if line.asked else None
        self._parts: dict[str, Decimal | None] = {}
        self._answer = asked.answer if asked else None
        self._rolled_up = asked.rolled_up if asked else False
        self._unit = line.asked.unit if line.asked else shown(line.cells.get("unit")).strip()

    def understood(self, name: str, cell: CellValue) -> tuple[Any, Fault | None]:
        """The field's value; None or "" with a fault where the cell holds something else."""
        if name in _NUMBERS:
            return self._number(name, cell)
        if name == "status":
            return read_status(cell)
        if name == "clearing":
            return read_clearing(cell)
        return _text(cell)

    def _number(self, name: str, cell: CellValue) -> tuple[Decimal | None, Fault | None]:
        if name == "rate":
            return _rate(cell)
        if name in self._line.merged:  # one number over several indicators: whose it is must be asked
            return None, Fault.AMBIGUOUS
        if name in ("actual", "previous") and self._answer is Answer.YES_NO:
            return read_yes_no(cell)
        if name == "previous" and isinstance(cell, Decimal):
            return cell, None  # ours: as it was accepted, so nothing in it is ambiguous
        if name == "actual" and self._rolled_up and isinstance(cell, Decimal):
            return cell, None
        reading = read_number(cell, "" if name in _PARTS else self._unit)
        if name in _PARTS and shown(cell).strip() in ("是", "否"):
            return None, Fault.NOT_A_NUMBER
        if name in _PARTS:
            self._parts[name] = reading.value
        value = self._settled(reading) if name == "actual" else reading.value
        return value, None if value is not None else reading.fault

    def _settled(self, reading: NumberReading) -> Decimal | None:
        """The number; of two readings the one that its own 分子 and 分母 give."""
        upper, lower = self._parts.get("numerator"), self._parts.get("denominator")
        if reading.fault is not Fault.AMBIGUOUS or upper is None or not lower:
            return reading.value
        share = upper * 100 / lower
        return next((number for number in reading.readings if abs(number - share) <= _ROUNDED), None)


def _text(cell: CellValue | None) -> tuple[str, Fault | None]:
    if type(cell) is str:
        return cell.strip(), None
    if isinstance(cell, Formula):
        return ("", Fault.NO_VALUE) if cell.value is None else _text(cell.value)
    if isinstance(cell, CellError):
        return "", Fault.CELL_ERROR
    return shown(cell).strip(), None


def _rate(cell: CellValue | None) -> tuple[Decimal | None, Fault | None]:
    """The completion rate as a share of 1; 119% is 1.19."""
    if isinstance(cell, Formula) and isinstance(cell.value, Decimal):
        return cell.value, None
    if isinstance(cell, Decimal):
        return cell, None
    reading = read_number(cell, "%")
    return (reading.value / 100 if reading.value is not None else None), reading.fault


def as_written(value: CellValue) -> str:
    """The text of a cell; a formula without a value shows itself."""
    if type(value) is str:
        return value
    if isinstance(value, Formula) and value.value is None:
        return f"={value.text}"
    return shown(value)
