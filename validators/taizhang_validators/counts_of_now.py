"""What the sheet counts by itself, where that is not of the table as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from taizhang.ledgers.formula_prints import print_of
from taizhang.ledgers.self_check import said_of_table, table_formula
from taizhang.ledgers.sheet_layout import SELF_CHECK
from taizhang.model.ledger import Ledger, LedgerRow, Noticed
from taizhang.model.live_check import SheetChecks
from taizhang.model.place import Place
from taizhang_validators.rulebook import Given, Spoken, rules
from taizhang_validators.sheet_checks import checks_of_table

_COMPARED = (Noticed.NOT_COMPUTED, Noticed.SAID_OF_TABLE)


@dataclass(frozen=True, slots=True)
class StaleCount:
    """One sheet, row or column of formulas that shows something else than it should."""

    name: str
    place: Place  # of the first cell
    cells: int
    shown: str
    expected: str


def stale_counts(ledger: Ledger, given: Given, spoken: Spoken) -> Iterator[StaleCount]:
    """In the order in which somebody who opens the file meets them."""
    for notice in ledger.noticed(Noticed.NOT_COMPUTED):
        name, cells, shown, expected = notice.words
        yield StaleCount(name, notice.place, int(cells), shown, expected)
    for notice in ledger.noticed(Noticed.SAID_OF_TABLE):
        shown, found_print = notice.words
        if not shown and not _once_codes() & spoken.keys():
            continue  # mostly there is nothing to say
        checks = _checks_of_table(given, spoken)
        same = print_of(table_formula(checks), notice.place.row, {}) == found_print
        if same and shown != said_of_table(checks) and _is_read_as_it_stands(ledger):
            yield StaleCount(SELF_CHECK, notice.place, 1, shown, said_of_table(checks))


@cache
def _once_codes() -> frozenset[str]:
    return frozenset(rule.code for rule in rules() if rule.live_once)


def _checks_of_table(given: Given, spoken: Spoken) -> SheetChecks:
    """What the sheet says of the whole table, and which of it the rules have found."""
    overall = checks_of_table(given.expected)
    fired = frozenset((check.code, "") for check in overall if spoken.get(check.code))
    return SheetChecks(overall=overall, fired={"": fired})


def _is_read_as_it_stands(ledger: Ledger) -> bool:
    """The sheet counts ids and texts as they stand in their cells; the reader may know better."""
    ids = {row.id for row in ledger.rows}
    return (
        len(ids) == len(ledger.rows)
        and all(notice.what in _COMPARED for notice in ledger.notices)
        and not any(_is_odd(row) for row in ledger.rows)
    )


def _is_odd(row: LedgerRow) -> bool:
    return bool(row.asked is None or row.faults or row.merged or row.covered or row.left_id)
