"""What a row is hashed as, so that one digit changed in it is seen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Table

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def row_hash(row: Mapping[str, Any]) -> str:
    """The SHA-256 of a row: of its columns as JSON with sorted names, bytes by their own SHA-256, truths as 0 and 1."""
    return sha256(_encode({name: _told(value) for name, value in row.items()}).encode("ascii")).hexdigest()


def row_key(table: Table, row: Mapping[str, Any]) -> str:
    """The values of the row's primary key; where there are several, the last ones are numbers, so that none are alike."""
    return "/".join(str(row[name]) for name in _primary_key(table))


def line_hash(number: int, table: str, key: str, hashed: str, previous: str) -> str:
    """The SHA-256 of a line of the chain, which holds the hash of the line before it."""
    return sha256(_encode([number, table, key, hashed, previous]).encode("ascii")).hexdigest()


@cache
def _primary_key(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key.columns)


def _told(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"sha256": sha256(value).hexdigest()}
    return int(value) if isinstance(value, bool) else value
