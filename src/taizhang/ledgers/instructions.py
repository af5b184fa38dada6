"""The sheet 填报说明, drawn from the plan, the columns' hints and the standing texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from taizhang.ledgers.duty_words import units_with
from taizhang.ledgers.offices import OWN, responsible_units
from taizhang.ledgers.sheet_layout import INSTRUCTIONS, LineKind
from taizhang.ledgers.targets import whole_word
from taizhang.ledgers.titles import document_words
from taizhang.model.grid import Box, CellValue, Grid
from taizhang.model.ledger import Column, Ledger, ledger_columns
from taizhang.model.plan import Answer, Plan, Role
from taizhang.model.reporter import RosterLine
from taizhang_templates import instruction_texts

Line = tuple[LineKind, tuple[CellValue, ...]]

_WIDE = (LineKind.TITLE, LineKind.HEADING, LineKind.TEXT)
_COLUMNS = 4  # of the table of columns; other lines run over all of them


def draw_instructions(
    plan: Plan, words: Mapping[str, str], changes: Sequence[str] = ()
) -> tuple[Grid, dict[int, LineKind]]:
    """The sheet, and what each of its rows is; `changes` are the lines on what has changed since last period."""
    lines = list(_lines(plan, words, changes))
    cells = {
        (row, at): value for row, (_, values) in enumerate(lines, 1) for at, value in enumerate(values, 1)
    }
    merges = tuple(Box(row, 1, row, _COLUMNS) for row, (kind, _) in enumerate(lines, 1) if kind in _WIDE)
    kinds = {row: kind for row, (kind, _) in enumerate(lines, 1)}
    return Grid(INSTRUCTIONS, cells, merges=merges), kinds


def first_words(ledger: Ledger, plan: Plan, line: RosterLine) -> dict[str, str]:
    """The words that the standing texts leave open."""
    answers = [row.answer for row in ledger.rows if row.concerns]
    due, start = ledger.period.due(plan.settings.due_days), plan.starts_on
    return {
        "document": document_words(plan),
        "reporter": line.name,
        "period": ledger.period.title,
        "starts_on": f"{start.year}年{start.month}月{start.day}日",
        "due": f"{due.year}年{due.month}月{due.day}日",
        "whole": whole_word(plan.jurisdiction),
        "rows": str(len(ledger.rows)),
        "numbers": str(answers.count(Answer.NUMBER)),
        "ratios": str(answers.count(Answer.RATIO)),
        "choices": str(answers.count(Answer.YES_NO)),
        "office_note": _office_note(ledger, plan, line),
    }


def _office_note(ledger: Ledger, plan: Plan, line: RosterLine) -> str:
    """What an office's ledger is; "" for a place's."""
    unit, rows = ledger.reporter.unit, [row.asked.row for row in ledger.rows if row.asked]
    if unit == OWN:
        return fill_words(instruction_texts().own_note, {"reporter": line.name})
    if unit not in responsible_units(plan):
        return ""
    parts = {str(role): str(sum(unit in units_with(role, row, plan) for row in rows)) for role in Role}
    return fill_words(instruction_texts().unit_note, parts)


def fill_words(text: str, words: Mapping[str, str]) -> str:
    """The text with each word in braces replaced; a plan's own braces stay as they are."""
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def _lines(plan: Plan, words: Mapping[str, str], changes: Sequence[str]) -> Iterator[Line]:
    texts = instruction_texts()
    yield LineKind.TITLE, (texts.title,)
    yield from _section(texts.about, texts.about_lines, words)
    if words["office_note"]:
        yield LineKind.TEXT, (words["office_note"],)
    if plan.status == "draft":
        yield LineKind.TEXT, (texts.draft_note,)
    if changes:
        yield from _section(texts.changes["heading"], tuple(changes), {})
    yield from _section(texts.how, texts.how_lines, words, numbered=True)
    yield LineKind.HEADING, (texts.columns,)
    yield LineKind.TABLE_HEAD, texts.column_headers
    visible = (column for column in ledger_columns() if not column.hidden)
    for number, column in enumerate(visible, 1):
        yield LineKind.TABLE_ROW, (Decimal(number), *_column_words(column))
    meanings = tuple(f"{word}：{meaning}" for word, meaning in texts.status_meanings.items())
    yield from _section(texts.status, meanings, {})
    yield from _section(texts.legend, texts.legend_lines, words)
    yield from _section(texts.returning, texts.return_lines, words)


def _section(
    heading: str, lines: tuple[str, ...], words: Mapping[str, str], *, numbered: bool = False
) -> Iterator[Line]:
    yield LineKind.HEADING, (heading,)
    for number, text in enumerate(lines, 1):
        mark = f"{number}." if numbered else ""
        yield LineKind.TEXT, (mark + fill_words(text, words),)


def _column_words(column: Column) -> tuple[str, str, str]:
    words = instruction_texts().column_words
    title = f"{column.group}：{column.title}" if column.group else column.title
    return title, words[column.filler], column.hint or words[f"{column.filler}_hint"]
