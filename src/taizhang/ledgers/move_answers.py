"""A ledger filled in an older template becomes one of the template in use: its answers moved, each move written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from taizhang.ledgers.sheet_layout import (
    FIRST_ROW,
    FOOT_CELLS,
    HEAD_CELLS,
    HEAD_ROW,
    TABLE,
    ZERO_REPORT_LABEL,
    column_of,
    foot_cells_of,
)
from taizhang.ledgers.values import read_number
from taizhang.model.grid import plain
from taizhang.model.ledger import Column, Content, Fault, Filler, Head, Ledger, LedgerRow, ledger_columns
from taizhang.model.place import Place
from taizhang.model.plan import Answer
from taizhang.model.words.blanks import in_one_width

# What is carried into a ledger before it is filled gives way to the filler, who may have left the cell empty.
_BLANK_ANSWERS: dict[str, Any] = {
    column.field: "" if column.content is Content.TEXT else None
    for column in ledger_columns()
    if column.filler is Filler.COUNTY
}
_LABELS = {
    name: label.rstrip("：") for name, label, *_ in (*HEAD_CELLS, *(c for foot in FOOT_CELLS for c in foot))
}


@dataclass(frozen=True, slots=True)
class Move:
    """One content of the old workbook, and the cell of the new one that holds it now."""

    was: Place | None  # None for what stands beside a label above or under the table
    now: Place | None  # None where it was not moved
    column: str  # the column's title, or the label; "" outside both
    text: str
    why: str = ""  # why it was not moved, or what is to be known of it


@dataclass(frozen=True, slots=True)
class Moved:
    """The ledger to be drawn, and everything that the filler had written with what became of it."""

    ledger: Ledger
    as_read: Ledger  # the same, with what the reader took every text for, and why it took it for nothing
    moves: tuple[Move, ...]  # first what was not moved
    places: Mapping[Place, Place]  # the new cell of each cell of the old rows, empty ones too


def move_answers(old: Ledger, blank: Ledger) -> Moved:
    """The blank ledger with the old one's answers in it, in the filler's own words; rows that the filler added follow."""
    first = {row.id: row for row in reversed(old.rows) if row.id}
    asked = {row.id for row in blank.rows}
    added = [row for row in old.rows if row.id not in asked or row is not first[row.id]]
    pairs = [(first.get(row.id), row) for row in blank.rows] + [(row, None) for row in added]
    rows: list[LedgerRow] = []
    rows_as_read: list[LedgerRow] = []
    moves: list[Move] = []
    places: dict[Place, Place] = {}
    for line, (was, empty) in enumerate(pairs, FIRST_ROW):
        mover = _Mover(line, was, empty, old.formulas)
        moves += mover.moves()
        places |= mover.places()
        rows.append(mover.row())
        rows_as_read.append(mover.as_read(rows[-1]))
    head = _head(old.head, blank.head)
    moves = [*_head_moves(old, blank, len(rows)), *moves]
    lost = [
        Move(left.place, None, "", left.raw, _left_why(left.table)) for left in (*old.leftovers, *old.notes)
    ]
    ledger = replace(blank, rows=tuple(rows), head=head, nothing_to_report=old.nothing_to_report)
    left, taken = [m for m in moves if m.now is None], [m for m in moves if m.now]
    as_read = replace(ledger, rows=tuple(rows_as_read))
    return Moved(ledger, as_read, (*left, *lost, *taken), places)


@dataclass(frozen=True, slots=True)
class _Mover:
    """One line of the new table: the filler's row, the row as it is laid out now, or both."""

    line: int
    was: LedgerRow | None
    empty: LedgerRow | None  # None for a row that the filler added
    formulas: Mapping[tuple[str, str], str]  # of the old ledger; none where its kind of file tells none

    def row(self) -> LedgerRow:
        """The line as it is drawn; a text that is no plain number or drop-down word stands in `raw` alone."""
        base = self.empty or LedgerRow(
            id=self.was.id if self.was else "", asked=self.was.asked if self.was else None
        )
        if self.was is None:
            return base
        taken = self._taken()
        values: dict[str, Any] = {column.field: self._value(column) for column in taken}
        kept = {name: text for name, text in base.raw.items() if name not in _BLANK_ANSWERS}
        raw = kept | {column.field: self.was.raw[column.field] for column in taken}
        return replace(base, **(_BLANK_ANSWERS | values), raw=raw)

    def as_read(self, drawn: LedgerRow) -> LedgerRow:
        """The drawn line with the values, and the faults, that its moved texts had in the old workbook."""
        if self.was is None:
            return drawn
        taken = [column.field for column in self._taken()]
        values: dict[str, Any] = {name: getattr(self.was, name) for name in taken}
        faults = {name: fault for name, fault in self.was.faults.items() if name in taken}
        return replace(drawn, **values, faults=faults)

    def moves(self) -> Iterator[Move]:
        if self.was is None:
            return
        for column in ledger_columns():
            text = self.was.raw.get(column.field, "")
            if not text.strip() or column.hidden:
                continue
            if self._is_moved(column):
                now = Place("", TABLE, self.line, column_of(column.field))
                yield Move(
                    self.was.at(column.field), now, column.title, text, "" if self.empty else "自行增加的行"
                )
            elif why := self._why_left(column):
                yield Move(self.was.at(column.field), None, column.title, text, why)

    def places(self) -> dict[Place, Place]:
        if self.was is None or self.was.sheet is None:
            return {}
        return {
            place: Place("", TABLE, self.line, column_of(column.field))
            for column in ledger_columns()
            if (place := self.was.at(column.field))
        }

    def _taken(self) -> list[Column]:
        return [column for column in ledger_columns() if self._is_moved(column)]

    def _is_moved(self, column: Column) -> bool:
        assert self.was is not None
        text = self.was.raw.get(column.field, "")
        if not text.strip() or column.field == "id" or column.filler is Filler.FORMULA:
            return False
        if self.empty is None:
            return not self._is_shared(column)
        if column.filler is Filler.RECORD:
            return getattr(self.empty, column.field) in (None, "")
        return column.filler is Filler.COUNTY and not self._is_shared(column)

    def _is_shared(self, column: Column) -> bool:
        """One number merged over several rows: in one row alone it would be taken for that row's."""
        assert self.was is not None
        if column.content is not Content.NUMBER or self.was.faults.get(column.field) is not Fault.AMBIGUOUS:
            return False
        return read_number(self.was.raw[column.field], self.was.unit).value is not None

    def _value(self, column: Column) -> object:
        """The number where it was written plainly; else nothing, so that the text is drawn."""
        assert self.was is not None
        value, text = getattr(self.was, column.field), self.was.raw[column.field]
        if column.content is Content.NUMBER:
            asks_yes_no = self.was.answer is Answer.YES_NO and column.field in ("actual", "previous")
            return value if value is not None and plain(value) == text and not asks_yes_no else None
        if column.content is Content.CHOICE:
            return value if value is not None and str(value) == text else None
        return text

    def _why_left(self, column: Column) -> str:
        """Why the content of a filled cell stays behind; "" where it is the plan's or the sheet's own."""
        assert self.was is not None
        text = self.was.raw[column.field]
        if self._is_shared(column):
            return "一个数字跨了几行，分不清是哪一行的"
        if column.filler is Filler.FORMULA:
            typed = self.formulas and (self.was.id, column.field) not in self.formulas
            return "本栏由公式计算" if typed else ""
        if self.empty is None or column.field == "number":
            return ""
        sent = getattr(self.empty, column.field)
        shown = plain(sent) if column.content is Content.NUMBER else str(sent)
        return "" if in_one_width(text) == in_one_width(shown) else "下发内容，以现行台账为准"


def _head(old: Head, blank: Head) -> Head:
    """What the filler wrote; the reporter's name as it was issued where it is missing."""
    return replace(old, reporter_name=old.reporter_name or blank.reporter_name)


def _head_moves(old: Ledger, blank: Ledger, rows: int) -> Iterator[Move]:
    cells = {name: (HEAD_ROW, column_of(first)) for name, _, _, (first, _) in HEAD_CELLS}
    cells |= foot_cells_of(FIRST_ROW + rows - 1)
    for told in fields(Head):
        text = getattr(old.head, told.name)
        if text and text != getattr(blank.head, told.name):
            yield Move(None, Place("", TABLE, *cells[told.name]), _LABELS[told.name], text)
    if old.nothing_to_report:
        now = Place("", TABLE, *cells["nothing_to_report"])
        yield Move(None, now, ZERO_REPORT_LABEL.rstrip("："), "是")


def _left_why(whole_sheet: bool) -> str:
    return "另一张台账，未采用" if whole_sheet else "有内容未采用"
