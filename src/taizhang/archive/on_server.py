"""An archive on a PostgreSQL server: one writer at a time, every commit on disk, its troubles said in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError

from taizhang.archive.location import Location
from taizhang.errors import BadUsage, CannotRead, CannotWrite, Trouble

_EXTRA = "taizhang[postgresql]"
_WRITER = 0x7461697A68616E67  # the lock that whoever writes holds: "taizhang" in ASCII
_HOLD_UP = 2000  # milliseconds for which nobody can read while it is waited for the last readers
_LEAST_PATIENCE = 2  # seconds; libpq takes less for none


def server_engine(location: Location, wait: float) -> Engine:
    """An engine that waits at most `wait` seconds for the server and for other writers.

    Raises:
        BadUsage: the driver is not installed.
    """
    patience = max(_LEAST_PATIENCE, round(wait))
    settings = {"connect_timeout": patience, "application_name": "taizhang", "client_encoding": "utf8"}
    try:
        engine = create_engine(location.url, connect_args=settings, pool_pre_ping=True, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise BadUsage(f"档案库在 PostgreSQL 服务器上，本机还没有连接程序，请先安装{_EXTRA}。") from error

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A look must not be held up by others either, as by somebody who changes the tables.
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, round(wait * 1000))}")
        if connection.get_execution_options().get("taizhang_writes"):
            connection.exec_driver_sql("SET LOCAL synchronous_commit = on")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")

    return engine


def forget_on_server(engine: Engine, tables: Iterable[str]) -> None:
    """Write the tables anew, without what was cleared; while others hold them, only mark its room as free."""
    named = ", ".join(tables)
    with engine.connect() as connection:
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        alone.exec_driver_sql(f"SET lock_timeout = {_HOLD_UP}")
        try:
            alone.exec_driver_sql(f"VACUUM (FULL) {named}")
        except OperationalError:
            alone.exec_driver_sql(f"VACUUM {named}")
        alone.exec_driver_sql("RESET lock_timeout")


def server_trouble(location: Location, error: BaseException | None) -> Trouble | None:
    """What to tell the operator; None for what is a fault of ours."""
    state = getattr(error, "sqlstate", None)
    if state is None:
        return _unreached(location, str(error)) if _lost(error) else None
    for begins, trouble, says in _SAID:
        if state.startswith(begins):
            return trouble(f"档案库“{location}”{says}")
    return None


_AWAY = "连接中断，请检查数据库服务器和网络，然后再试。"
_FULL = "写不进去，请检查数据库服务器的磁盘是否已满、内存和连接数是否够用。"
_BUSY = "正被另一个程序占用，请等它结束后再试。"
_RIGHTS = "的用户没有足够的权限，请找数据库管理员授权。"

_NOWHERE = "在服务器上不存在，请核对数据库名，或请数据库管理员先建好。"
_LATER = "暂时不接受连接，请稍后再试。"

# By the first digits of the SQLSTATE (PostgreSQL's manual, appendix A).
_SAID: tuple[tuple[tuple[str, ...], type[Trouble], str], ...] = (
    (("55P03", "40001", "40P01", "55006"), CannotWrite, _BUSY),
    (("42501", "25006"), CannotWrite, _RIGHTS),
    (("53", "54", "58"), CannotWrite, _FULL),
    (("08", "57"), CannotWrite, _AWAY),
    (("XX",), CannotRead, "已损坏，请用备份恢复。"),
)


def _lost(error: BaseException | None) -> bool:
    return type(error).__name__ in ("OperationalError", "ConnectionTimeout")


def _unreached(location: Location, text: str) -> Trouble:
    """The connection was not made; libpq tells the reason in words only, and a server in its own language."""
    for words, says in _REFUSED:
        if words.search(text):
            return CannotRead(f"档案库“{location}”{says}")
    return CannotRead(f"连不上档案库“{location}”，请检查地址、端口和网络，数据库服务器是否已启动。")


_WHO = "的用户名或密码不对，请核对用户名，并检查密码是否已设置。"
_REFUSED = tuple(
    (re.compile(words), says)
    for words, says in (
        ("password authentication failed|no password supplied|Password ?认证失败", _WHO),
        ('role ".*" does not exist|角色 ?".*" ?不存在', _WHO),
        ("no pg_hba.conf entry|没有用于主机", "不许从这台电脑登录，请找数据库管理员授权。"),
        ("permission denied for database|权限不够|权限不足", _RIGHTS),
        ('database ".*" does not exist|数据库 ?".*" ?不存在', _NOWHERE),
        ("starting up|shutting down|recovery mode|too many|启动|关闭|恢复模式|太多", _LATER),
    )
)
