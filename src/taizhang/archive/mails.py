"""The mails as they arrived, kept before anything reads them."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from taizhang.archive.blobs import keep_blob
from taizhang.archive.entries import KeptMail
from taizhang.archive.schema import mail
from taizhang.archive.written import moment, one_line


def keep_raw_mail(connection: Connection, raw: bytes, sender: str, subject: str, received: datetime) -> bool:
    """Keep the mail; False where the same bytes are kept already."""
    digest = sha256(raw).hexdigest()
    if connection.execute(select(mail.c.sha256).where(mail.c.sha256 == digest)).first():
        return False
    keep_blob(connection, raw)
    connection.execute(
        insert(mail).values(
            sha256=digest, received=moment(received), sender=one_line(sender), subject=one_line(subject)
        )
    )
    return True


def list_mails(connection: Connection) -> tuple[KeptMail, ...]:
    """Every mail kept, by the time it was received."""
    kept = (
        KeptMail(row.sha256, datetime.fromisoformat(row.received), row.sender, row.subject)
        for row in connection.execute(select(mail))
    )
    return tuple(sorted(kept, key=lambda one: (one.received, one.sha256)))
