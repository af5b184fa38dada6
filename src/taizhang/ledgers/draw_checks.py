"""The cells of 校验提示: every live check of a row as one formula, with what it comes to now."""

from __future__ import annotations

import re
from functools import cache

from taizhang.ledgers.sheet_layout import column_of
from taizhang.model.grid import Formula
from taizhang.model.ledger import COLUMN_TITLES
from taizhang.model.live_check import LiveCheck, SheetChecks, Weight
from taizhang.model.place import column_letters

WHOLE_ROW, WHOLE_TABLE = "本行", "整表"
ZERO_REPORT = "nothing_to_report"  # the statement at the foot, by the name of its defined name

GOOD = "√"  # nothing in the row must be mended
# The sign goes where something that must be mended follows it.
_WITH_SIGN = f'SUBSTITUTE(SUBSTITUTE("{GOOD}"&{{}},"{GOOD}{Weight.MISSING}","{Weight.MISSING}"),"{GOOD}{Weight.WRONG}","{Weight.WRONG}")'

_TO_MEND = f'IF(IFERROR(LEFT({{check}},1),"")="{GOOD}","",LEFT({{id}},FIND(".",{{id}}&".")))'

_BRACES = re.compile(r"\{(\w+)(:all)?\}")


def draw_check(checks: SheetChecks, row_id: str, row_number: int) -> Formula | str | None:
    """The row's formula, √ where nothing must be mended; √ alone for a row that asks nothing."""
    told = checks.of(row_id)
    if not told:
        return GOOD if checks.rows else None
    text = "&".join(as_term(check, WHOLE_ROW) for check in told)
    return Formula(in_row(_WITH_SIGN.format(text), row_number), said_in_row(checks, row_id))


def said_in_row(checks: SheetChecks, row_id: str) -> str:
    """What the formula comes to now."""
    held = checks.holding(row_id)
    said = "".join(sentence(one, WHOLE_ROW) for one in held)
    return said if held and held[0].weight is not Weight.CONFIRM else GOOD + said


def draw_to_mend(checks: SheetChecks, row_id: str, row_number: int) -> Formula | None:
    """The task in which the row has something to be mended, as T03.; nothing where it has not."""
    if not checks.rows:
        return None
    return Formula(to_mend_formula(row_number), to_mend_in_row(checks, row_id))


def to_mend_formula(row_number: int) -> str:
    """The formula of 待改任务 in the sheet's row."""
    return in_row(_TO_MEND, row_number)


def to_mend_in_row(checks: SheetChecks, row_id: str) -> str:
    """What it comes to now."""
    return marked_by(said_in_row(checks, row_id), row_id)


def marked_by(said: str, row_id: str) -> str:
    """The mark of the row's task where 校验提示 says that something must be mended; "" where it does not."""
    return "" if said.startswith(GOOD) else task_mark(row_id)


def task_mark(row_id: str) -> str:
    """What the ids of all rows of its task begin with: T03. of T03.M02.I1, G01. of a goal."""
    return f"{row_id.partition('.')[0]}."


@cache
def check_begins() -> tuple[str, ...]:
    """How every text that stands in 校验提示 begins: with the sign, or with a sentence's weight."""
    return (GOOD, *(f"{weight}：" for weight in Weight))


def as_term(check: LiveCheck, otherwise: str) -> str:
    """The check as a term that is its sentence or nothing; a condition over a failed cell does not hold."""
    return f'IF(IFERROR({check.when},FALSE),"{sentence(check, otherwise)}","")'


def sentence(check: LiveCheck, otherwise: str) -> str:
    """The check in words, under its column's title, or `otherwise` where it is on no single column."""
    return check.sentence(COLUMN_TITLES.get(check.field, otherwise))


def in_row(text: str, row_number: int) -> str:
    """The formula with cells in place of the names in braces."""
    return _BRACES.sub(lambda found: _cell(found[1], found[2] is not None, row_number), text)


def _cell(name: str, whole_column: bool, row_number: int) -> str:
    if whole_column or name == ZERO_REPORT:
        return f"tz_{name}"
    return f"${column_letters(column_of(name))}{row_number}"
