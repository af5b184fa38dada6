"""What became of each receipt, in one transaction with the register's lines for what was taken out of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from taizhang.archive.additions import Additions
from taizhang.archive.entries import Filed, NewSubmission, Outcome, Registered, Sums
from taizhang.archive.register import read_line, register_submission
from taizhang.archive.schema import outcome, outcome_line, receipt, submission
from taizhang.archive.written import moment, one_line
from taizhang.model.verdict import Machine, ReceiptState

_KNOWN = select(outcome.c.receipt).where(outcome.c.receipt == bindparam("digest"))


def conclude_receipt(
    additions: Additions, told: Outcome, entries: Iterable[tuple[NewSubmission, bytes]]
) -> tuple[Registered, ...]:
    """Add the outcome and its lines; a receipt that has its outcome already keeps that one."""
    lines = _register(additions, told.receipt, entries)
    if additions.connection.execute(_KNOWN, {"digest": told.receipt}).first() is None:
        _add(additions, told)
        for position, line in enumerate(lines):
            number = line.submission.number
            additions.add(outcome_line, receipt=told.receipt, position=position, submission=number)
    return lines


def list_outcomes(connection: Connection, digest: str | None = None) -> tuple[Outcome, ...]:
    """Every outcome, in the order in which the receipts arrived; or that of one receipt."""
    rows = select(outcome).join(receipt, receipt.c.sha256 == outcome.c.receipt).order_by(receipt.c.number)
    if digest is not None:
        rows = rows.where(outcome.c.receipt == digest)
    return tuple(
        Outcome(
            receipt=row.receipt,
            state=ReceiptState(row.state),
            reason=row.reason,
            at=datetime.fromisoformat(row.at),
            sender=row.sender,
            subject=row.subject,
            sent=datetime.fromisoformat(row.sent) if row.sent else None,
            message_id=row.message_id,
            references=tuple(json.loads(row.refers_to)),
            machine=Machine(row.machine),
            attachments=row.attachments,
        )
        for row in connection.execute(rows)
    )


def lines_of_receipt(connection: Connection, digest: str) -> tuple[Filed, ...]:
    """The lines of its files in their order, and then those that it was given when it was judged again."""
    placed = select(outcome_line.c.submission).where(outcome_line.c.receipt == digest)
    again = select(submission.c.number).where(submission.c.receipt == digest).order_by(submission.c.number)
    listed = connection.execute(placed.order_by(outcome_line.c.position)).scalars().all()
    numbers = dict.fromkeys((*listed, *connection.execute(again).scalars()))
    return tuple(read_line(connection, number) for number in numbers)


def add_up(connection: Connection) -> Sums:
    """Receipts against outcomes, and the files taken out of each receipt against their lines (INTAKE 47)."""
    told = connection.execute(select(outcome.c.receipt, outcome.c.state, outcome.c.attachments)).all()
    counted = select(outcome_line.c.receipt, func.count()).group_by(outcome_line.c.receipt)
    lines = {row[0]: row[1] for row in connection.execute(counted)}
    states = Counter(ReceiptState(row.state) for row in told)
    receipts = connection.execute(select(func.count()).select_from(receipt)).scalar() or 0
    uneven = (
        row.receipt
        for row in told
        if row.state == ReceiptState.TAKEN and row.attachments != lines.get(row.receipt, 0)
    )
    return Sums(
        receipts,
        tuple((state, states[state]) for state in ReceiptState if state in states),
        receipts - len(told),
        tuple(sorted(uneven)),
    )


def _register(
    additions: Additions, digest: str, entries: Iterable[tuple[NewSubmission, bytes]]
) -> tuple[Registered, ...]:
    """The lines of a receipt's files, in their order; scans are registered after the workbooks that they belong to."""
    told = [(replace(entry, receipt=entry.receipt or digest), content) for entry, content in entries]
    lines: dict[int, Registered] = {}
    for at in sorted(range(len(told)), key=lambda at: told[at][0].beside_entry is not None):
        entry, content = told[at]
        if entry.beside_entry is not None:
            entry = replace(entry, beside=lines[entry.beside_entry].submission.number)
        lines[at] = register_submission(additions, entry, content)
    return tuple(lines[at] for at in range(len(told)))


def _add(additions: Additions, told: Outcome) -> None:
    additions.add(
        outcome,
        receipt=told.receipt,
        state=told.state.value,
        reason=one_line(told.reason),
        at=moment(told.at),
        sender=one_line(told.sender.strip().lower()),
        subject=one_line(told.subject),
        sent=moment(told.sent) if told.sent else None,
        message_id=one_line(told.message_id),
        refers_to=json.dumps([one_line(one) for one in told.references], ensure_ascii=False),
        machine=told.machine.value,
        attachments=told.attachments,
    )
