"""The way into an archive: one look, or one transaction that keeps everything or nothing; troubles said in Chinese."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from taizhang.archive import on_file, on_server
from taizhang.archive.additions import Additions
from taizhang.archive.location import Location
from taizhang.errors import Trouble


def engine_of(location: Location, wait: float) -> Engine:
    """An engine that waits at most `wait` seconds for another program's lock."""
    if location.path is not None:
        return on_file.file_engine(location.path, wait)
    return on_server.server_engine(location, wait)


@contextmanager
def reading(engine: Engine, location: Location) -> Iterator[Connection]:
    """One consistent look at the archive."""
    with troubles_said(location), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def writing(engine: Engine, location: Location) -> Iterator[Connection]:
    """One transaction that holds the archive's only write lock from its start; all of it is kept, or nothing."""
    with troubles_said(location), engine.connect() as connection:
        connection.execution_options(taizhang_writes=True)
        with connection.begin():
            yield connection


@contextmanager
def adding(engine: Engine, location: Location) -> Iterator[Additions]:
    """A transaction in which whatever is added gets its line in the chain."""
    with writing(engine, location) as connection:
        additions = Additions(connection)
        yield additions
        additions.seal()


def forget(engine: Engine, location: Location, tables: Iterable[str]) -> None:
    """See to it that what was cleared from these tables lies nowhere any more."""
    with troubles_said(location):
        if location.path is not None:
            on_file.forget_in_file(engine)
        else:
            on_server.forget_on_server(engine, tables)


@contextmanager
def troubles_said(location: Location) -> Iterator[None]:
    """Turn the database's own troubles into sentences for the operator.

    Raises:
        CannotRead: it is no archive, or damaged, or cannot be reached.
        CannotWrite: the archive is busy, or takes nothing.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        trouble = _trouble(location, cause)
        if trouble is None:
            raise
        raise trouble from error


def _trouble(location: Location, error: BaseException | None) -> Trouble | None:
    """What to tell the operator; None for what is a fault of ours."""
    if location.path is not None:
        return on_file.file_trouble(location.path, error)
    return on_server.server_trouble(location, error)
