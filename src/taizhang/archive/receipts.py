"""Mails and loose files as they arrived, kept before anything reads them; the same bytes are kept once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, Select, bindparam, select

from taizhang.archive.additions import Additions
from taizhang.archive.entries import MailboxUid, NewReceipt, Receipt
from taizhang.archive.schema import blob, mailbox_uid, outcome, receipt
from taizhang.archive.written import moment, one_line


def keep_receipts(
    additions: Additions, arrived: Iterable[tuple[NewReceipt, bytes]], at: datetime
) -> tuple[bool, ...]:
    """Whether the bytes of each are new; a known mail that was met elsewhere only gains the place where it was met."""
    return tuple(_keep(additions, told, content, at) for told, content in arrived)


def _keep(additions: Additions, told: NewReceipt, content: bytes, at: datetime) -> bool:
    digest = sha256(content).hexdigest()
    new = additions.connection.execute(_KNOWN, {"digest": digest}).first() is None
    if new:
        additions.keep_blob(content, digest)
        additions.add(
            receipt,
            sha256=digest,
            kind=told.kind,
            name=one_line(told.name),
            received=moment(told.received),
            arrived=moment(at),
        )
    if told.uid is not None:
        _keep_uid(additions, told.uid, digest)
    return new


def _keep_uid(additions: Additions, uid: MailboxUid, digest: str) -> None:
    met = {"mailbox": one_line(uid.mailbox), "uidvalidity": uid.uidvalidity, "uid": uid.uid}
    if additions.connection.execute(select(mailbox_uid.c.uid).filter_by(**met)).first() is None:
        additions.add(mailbox_uid, **met, receipt=digest)


def taken_uids(connection: Connection, mailbox: str, uidvalidity: int) -> frozenset[int]:
    """The mails of a mailbox that are kept already."""
    met = select(mailbox_uid.c.uid).filter_by(mailbox=one_line(mailbox), uidvalidity=uidvalidity)
    return frozenset(connection.execute(met).scalars())


def list_receipts(connection: Connection) -> tuple[Receipt, ...]:
    """Every receipt, in the order of arrival."""
    return _receipts(connection, _SIZED)


def unfinished_receipts(connection: Connection) -> tuple[Receipt, ...]:
    """Those without an outcome, in the order of arrival."""
    finished = select(outcome.c.receipt).where(outcome.c.receipt == receipt.c.sha256).exists()
    return _receipts(connection, _SIZED.where(~finished))


_KNOWN = select(receipt.c.sha256).where(receipt.c.sha256 == bindparam("digest"))
_SIZED = select(receipt, blob.c.size).join(blob, blob.c.sha256 == receipt.c.sha256).order_by(receipt.c.number)


def _receipts(connection: Connection, rows: Select[tuple[object, ...]]) -> tuple[Receipt, ...]:
    return tuple(
        Receipt(
            sha256=row.sha256,
            kind=row.kind,
            name=row.name,
            received=datetime.fromisoformat(row.received),
            arrived=datetime.fromisoformat(row.arrived),
            size=row.size,
        )
        for row in connection.execute(rows)
    )
