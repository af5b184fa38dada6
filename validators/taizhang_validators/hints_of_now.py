"""What 校验提示 of a row should show for what stands in the row now, worked out without the sheet's own program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from taizhang.ledgers.draw_checks import GOOD, draw_check, said_in_row
from taizhang.ledgers.formula_prints import prints_of_row
from taizhang.ledgers.sheet_layout import FIRST_ROW, column_of
from taizhang.model.grid import Formula
from taizhang.model.ledger import COLUMN_TITLES, Ledger, LedgerRow
from taizhang.model.live_check import SheetChecks
from taizhang_validators.live import SheetRow, sheet_rows
from taizhang_validators.measures import MeasureRows, measures
from taizhang_validators.read_otherwise import fields_read_otherwise
from taizhang_validators.rulebook import Given, Spoken, rules
from taizhang_validators.sheet_checks import checks_of_row

_NUMBERS = ("numerator", "denominator", "actual")
_TITLE = re.compile(r"【(.*?)】")

Fired = frozenset[tuple[str, str]]  # code and field


def stale_hints(ledger: Ledger, given: Given, spoken: Spoken) -> Iterator[tuple[LedgerRow, str]]:
    """The rows whose 校验提示 shows something else than it should, each with what it should show.

    Only rows in which our own formula still stands as it went out, and whose cells the sheet and the reader take for
    the same: a number in words is none for the sheet.
    """
    fired = _fired(spoken)
    doubted = [row for row in ledger.rows if row.check and _seems_stale(row, fired.get(row.id, frozenset()))]
    silenced = _silenced(spoken) if doubted else None
    if silenced is None:
        return
    by_row = {row.id: measure for measure in measures(ledger) for row in measure.rows}
    asked = {one.row.id: one for one in sheet_rows(given.expected)}
    for row in doubted:
        if row.id in silenced or row.id not in by_row or row.id not in asked:
            continue
        if _is_read_as_it_stands(by_row[row.id]) and not _takes_number_for_text(row):
            should = _should_show(asked[row.id], fired.get(row.id, frozenset()), ledger, given)
            if should and should != row.check:
                yield row, should


@cache
def _live_codes() -> frozenset[str]:
    return frozenset(rule.code for rule in rules() if rule.live)


@cache
def _silencing_codes() -> frozenset[str]:
    """Of the rules that silence those of which the sheet speaks, the ones of which it knows nothing."""
    return frozenset(code for rule in rules() if rule.live for code in rule.after) - _live_codes()


def _silenced(spoken: Spoken) -> set[str] | None:
    """The rows in which a rule may have been silenced that the sheet still speaks of; None where that is all of them."""
    hits = [hit.where for code in _silencing_codes() & spoken.keys() for hit in spoken[code]]
    rows = {where.id for where in hits if isinstance(where, LedgerRow)}
    return rows if all(isinstance(where, LedgerRow) for where in hits) else None


def _fired(spoken: Spoken) -> Mapping[str, Fired]:
    """By row id: what the rules found of which the sheet speaks as well."""
    fired: dict[str, set[tuple[str, str]]] = {}
    for code in _live_codes() & spoken.keys():
        for hit in spoken[code]:
            if isinstance(hit.where, LedgerRow):
                fired.setdefault(hit.where.id, set()).add((code, hit.field))
    return {row_id: frozenset(pairs) for row_id, pairs in fired.items()}


def _seems_stale(row: LedgerRow, fired: Fired) -> bool:
    """Whether it names other columns than those in which something was found: cheap, and mostly it does not."""
    if not fired:
        return row.check != GOOD
    return set(_TITLE.findall(row.check)) != {COLUMN_TITLES.get(field) for _, field in fired}


def _is_read_as_it_stands(measure: MeasureRows) -> bool:
    """The formulas of a row look at all rows of its measure."""
    return not any(
        row.faults or row.merged or row.covered or row.left_id or fields_read_otherwise(row)
        for row in measure.rows
    )


def _takes_number_for_text(row: LedgerRow) -> bool:
    """The hint complains of a cell in which the reader finds a number: it may be stored as a text, or stale."""
    return any(
        getattr(row, field) is not None for field in _NUMBERS if f"【{COLUMN_TITLES[field]}】" in row.check
    )


def _should_show(asked: SheetRow, fired: Fired, ledger: Ledger, given: Given) -> str:
    """The row's hint as today's rules word it; "" where another formula stands there than they would write."""
    row_id = asked.row.id
    checks = SheetChecks({row_id: checks_of_row(asked)}, fired={row_id: fired})
    ours, sent, found = (
        prints.get((row_id, "check"))
        for prints in (check_print(checks, row_id), given.prints, ledger.formulas)
    )
    return said_in_row(checks, row_id) if ours is not None and ours == sent == found else ""


def check_print(checks: SheetChecks, row_id: str) -> Mapping[tuple[str, str], str]:
    """The print of the formula that today's rules write for the row, by row id and field; none where they write none."""
    drawn = draw_check(checks, row_id, FIRST_ROW)
    if not isinstance(drawn, Formula):
        return {}
    return prints_of_row(FIRST_ROW, {column_of("id"): row_id, column_of("check"): drawn})
