"""The ledgers of one plan and period for one reporter after the other: what is alike is drawn and deflated once.

Rows of a LedgerLayout that are equal are asked by one Asked object, so each is drawn once for all reporters. What a row
takes over from the last period is written into its cells afterwards; see Column.carried.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial, reduce
from operator import or_
from typing import Any

from taizhang.books.stamp_part import manifest_lines, part_of
from taizhang.books.stamping.frame_rows import Cells, rows_that_differ
from taizhang.books.stamping.ledger_mould import (
    INSTRUCTIONS_PART,
    STAMP_SHEET_PART,
    TABLE_PART,
    LedgerMould,
    make_mould,
)
from taizhang.books.stamping.packed_parts import archive
from taizhang.books.stamping.row_piece import RowPiece, draw_piece, taken_over
from taizhang.books.stamping.stamp_parts import STAMP_PART
from taizhang.books.writing.input_rules import input_rules
from taizhang.books.writing.table_shape import RowTexts, TableShape, row_texts, shape_of
from taizhang.books.writing.write_table import wide_line_height
from taizhang.ledgers.draw import draw_frame, draw_ledger, draw_stamp, frame_entries
from taizhang.ledgers.formula_prints import prints_beside_table
from taizhang.ledgers.instructions import draw_instructions
from taizhang.ledgers.open_words import reporter_words, row_words
from taizhang.ledgers.self_check import verdict_link
from taizhang.ledgers.sheet_layout import (
    FIRST_ROW,
    HEAD_ROW,
    TITLE_ROW,
    Entry,
    LineKind,
    first_visible_column,
    note_row_of,
    stamp_row_of,
)
from taizhang.model.clause import Clause
from taizhang.model.grid import Formula, Grid, shown
from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.live_check import SheetChecks
from taizhang.model.plan import Plan
from taizhang.model.reporter import RosterLine
from taizhang_templates import Style

ChecksOf = Callable[
    [Ledger, Collection[LedgerRow]], SheetChecks
]  # the live checks of these rows of the ledger

_MOST_PIECES = 4096  # kept at a time, so that memory does not grow with the number of reporters
_MOST_SHARED = 64  # sets of texts that reporters may share
_SOMEBODY = "\ue000"  # stands for a reporter's name; no text holds it


@dataclass(frozen=True, slots=True)
class _Key:
    """Whatever decides how a mould looks; ledgers with the same key are stamped into the same mould."""

    shape: TableShape
    title: str
    ids: tuple[str, ...]
    said: tuple[str, ...]  # what 校验提示 says row by row; of it, the ids and their tasks 填报自检 is made
    foot: tuple[float, ...]  # heights of the lines under the table


@dataclass(frozen=True, slots=True)
class _Moulded:
    """A mould and the texts that it was made with."""

    mould: LedgerMould
    cells: Mapping[str, Cells]  # by part; of the table those around its rows
    beside: str  # the manifest's lines on the sheets beside the table

    def sheet(self, part: str, wanted: Cells) -> bytes:
        """A sheet with the rows anew in which other texts are wanted."""
        sheet = self.mould.mould.sheets[part]
        return sheet.with_rows(rows_that_differ(sheet, self.cells[part], wanted))


@dataclass(frozen=True, slots=True)
class _Instructions:
    """The 填报说明 as it is drawn for nobody yet."""

    grid: Grid
    kinds: Mapping[int, LineKind]

    def of_reporter(self, name: str) -> Grid:
        named = {
            cell: value.replace(_SOMEBODY, name)
            for cell, value in self.grid.cells.items()
            if isinstance(value, str) and _SOMEBODY in value
        }
        return replace(self.grid, cells={**self.grid.cells, **named})


class LedgerPress:
    """Stamps ledgers that nobody has filled in yet; each comes out as `write_ledger` would write it."""

    def __init__(self, plan: Plan, style: Style, checks: ChecksOf, clauses: Sequence[Clause] = ()) -> None:
        self._plan, self.style, self._checks, self._clauses = plan, style, checks, clauses
        self._pieces: dict[tuple[int, int], RowPiece] = {}  # by what asks the row, and its number
        self._moulds: dict[_Key, _Moulded] = {}
        self._verdicts: dict[tuple[str, ...], Formula] = {}  # by what the rows say
        self._rules: dict[tuple[int, ...], str] = {}  # by what may be put into each row
        self._asks: dict[tuple[tuple[int, Entry], ...], int] = {}  # what may be put into a row, numbered
        self._drawn_instructions: dict[tuple[str, ...], _Instructions] = {}
        self._row_words: dict[object, tuple[tuple[LedgerRow, ...], dict[str, str]]] = {}
        self._shape = cache(partial(shape_of, style=style))

    def stamp(self, ledger: Ledger, line: RosterLine, changes: Sequence[str] = ()) -> bytes:
        """The reporter's workbook; `changes` as for `draw_ledger`."""
        words = reporter_words(ledger, self._plan, line, self.style) | self._of_rows(ledger)
        job = _Job(ledger, line, changes, words, self._drawn(ledger, words))
        frame, _ = draw_frame(ledger, self._plan, self._verdict(job), words)
        instructions = self._instructions(words, changes)
        key = self._key(job, frame)
        if key not in self._moulds:
            if len(self._moulds) >= _MOST_SHARED:  # rows keep how each mould writes them, so both go
                self._moulds.clear()
                self._pieces.clear()
            self._moulds[key] = self._made(key.shape, job)
        moulded = self._moulds[key]
        return archive(
            moulded.mould.mould.stamped(
                {
                    TABLE_PART: self._table(moulded, job, frame),
                    INSTRUCTIONS_PART: moulded.mould.instructions_part(
                        instructions.of_reporter(line.name), instructions.kinds
                    ),
                    STAMP_SHEET_PART: moulded.sheet(STAMP_SHEET_PART, draw_stamp(ledger).cells),
                    STAMP_PART: part_of(ledger.stamp, job.manifest + moulded.beside),
                }
            )
        )

    def _of_rows(self, ledger: Ledger) -> dict[str, str]:
        """The words that the same rows leave open for everyone; the rows are kept, so that no other has their ids."""
        key = (tuple(id(row.asked) for row in ledger.rows), tuple(row.previous for row in ledger.rows))
        if key not in self._row_words:
            _keep_few(self._row_words)
            self._row_words[key] = ledger.rows, row_words(ledger, self._plan)
        return self._row_words[key][1]

    def _drawn(self, ledger: Ledger, words: Mapping[str, str]) -> list[RowPiece]:
        """The ledger's rows; those that were never seen before are drawn."""
        keys = [(id(row.asked), number) for number, row in enumerate(ledger.rows, FIRST_ROW)]
        new = [row for row, key in zip(ledger.rows, keys, strict=True) if key not in self._pieces]
        if new and len(self._pieces) > _MOST_PIECES:
            self._pieces.clear()
            new = list(ledger.rows)
        if new:
            checks = self._checks(ledger, new)
            for row, key in zip(ledger.rows, keys, strict=True):
                if key not in self._pieces:
                    self._pieces[key] = self._piece(row, key[1], words, checks)
        return [self._pieces[key] for key in keys]

    def _piece(self, row: LedgerRow, number: int, words: Mapping[str, str], checks: SheetChecks) -> RowPiece:
        piece = draw_piece(row, number, words, checks)
        piece.asks = self._asks.setdefault(tuple(piece.entries.items()), len(self._asks))
        return piece

    def _verdict(self, job: _Job) -> Formula:
        if job.said not in self._verdicts:
            self._verdicts[job.said] = verdict_link(job.ledger, self._checks(job.ledger, job.ledger.rows))
        return self._verdicts[job.said]

    def _instructions(self, words: Mapping[str, str], changes: Sequence[str]) -> _Instructions:
        """The 填报说明, drawn once for all who differ in nothing but their name."""
        others = {**words, "reporter": _SOMEBODY}
        key = (*others.values(), *changes)
        if key not in self._drawn_instructions:
            _keep_few(self._drawn_instructions)
            drawn = draw_instructions(self._plan, others, changes, self._clauses)
            self._drawn_instructions[key] = _Instructions(*drawn)
        return self._drawn_instructions[key]

    def _key(self, job: _Job, frame: Cells) -> _Key:
        shape = self._shape(len(job.pieces), job.texts)
        wide = [
            frame[row, first_visible_column()]
            for row in (note_row_of(shape.last_row), stamp_row_of(shape.last_row))
        ]
        return _Key(
            shape=shape,
            title=shown(frame[TITLE_ROW, first_visible_column()]),
            ids=tuple(row.id for row in job.ledger.rows),
            said=job.said,
            foot=tuple(
                wide_line_height(shown(text), shape, self.style.fonts.body.size, self.style) for text in wide
            ),
        )

    def _made(self, shape: TableShape, job: _Job) -> _Moulded:
        checks = self._checks(job.ledger, job.ledger.rows)
        sheets = draw_ledger(
            job.ledger, self._plan, job.line, checks,
            changes=job.changes, clauses=self._clauses, style=self.style,
        )  # fmt: skip
        return _Moulded(
            mould=make_mould(sheets, shape, self.style),
            cells={
                TABLE_PART: {
                    cell: value
                    for cell, value in sheets.table.cells.items()
                    if not HEAD_ROW < cell[0] <= shape.last_row
                },
                STAMP_SHEET_PART: sheets.stamp.cells,
            },
            beside=manifest_lines(prints_beside_table(sheets)),
        )

    def _table(self, moulded: _Moulded, job: _Job, frame: Cells) -> bytes:
        mould = moulded.mould
        sharing = mould.body.sharing()
        rows = rows_that_differ(mould.table, moulded.cells[TABLE_PART], frame)
        for number, (piece, row) in enumerate(zip(job.pieces, job.ledger.rows, strict=True), FIRST_ROW):
            rows[number] = piece.written(mould.body, sharing, taken_over(row))
        return mould.table.with_rows(rows, mould.tail(self._input_rules(job)))

    def _input_rules(self, job: _Job) -> str:
        key = tuple(piece.asks for piece in job.pieces)
        if key not in self._rules:
            entries = {
                (piece.number, at): entry for piece in job.pieces for at, entry in piece.entries.items()
            }
            last_row = FIRST_ROW + len(job.pieces) - 1
            self._rules[key] = input_rules(entries | frame_entries(last_row))
        return self._rules[key]


def _keep_few(drawn: dict[Any, Any]) -> None:
    """Forget what was drawn for others, where so many differ that nothing is shared: memory stays flat."""
    if len(drawn) >= _MOST_SHARED:
        drawn.clear()


@dataclass
class _Job:
    """One ledger to be stamped."""

    ledger: Ledger
    line: RosterLine
    changes: Sequence[str]
    words: Mapping[str, str]
    pieces: list[RowPiece]

    @cached_property
    def said(self) -> tuple[str, ...]:
        return tuple(piece.said for piece in self.pieces)

    @cached_property
    def texts(self) -> RowTexts:
        texts = [piece.texts for piece in self.pieces]
        texts += [row_texts(over.items()) for row in self.ledger.rows if (over := taken_over(row))]
        return RowTexts(
            filled=reduce(or_, (one.filled for one in texts)), long=reduce(or_, (one.long for one in texts))
        )

    @property
    def manifest(self) -> str:
        return "".join(piece.manifest for piece in self.pieces)
