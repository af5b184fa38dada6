"""The words that the standing texts leave open: of this plan, this ledger and this style."""

from __future__ import annotations

from taizhang.ledgers.duty_words import units_with
from taizhang.ledgers.example import example_lines, example_row
from taizhang.ledgers.fill_words import fill_words
from taizhang.ledgers.offices import OWN, responsible_units
from taizhang.ledgers.quotes import plan_quotes
from taizhang.ledgers.rolled_up import RolledUp, sources_words
from taizhang.ledgers.targets import whole_word
from taizhang.ledgers.titles import document_words
from taizhang.model.due_day import due_day
from taizhang.model.ledger import Ledger
from taizhang.model.plan import Answer, Plan, Role
from taizhang.model.reporter import RosterLine
from taizhang.model.words.days import day_words
from taizhang_templates import Style, colour_words, instruction_texts, load_style

QUOTE, EXAMPLE = "quote:", "example:"  # before the name of a field, and before the title of a column


def first_words(
    ledger: Ledger,
    plan: Plan,
    line: RosterLine,
    style: Style | None = None,
    rolled_up: RolledUp | None = None,
) -> dict[str, str]:
    """All of the words by name."""
    words = reporter_words(ledger, plan, line, style) | row_words(ledger, plan)
    return words | sources_words(rolled_up)


def reporter_words(
    ledger: Ledger, plan: Plan, line: RosterLine, style: Style | None = None
) -> dict[str, str]:
    """The words of the plan, the period, the style and who reports."""
    answers = [row.answer for row in ledger.rows if row.concerns]
    return {
        **colour_words(style or load_style()),
        "document": document_words(plan),
        "reporter": line.name,
        "period": ledger.period.title,
        "starts_on": day_words(plan.starts_on),
        "due": day_words(due_day(plan, ledger.period)),
        "whole": whole_word(plan.jurisdiction),
        "rows": str(len(ledger.rows)),
        "numbers": str(answers.count(Answer.NUMBER)),
        "ratios": str(answers.count(Answer.RATIO)),
        "choices": str(answers.count(Answer.YES_NO)),
        "unresolved_note": _unresolved_note(plan),
        "office_note": _office_note(ledger, plan, line),
        **sources_words(None),
    }


def row_words(ledger: Ledger, plan: Plan) -> dict[str, str]:
    """The words of what is asked: `quote:FIELD` the plan's own, `example:TITLE` those of the worked example.

    They depend on nothing but what is asked in the rows and what was reached last period.
    """
    quotes = {QUOTE + field: quote for field, quote in plan_quotes(ledger, plan).items()}
    return quotes | _example(ledger)


def _example(ledger: Ledger) -> dict[str, str]:
    row = example_row(ledger)
    if row is None:
        return {}
    return {"number": row.number, **{EXAMPLE + title: told for title, told in example_lines(row)}}


def _unresolved_note(plan: Plan) -> str:
    """How many readings nobody has decided yet; "" for none."""
    count = len(plan.unresolved)
    return fill_words(instruction_texts().unresolved_note, {"unresolved": str(count)}) if count else ""


def _office_note(ledger: Ledger, plan: Plan, line: RosterLine) -> str:
    """What an office's ledger is; "" for a place's."""
    unit, rows = ledger.reporter.unit, [row.asked.row for row in ledger.rows if row.asked]
    if not unit:
        return ""
    if unit == OWN:
        return fill_words(instruction_texts().own_note, {"reporter": line.name})
    if unit not in responsible_units(plan):
        return ""
    parts = {str(role): str(sum(unit in units_with(role, row, plan) for row in rows)) for role in Role}
    return fill_words(instruction_texts().unit_note, parts)
