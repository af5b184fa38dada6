"""Triggers that hold the archive's promise against other programs: rows are added and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Table

from taizhang.archive.schema import NEVER_CHANGED

_VERBS = ("UPDATE", "DELETE")
REFUSAL = "档案只可添加，不可改动或删除"

FUNCTION = "refuse_changes"  # what the triggers call on a server
FUNCTION_BODY = f"BEGIN RAISE EXCEPTION '{REFUSAL}'; END"


def guard(connection: Connection, tables: Iterable[Table] = NEVER_CHANGED) -> None:
    """Make the triggers of these tables."""
    for table in tables:
        for statement in _triggers(connection, table.name):
            connection.exec_driver_sql(statement)


def create_guards(connection: Connection) -> None:
    """Make the triggers of every table, with what they call."""
    if connection.dialect.name == "postgresql":
        create_function(connection)
    guard(connection)


def create_function(connection: Connection) -> None:
    connection.exec_driver_sql(
        f"CREATE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${FUNCTION_BODY}$$"
    )


@contextmanager
def unguarded(connection: Connection, tables: Sequence[Table]) -> Iterator[None]:
    """The tables without their triggers, within the transaction that runs; on a server others may read on."""
    if connection.dialect.name == "postgresql":
        _switch(connection, tables, "DISABLE")
        yield
        _switch(connection, tables, "ENABLE")
        return
    for table in tables:
        for verb in _VERBS:
            connection.exec_driver_sql(f"DROP TRIGGER {table.name}_refuses_{verb.lower()}")
    yield
    guard(connection, tables)


def _switch(connection: Connection, tables: Sequence[Table], turn: str) -> None:
    for table in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{table.name}" {turn} TRIGGER {table.name}_refuses_changes')


def _triggers(connection: Connection, table: str) -> Iterator[str]:
    if connection.dialect.name == "postgresql":
        yield (
            f"CREATE TRIGGER {table}_refuses_changes BEFORE UPDATE OR DELETE OR TRUNCATE "
            f'ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()'
        )
        return
    for verb in _VERBS:
        yield (
            f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
