"""What goes when its time of keeping is over: originals and personal data; the register's fingerprints and counts stay."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Table,
    and_,
    not_,
    or_,
    select,
    union,
    update,
)

from taizhang.archive import schema
from taizhang.archive.additions import Additions
from taizhang.archive.blobs import cleared_blobs
from taizhang.archive.guards import unguarded
from taizhang.archive.row_hash import row_hash, row_key
from taizhang.archive.schema import (
    answer,
    blob,
    bounce,
    delivery,
    outcome,
    outcome_line,
    plan,
    purged,
    receipt,
    roster,
    roster_line,
    submission,
)
from taizhang.archive.written import moment

CLEARED = (submission, receipt, outcome, answer, delivery, bounce, roster_line, blob)


@dataclass(frozen=True, slots=True)
class _Emptied:
    """What is taken out of some rows of a table."""

    table: Table
    which: ColumnElement[bool]
    columns: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Scope:
    """What goes: whatever came in under these plans and no other, and what came in that year under none at all."""

    plans: Sequence[str]
    year: int

    @property
    def lines(self) -> ColumnElement[bool]:
        """Lines under these plans, and those without a plan in mails that go."""
        without = and_(submission.c.plan == "", submission.c.receipt.in_(self.receipts))
        return or_(submission.c.plan.in_(self.plans), without)

    @property
    def receipts(self) -> CompoundSelect[str]:
        """Mails and files that go; what is not judged yet stays."""
        brought = union(
            select(outcome_line.c.receipt, submission.c.plan).join(
                submission, submission.c.number == outcome_line.c.submission
            ),
            select(submission.c.receipt, submission.c.plan).where(submission.c.receipt.is_not(None)),
        ).subquery()
        others = select(brought.c.receipt).where(brought.c.plan.not_in([*self.plans, ""]))
        under_any = select(brought.c.receipt).where(brought.c.plan != "")
        of_year = receipt.c.received.startswith(f"{self.year:04}-")
        return union(
            select(brought.c.receipt).where(brought.c.plan.in_(self.plans), brought.c.receipt.not_in(others)),
            select(outcome.c.receipt)
            .join(receipt, receipt.c.sha256 == outcome.c.receipt)
            .where(of_year, outcome.c.receipt.not_in(under_any)),
        )


def purge_plans(
    additions: Additions, plans: Sequence[str], year: int, who: str, why: str, at: datetime
) -> int:
    """Clear what came in under these plans and nowhere else, and what of that year belongs to no plan.

    How many rows and originals were cleared now.
    """
    connection, scope = additions.connection, _Scope(plans, year)
    number = additions.add(
        schema.purge, plans=json.dumps(list(plans), ensure_ascii=False), who=who, why=why, at=moment(at)
    )
    emptied, gone = tuple(_emptied(scope)), _originals(connection, scope)
    count = 0
    with unguarded(connection, CLEARED):
        for one in emptied:
            for key, left in _empty(connection, one):
                additions.add(purged, purge=number, table=one.table.name, key=key, row_hash=left)
                count += 1
        for digest in gone:
            connection.execute(update(blob).where(blob.c.sha256 == digest).values(content=b""))
            additions.add(purged, purge=number, table=blob.name, key=digest, row_hash="")
            count += 1
    return count


def _emptied(scope: _Scope) -> Iterator[_Emptied]:
    """Names, addresses and words of the people who reported."""
    receipts = scope.receipts
    lines = select(submission.c.number).where(scope.lines)
    answers = select(answer.c.number).where(answer.c.submission.in_(lines))
    rosters = select(roster.c.number).where(roster.c.plan.in_(scope.plans))
    yield _Emptied(submission, scope.lines, {"file_name": "", "reason": "", "findings": "[]", "record": None})
    yield _Emptied(receipt, receipt.c.sha256.in_(receipts), {"name": ""})
    yield _Emptied(
        outcome,
        outcome.c.receipt.in_(receipts),
        {"sender": "", "subject": "", "reason": "", "message_id": "", "refers_to": "[]"},
    )
    yield _Emptied(answer, answer.c.number.in_(answers), {"address": "", "message_id": ""})
    yield _Emptied(delivery, delivery.c.answer.in_(answers), {"said": ""})
    yield _Emptied(bounce, bounce.c.answer.in_(answers), {"why": ""})
    yield _Emptied(
        roster_line,
        roster_line.c.roster.in_(rosters),
        {"addresses": "[]", "contact": "", "phone": "", "leader": ""},
    )


def _originals(connection: Connection, scope: _Scope) -> tuple[str, ...]:
    """Their files, mails and answers, as far as nothing that stays has the same bytes."""
    goes, receipts = scope.lines, scope.receipts
    lines = select(submission.c.number).where(goes)
    gone = union(
        select(submission.c.sha256).where(goes),
        select(receipt.c.sha256).where(receipt.c.sha256.in_(receipts)),
        select(answer.c.sha256).where(answer.c.submission.in_(lines)),
    )
    stays = union(
        select(submission.c.sha256).where(not_(goes)),
        select(receipt.c.sha256).where(receipt.c.sha256.not_in(receipts)),
        select(answer.c.sha256).where(answer.c.submission.not_in(lines)),
        select(plan.c.source).where(plan.c.source.is_not(None)),
    )
    kept = cleared_blobs(connection).union(connection.execute(stays).scalars())
    return tuple(sorted(set(connection.execute(gone).scalars()) - kept))


def _empty(connection: Connection, one: _Emptied) -> Iterator[tuple[str, str]]:
    """Key and hash of each row as it is left; a row that holds nothing of it any more is left alone."""
    keys = one.table.primary_key.columns
    for key in connection.execute(select(*keys).where(one.which).order_by(*keys)).all():
        same = and_(*(column == value for column, value in zip(keys, key, strict=True)))
        row = dict(connection.execute(select(one.table).where(same)).mappings().one())
        left = row | dict(one.columns)
        if one.table is submission and row["sender"]:
            left["sender"] = f"已清除-{row['number']}"  # senders of the same bytes stay apart
        if left != row:
            connection.execute(update(one.table).where(same).values(left))
            yield row_key(one.table, row), row_hash(left)
