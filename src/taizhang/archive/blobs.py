"""Originals, kept under the SHA-256 of their bytes; the same bytes are kept once."""

from __future__ import annotations

from sqlalchemy import Connection, select

from taizhang.archive.schema import blob, purged


def read_blob(connection: Connection, digest: str) -> bytes | None:
    """The bytes, none of them once they were cleared; None where the archive has none of this sha256."""
    return connection.execute(select(blob.c.content).where(blob.c.sha256 == digest)).scalar()


def was_purged(connection: Connection, digest: str) -> bool:
    """Whether the original was cleared when its time of keeping was over."""
    told = select(purged.c.number).where(purged.c.table == blob.name, purged.c.key == digest)
    return connection.execute(told.limit(1)).first() is not None
