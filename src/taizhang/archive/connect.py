"""The way to the archive's file: durable, waiting a bounded time for others, its troubles said in Chinese."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from taizhang.errors import CannotRead, CannotWrite, Trouble


def engine_of(path: Path, wait: float) -> Engine:
    """An engine that waits at most `wait` seconds for another program's lock."""
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": wait})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def prefer_wal(path: Path) -> None:
    """Let readers and the writer work side by side where the file system allows it (a network share does not)."""
    connection = sqlite3.connect(path)
    try:
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        if mode != "wal":
            connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()


@contextmanager
def reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """One consistent look at the archive."""
    with troubles_said(path), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """One transaction that holds the archive's only write lock from its start; all of it is kept, or nothing."""
    with troubles_said(path), engine.connect() as connection:
        connection.execution_options(taizhang_writes=True)
        with connection.begin():
            yield connection


@contextmanager
def troubles_said(path: Path) -> Iterator[None]:
    """Turn the database's own troubles into sentences for the operator.

    Raises:
        CannotRead: the file is no archive, or damaged.
        CannotWrite: the archive is busy, or its folder or disk takes nothing.
    """
    try:
        yield
    except DBAPIError as error:
        trouble = _trouble(path, error.orig)
        if trouble is None:
            raise
        raise trouble from error
    except sqlite3.Error as error:
        trouble = _trouble(path, error)
        if trouble is None:
            raise
        raise trouble from error


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    # The driver's own BEGIN would come too late to read the chain's end and extend it safely.
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("taizhang_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _trouble(path: Path, error: BaseException | None) -> Trouble | None:
    """What to tell the operator; None for what is a fault of ours."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return CannotWrite(f"档案库“{path}”正被另一个程序占用，请等它结束后再试。")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return CannotWrite(f"档案库“{path}”或它所在的文件夹不能写入，请检查权限，或换一个文件夹。")
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return CannotWrite(f"档案库“{path}”写不进磁盘，请检查磁盘是否已满、网络盘是否断开。")
    if name.startswith("SQLITE_NOTADB"):
        return CannotRead(f"“{path}”不是台账档案库，请核对文件名。")
    if name.startswith("SQLITE_CORRUPT"):
        return CannotRead(f"档案库“{path}”已损坏，请用备份恢复。")
    return None
