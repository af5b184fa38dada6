"""The one way by which rows come into the archive: each gets its number and its line in the chain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from taizhang.archive.chain import chain_end, remember_end
from taizhang.archive.guards import unguarded
from taizhang.archive.row_hash import line_hash, row_hash, row_key
from taizhang.archive.schema import NEVER_CHANGED, blob, purged

# No database keeps these in a text: they are shown as escapes.
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")
# Statements are made once: for thousands of rows, making them would cost more than what the database does.
_INSERT = {table.name: insert(table) for table in NEVER_CHANGED}
_LAST = {table.name: select(func.max(table.c.number)) for table in NEVER_CHANGED if "number" in table.columns}
_COLUMNS = {table.name: tuple(table.columns.keys()) for table in NEVER_CHANGED}
_LIES = select(func.length(blob.c.content)).where(blob.c.sha256 == bindparam("digest"))


class Additions:
    """What one transaction adds; nobody else writes meanwhile, and `seal` ends it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._numbers: dict[str, int] = {}
        self._lines: list[tuple[str, str, str]] = []  # table, key and hash of each added row

    def add(self, table: Table, /, **columns: Any) -> int:
        """The number that the row has now; 0 in a table without numbers."""
        row = {name: _storable(columns.get(name)) for name in _COLUMNS[table.name]}
        if "number" in row:
            row["number"] = self._next_number(table)
        self.connection.execute(_INSERT[table.name], row)
        self.put_in_chain(table, row)
        return int(row.get("number") or 0)

    def put_in_chain(self, table: Table, row: Mapping[str, Any]) -> None:
        """Give a row that stands in the table its line."""
        self._lines.append((table.name, row_key(table, row), row_hash(row)))

    def keep_blob(self, content: bytes, digest: str = "") -> str:
        """Keep the bytes unless they are there already; their sha256, which `digest` is where it is known."""
        digest = digest or sha256(content).hexdigest()
        length = self.connection.execute(_LIES, {"digest": digest}).scalar()
        if length is None:
            row = {"sha256": digest, "size": len(content), "content": content}
            self.connection.execute(_INSERT["blob"], row)
        elif length == 0 and content:
            self._bring_back(digest, content)
        return digest

    def _bring_back(self, digest: str, content: bytes) -> None:
        """Keep the bytes of an original that was cleared, and came in again."""
        with unguarded(self.connection, [blob]):
            self.connection.execute(update(blob).where(blob.c.sha256 == digest).values(content=content))
        took = select(func.max(purged.c.purge)).where(purged.c.table == blob.name, purged.c.key == digest)
        number = self.connection.execute(took).scalar()
        self.add(purged, purge=number, table=blob.name, key=digest, row_hash=digest)

    def seal(self) -> None:
        """Write the chain's lines for all that was added."""
        if not self._lines:
            return
        number, previous = chain_end(self.connection)
        lines = []
        for table, key, hashed in self._lines:
            number += 1
            digest = line_hash(number, table, key, hashed, previous)
            lines.append({"number": number, "table": table, "key": key, "row_hash": hashed,
                          "previous_hash": previous, "hash": digest})  # fmt: skip
            previous = digest
        self.connection.execute(_INSERT["chain"], lines)
        remember_end(self.connection, number, previous)
        self._lines.clear()

    def _next_number(self, table: Table) -> int:
        if table.name not in self._numbers:
            self._numbers[table.name] = self.connection.execute(_LAST[table.name]).scalar() or 0
        self._numbers[table.name] += 1
        return self._numbers[table.name]


def _storable(value: Any) -> Any:
    if isinstance(value, str) and _NOT_TEXT.search(value):
        return _NOT_TEXT.sub(lambda found: found[0].encode("unicode_escape").decode(), value)
    return value
