"""Filled ledgers: a blank workbook, a clerk's answers, and what goes wrong by fate."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from taizhang.desk.demo.clerk import Answers, fill_in
from taizhang.desk.demo.fates import Fate
from taizhang.desk.demo.mistakes import FORM_MISTAKES, NUMBER_MISTAKES, TEXT_MISTAKES, make_mistakes
from taizhang.desk.demo.truth import Planted
from taizhang.model.grid import CellValue
from taizhang.model.ledger import Ledger
from taizhang.model.reporter import RosterLine

_MISTAKES = {Fate.NUMBERS: NUMBER_MISTAKES, Fate.TEXTS: TEXT_MISTAKES, Fate.FORM: FORM_MISTAKES}
_MISSING_ROW = "E401"


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled workbook and the truth about it."""

    content: bytes
    planted: tuple[Planted, ...]


def fill_workbook(ledger: Ledger, blank: bytes, line: RosterLine, fate: Fate, random: Random) -> Filled:
    """The blank workbook with a clerk's answers in it, and the mistakes of this fate among them."""
    answers = fill_in(ledger, random)
    made = list(make_mistakes(_MISTAKES.get(fate, ()), answers, ledger, random))
    content = _typed_in(ledger, blank, line, answers)
    if fate is Fate.FORM:
        content, row_id = _without_a_row(ledger, content, {row for _, row in made}, random)
        made.append((_MISSING_ROW, row_id))
    return Filled(content, tuple(Planted(str(line.reporter), code, row) for code, row in made))


def _typed_in(ledger: Ledger, blank: bytes, line: RosterLine, answers: Answers) -> bytes:
    from taizhang.books.fill_cells import fill_cells
    from taizhang.ledgers.sheet_layout import TABLE

    return fill_cells(blank, TABLE, typed_cells(ledger, line, answers))


def typed_cells(
    ledger: Ledger, line: RosterLine, answers: Answers
) -> dict[tuple[int, int], CellValue | None]:
    """What a clerk types into the table, by row and column."""
    from taizhang.ledgers.sheet_layout import FIRST_ROW, column_of

    cells: dict[tuple[int, int], CellValue | None] = dict(_head(ledger, line))
    for number, row in enumerate(ledger.rows, FIRST_ROW):
        cells.update({(number, column_of(field)): value for field, value in answers[row.id].items()})
    return cells


def _head(ledger: Ledger, line: RosterLine) -> dict[tuple[int, int], CellValue]:
    """Who filled it in and when, in the cells beside their labels."""
    from taizhang.ledgers.sheet_layout import HEAD_CELLS, HEAD_ROW, column_of

    day = ledger.period.end.isoformat()
    words = {"filled_by": "医改专班", "phone": f"0000-{line.reporter.code}", "filled_on": day}
    beside = {field: column_of(value[0]) for field, _label, _column, value in HEAD_CELLS}
    return {(HEAD_ROW, beside[field]): word for field, word in words.items()}


def _without_a_row(ledger: Ledger, content: bytes, spared: set[str], random: Random) -> tuple[bytes, str]:
    """The workbook with one row deleted that no other mistake sits on."""
    from taizhang.books.fill_cells import delete_row
    from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE

    open_rows = [
        (number, row.id)
        for number, row in enumerate(ledger.rows, FIRST_ROW)
        if row.id not in spared and row.asked and row.asked.row.indicator is None
    ]
    number, row_id = random.choice(open_rows)
    return delete_row(content, TABLE, number), row_id
