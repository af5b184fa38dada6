"""The register's chain: each line carries the hash of the line before it, so that no line changes unseen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select, update

from taizhang.archive.schema import meta, submission

FIRST_PREVIOUS = "0" * 64
_END = "register_end"


def line_hash(line: Mapping[str, Any]) -> str:
    """The SHA-256 of a line: of its columns as JSON with sorted names, the ledger's record by its own SHA-256."""
    record = line["record"]
    told = {column.name: line[column.name] for column in submission.columns if column.name != "hash"}
    told["record"] = None if record is None else sha256(record).hexdigest()
    return sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()


def chain_end(connection: Connection) -> tuple[int, str]:
    """The last line's number and hash; 0 and zeros before the first."""
    last = select(submission.c.number, submission.c.hash).order_by(submission.c.number.desc()).limit(1)
    row = connection.execute(last).first()
    return (row.number, row.hash) if row else (0, FIRST_PREVIOUS)


def remember_end(connection: Connection, number: int, digest: str) -> None:
    """Write down where the chain ends, so that lines cut off its end are missed."""
    moved = connection.execute(update(meta).where(meta.c.key == _END).values(value=f"{number} {digest}"))
    if not moved.rowcount:
        connection.execute(insert(meta).values(key=_END, value=f"{number} {digest}"))


def remembered_end(connection: Connection) -> tuple[int, str]:
    """Where the chain should end, as `remember_end` wrote it."""
    told = connection.execute(select(meta.c.value).where(meta.c.key == _END)).scalar()
    number, _, digest = (told or f"0 {FIRST_PREVIOUS}").partition(" ")
    return int(number), digest
