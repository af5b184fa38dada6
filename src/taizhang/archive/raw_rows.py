"""A table's rows exactly as they lie in the database, one at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table

_AT_ONCE = 100  # rows, each of which may hold a ledger


def raw_rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """In the order of the primary key; a text that is none comes with surrogates for its bytes."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    keys = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
    streamed = {"stream_results": True, "yield_per": _AT_ONCE}
    with _any_text(connection):
        found = connection.exec_driver_sql(
            f'SELECT {columns} FROM "{table.name}" ORDER BY {keys}', execution_options=streamed
        )
        for row in found.mappings():
            yield dict(row)


@contextmanager
def _any_text(connection: Connection) -> Iterator[None]:
    """SQLite keeps whatever another program wrote into a text, and the driver stops at it."""
    plain = connection.connection.driver_connection
    if not isinstance(plain, sqlite3.Connection):
        yield
        return
    plain.text_factory = lambda written: written.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        plain.text_factory = str
