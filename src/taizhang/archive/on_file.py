"""An archive in a file: SQLite, durable, waiting a bounded time for others, its troubles said in Chinese."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event

from taizhang.errors import CannotRead, CannotWrite, Trouble


def file_engine(path: Path, wait: float) -> Engine:
    url, patience = URL.create("sqlite", database=str(path)), {"timeout": wait}
    engine = create_engine(
        url, connect_args=patience, hide_parameters=True
    )  # contents are in no fault's text
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def claim(path: Path) -> None:
    """Make the empty file, so that nobody else can read it from the first moment on.

    Raises:
        CannotWrite: something of that name is there, or the folder is missing or takes nothing.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError as error:
        raise CannotWrite(f"已经有“{path}”，为免覆盖没有新建，请换一个文件名。") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CannotWrite(f"没有文件夹“{path.parent}”，请先建好，或换一个文件夹。") from error
    except OSError as error:
        raise CannotWrite(f"文件夹“{path.parent}”不能写入，请检查权限，或换一个文件夹。") from error


def prefer_wal(path: Path) -> None:
    """Let readers and the writer of an empty file work side by side where the file system allows it.

    A network share does not: there the file is left as it was, and gets a journal of its own.
    """
    if not _takes_wal(path):
        path.write_bytes(b"")  # it says WAL already, and could not be opened any more
        Path(f"{path}-wal").unlink(missing_ok=True)


def _takes_wal(path: Path) -> bool:
    """Whether the file can be used with a shared journal; some shares fail only when it is."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TABLE tried (works)")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return False
    return bool(mode == "wal")


def forget_in_file(engine: Engine) -> None:
    """Take what was cleared out of the journal too, unless somebody is reading just now."""
    connection = engine.raw_connection()
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    # The driver's own BEGIN would come too late to read the chain's end and extend it safely.
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is cleared leaves no trace in the file


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("taizhang_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def file_trouble(path: Path, error: BaseException | None) -> Trouble | None:
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
