"""Originals, kept under the SHA-256 of their bytes; the same bytes are kept once."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import Connection, insert, select

from taizhang.archive.schema import blob


def keep_blob(connection: Connection, content: bytes) -> str:
    """Keep the bytes unless they are there already; their sha256."""
    digest = sha256(content).hexdigest()
    if not has_blob(connection, digest):
        connection.execute(insert(blob).values(sha256=digest, size=len(content), content=content))
    return digest


def has_blob(connection: Connection, digest: str) -> bool:
    return connection.execute(select(blob.c.sha256).where(blob.c.sha256 == digest)).first() is not None


def read_blob(connection: Connection, digest: str) -> bytes | None:
    """The bytes; None where the archive has none of this sha256."""
    return connection.execute(select(blob.c.content).where(blob.c.sha256 == digest)).scalar()
