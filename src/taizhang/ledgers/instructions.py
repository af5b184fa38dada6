"""The sheet 填报说明, drawn from the plan, the rules in force, the columns' hints and the standing texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from taizhang.ledgers.fill_words import fill_words
from taizhang.ledgers.open_words import EXAMPLE, QUOTE
from taizhang.ledgers.sheet_layout import INSTRUCTIONS, LineKind
from taizhang.model.clause import Clause, clauses_on
from taizhang.model.grid import Box, CellValue, Grid
from taizhang.model.ledger import Column, ledger_columns
from taizhang.model.plan import Plan
from taizhang_templates import InstructionTexts, instruction_texts

Line = tuple[LineKind, tuple[CellValue, ...]]

# The columns, first and last, over which the values of a line run.
_ALL = ((1, 6),)
_EXAMPLE = ((1, 2), (3, 6))
_EACH = tuple((at, at) for at in range(1, 7))
SPANS: Mapping[LineKind, tuple[tuple[int, int], ...]] = {
    LineKind.TITLE: _ALL,
    LineKind.HEADING: _ALL,
    LineKind.TEXT: _ALL,
    LineKind.CHECKS: _ALL,
    LineKind.TABLE_HEAD: _EACH,
    LineKind.TABLE_ROW: _EACH,
    LineKind.EXAMPLE_HEAD: _EXAMPLE,
    LineKind.EXAMPLE_ROW: _EXAMPLE,
}


def draw_instructions(
    plan: Plan, words: Mapping[str, str], changes: Sequence[str] = (), clauses: Sequence[Clause] = ()
) -> tuple[Grid, dict[int, LineKind]]:
    """The sheet, and what each of its rows is.

    `words` are those of `first_words`, `changes` the lines on what has changed since last period, and `clauses` what
    the rules in force check.
    """
    lines = list(_lines(plan, words, changes, clauses))
    cells, merges = {}, []
    for row, (kind, values) in enumerate(lines, 1):
        for (first, last), value in zip(SPANS[kind], values, strict=True):
            cells[row, first] = value
            if first != last:
                merges.append(Box(row, first, row, last))
    kinds = {row: kind for row, (kind, _) in enumerate(lines, 1)}
    return Grid(INSTRUCTIONS, cells, merges=tuple(merges)), kinds


def _lines(
    plan: Plan, words: Mapping[str, str], changes: Sequence[str], clauses: Sequence[Clause]
) -> Iterator[Line]:
    texts = instruction_texts()
    yield LineKind.TITLE, (texts.title,)
    yield from _section(texts.about, texts.about_lines, words, clauses)
    if words["office_note"]:
        yield LineKind.TEXT, (words["office_note"],)
    if words["sources_note"]:
        yield LineKind.TEXT, (words["sources_note"],)
    if plan.status == "draft":
        yield LineKind.TEXT, (texts.draft_note,)
    if words["unresolved_note"]:
        yield LineKind.TEXT, (words["unresolved_note"],)
    if changes:
        yield from _section(texts.changes["heading"], tuple(changes), {})
    yield from _section(texts.how, texts.how_lines, words, clauses, numbered=True)
    yield from _table_of_columns(words, clauses)
    meanings = tuple(f"{word}：{meaning}" for word, meaning in texts.status_meanings.items())
    yield from _section(texts.status, meanings, {}, clauses)
    yield from _section(texts.legend, texts.legend_lines, words, clauses)
    yield from _example(texts, words)
    yield from _section(texts.returning, texts.return_lines, words, clauses)


def _section(
    heading: str,
    lines: tuple[str, ...],
    words: Mapping[str, str],
    clauses: Sequence[Clause] = (),
    *,
    numbered: bool = False,
) -> Iterator[Line]:
    """A heading and its lines; what is checked stands below each line whose topic it is, and below the last."""
    yield LineKind.HEADING, (heading,)
    for number, text in enumerate(lines, 1):
        mark = f"{number}." if numbered else ""
        yield LineKind.TEXT, (mark + fill_words(text, words),)
        if numbered:
            yield from _checks(text.partition("：")[0], clauses)
    yield from _checks(heading.partition("、")[2], clauses)


def _checks(topic: str, clauses: Sequence[Clause]) -> Iterator[Line]:
    told = clauses_on(topic, clauses)
    if told:
        yield LineKind.CHECKS, (instruction_texts().checks.replace("{clauses}", told),)


def _table_of_columns(words: Mapping[str, str], clauses: Sequence[Clause]) -> Iterator[Line]:
    """Each column: who fills it in and how, what is checked there, and the plan's words that it comes from."""
    texts = instruction_texts()
    yield LineKind.HEADING, (texts.columns,)
    yield LineKind.TABLE_HEAD, texts.column_headers
    visible = (column for column in ledger_columns() if not column.hidden)
    for number, column in enumerate(visible, 1):
        checked = clauses_on(column.title, clauses) or texts.nothing
        quote = words.get(QUOTE + column.field, texts.nothing)
        yield LineKind.TABLE_ROW, (Decimal(number), *_column_words(column), checked, quote)
    yield from _checks(texts.columns.partition("、")[2], clauses)


def _column_words(column: Column) -> tuple[str, str, str]:
    words = instruction_texts().column_words
    title = f"{column.group}：{column.title}" if column.group else column.title
    return title, words[column.filler], column.hint or words[f"{column.filler}_hint"]


def _example(texts: InstructionTexts, words: Mapping[str, str]) -> Iterator[Line]:
    """One row of the ledger filled in; none for a ledger that asks nothing."""
    told = {name.removeprefix(EXAMPLE): text for name, text in words.items() if name.startswith(EXAMPLE)}
    if told:
        yield LineKind.HEADING, (texts.example_heading,)
        yield LineKind.TEXT, (texts.example["intro"].replace("{number}", words["number"]),)
        yield LineKind.EXAMPLE_HEAD, texts.example_headers
        for title, text in told.items():
            yield LineKind.EXAMPLE_ROW, (title, text or texts.example["empty"])
