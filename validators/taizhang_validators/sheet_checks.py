"""The live checks of a ledger that goes out: every rule's formulas for every row, and which of them hold by now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.live_check import LiveCheck, SheetChecks, Weight
from taizhang_validators.live import Live, SheetRow, sheet_rows
from taizhang_validators.rulebook import Given, Rule, find_each, rules
from taizhang_validators.sheet_formulas import every, never


def checks_in_the_sheet(ledger: Ledger, given: Given) -> SheetChecks:
    """What the sheet of this ledger says of itself; `given` is what the ledger will be held against."""
    return SheetChecks(
        rows={asked.row.id: checks_of_row(asked) for asked in sheet_rows(ledger)},
        overall=checks_of_table(ledger),
        fired=fired_in(ledger, given),
    )


def checks_of_rows(ledger: Ledger, rows: Collection[LedgerRow], given: Given) -> SheetChecks:
    """The live checks of some rows of a blank ledger; `given` is what these rows alone will be held against."""
    wanted = {id(row) for row in rows}
    return SheetChecks(
        rows={asked.row.id: checks_of_row(asked) for asked in sheet_rows(ledger) if id(asked.row) in wanted},
        overall=checks_of_table(ledger),
        fired=fired_in(given.expected, given),
    )


def fired_in(ledger: Ledger, given: Given) -> Mapping[str, frozenset[tuple[str, str]]]:
    """By row id: the codes of the rules that fire in the row, each with its field."""
    fired: dict[str, set[tuple[str, str]]] = {}
    for finding in find_each(ledger, given):
        fired.setdefault(finding.row, set()).add((finding.code, finding.field))
    return {row: frozenset(pairs) for row, pairs in fired.items()}


def checks_of_table(ledger: Ledger) -> tuple[LiveCheck, ...]:
    """The live checks that are made once, on the whole table."""
    return tuple(
        LiveCheck(entry.code, live.field, live.says, _weight(entry, live), live.when)
        for entry in rules()
        if entry.live_once is not None
        for live in entry.live_once(ledger)
    )


def checks_of_row(asked: SheetRow) -> tuple[LiveCheck, ...]:
    """Every live check of one row, what must be mended first; a rule after another is silent where that one speaks."""
    told: list[LiveCheck] = []
    for entry in rules():
        earlier = [check.when for check in told if check.code in entry.after]
        told += _checks(entry, asked, earlier)
    return tuple(sorted(told, key=lambda check: check.weight is Weight.CONFIRM))


def _checks(entry: Rule, asked: SheetRow, earlier: list[str]) -> Iterator[LiveCheck]:
    if entry.live is None or not _is_asked(asked.row):
        return
    for live in entry.live(asked):
        when = every(live.when, *map(never, earlier)) if earlier else live.when
        yield LiveCheck(entry.code, live.field, live.says, _weight(entry, live), when)


def _weight(entry: Rule, live: Live) -> Weight:
    """A rule on trial only asks."""
    return Weight.CONFIRM if entry.trial else live.weight


def _is_asked(row: LedgerRow) -> bool:
    return row.asked is not None
