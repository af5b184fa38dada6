"""A row beside the same row of the last accepted ledger."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.plan import Answer, Direction
from taizhang.model.words.status import Clearing, Status
from taizhang_validators.answers import measured_target
from taizhang_validators.rulebook import Given

LATE = (Status.BEHIND, Status.OVERDUE)
UNDER_WAY = (Status.ON_SCHEDULE, *LATE)


def with_last(ledger: Ledger, given: Given) -> Iterator[tuple[LedgerRow, LedgerRow]]:
    """Each row that was asked last period too, and its accepted row; none for 零报告 and after 上期未报."""
    if given.previous is None or ledger.nothing_to_report:
        return
    for row in ledger.rows:
        before = given.previous_rows.get(row.id) if row.asked and row.concerns else None
        if before is not None:
            yield row, before


def cleared_before(ledger: Ledger, given: Given) -> Iterator[tuple[LedgerRow, LedgerRow | None]]:
    """Each row that the office had cleared when it was sent out, with its accepted row; None for that after 上期未报.

    None for 零报告, and none of which the plan has since asked more.
    """
    if ledger.nothing_to_report:
        return
    for row in ledger.rows:
        cleared = row.asked and row.concerns and _sent_as(row, given) is Clearing.CLEARED
        before = given.previous_rows.get(row.id)
        if cleared and (before is None or not asks_more(row, before)):
            yield row, before


def reopens(row: LedgerRow) -> bool:
    """Whether the ledger takes a clearing back; 申请中 does not, which may have gone out before the approval."""
    return row.clearing in (Clearing.NOT_REQUESTED, Clearing.REFUSED)


def is_reopened(row: LedgerRow, given: Given) -> bool:
    """Whether a row that was cleared is open again: by the office, which sent it out so, or by the ledger itself."""
    sent = _sent_as(row, given)
    return sent is Clearing.NOT_REQUESTED or (sent is Clearing.CLEARED and reopens(row))


def _sent_as(row: LedgerRow, given: Given) -> Clearing | None:
    sent = given.expected_rows.get(row.id)
    return sent.clearing if sent else None


def counts_with_last(ledger: Ledger, given: Given) -> Iterator[tuple[LedgerRow, Decimal, Decimal]]:
    """Each row that counts something of which there is only more: with its number now, and with the one last reported.

    A number in another unit is not carried forward, and so is not among them.
    """
    for row in ledger.rows:
        if row.answer is not Answer.NUMBER or row.actual is None or not row.concerns or not only_grows(row):
            continue
        sent = given.expected_rows.get(row.id)
        if sent is not None and sent.previous is not None:
            yield row, row.actual, sent.previous


def only_grows(row: LedgerRow) -> bool:
    """Whether the row's number cannot fall: not where fewer is better."""
    target, indicator = measured_target(row), row.asked.row.indicator if row.asked else None
    fewer_is_better = target is not None and target.comparator.is_upper_limit
    return not fewer_is_better and (indicator is None or indicator.direction is Direction.HIGHER)


def asks_more(row: LedgerRow, before: LedgerRow) -> bool:
    """Whether the plan has been amended in between, so that what was done then may be undone now."""
    now, then = row.asked and row.asked.target, before.asked and before.asked.target
    return bool(before.asked) and now != then
