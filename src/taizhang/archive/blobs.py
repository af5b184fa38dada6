"""Originals, kept under the SHA-256 of their bytes; the same bytes are kept once."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from taizhang.archive.schema import blob, purged


def read_blob(connection: Connection, digest: str) -> bytes | None:
    """The bytes, none of them once they were cleared; None where the archive has none of this sha256."""
    return connection.execute(select(blob.c.content).where(blob.c.sha256 == digest)).scalar()


def cleared_blobs(connection: Connection) -> frozenset[str]:
    """The sha256 of the originals that were cleared when their time of keeping was over, and did not come in again."""
    last = select(func.max(purged.c.number)).where(purged.c.table == blob.name).group_by(purged.c.key)
    gone = select(purged.c.key).where(purged.c.number.in_(last), purged.c.row_hash == "")
    return frozenset(connection.execute(gone).scalars())
