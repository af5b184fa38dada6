"""Triggers that hold the archive's promise against other programs: rows are added and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Table

from taizhang.archive.schema import NEVER_CHANGED

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
def unguarded(connection: Connection, tables: Iterable[Table]) -> Iterator[None]:
    """The tables without their triggers, within the transaction that runs."""
    tables = tuple(tables)
    for table in tables:
        for name in _names(connection, table.name):
            on = f' ON "{table.name}"' if connection.dialect.name == "postgresql" else ""
            connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
    yield
    guard(connection, tables)


def _names(connection: Connection, table: str) -> tuple[str, ...]:
    if connection.dialect.name == "postgresql":
        return (f"{table}_refuses_changes",)
    return (f"{table}_refuses_update", f"{table}_refuses_delete")


def _triggers(connection: Connection, table: str) -> Iterator[str]:
    if connection.dialect.name == "postgresql":
        yield (
            f"CREATE TRIGGER {table}_refuses_changes BEFORE UPDATE OR DELETE OR TRUNCATE "
            f'ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()'
        )
        return
    for verb in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
