"""Where an archive lies: in a file, or in a database on a PostgreSQL server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from taizhang.errors import BadUsage

_SERVER = "postgresql"
_SECRETS = ("password", "sslpassword", "oauth_client_secret")  # as libpq names them


@dataclass(frozen=True, slots=True)
class Location:
    """An archive's file, or its database; printed without anything secret."""

    url: URL
    path: Path | None  # None on a server

    def __str__(self) -> str:
        if self.path is not None:
            return str(self.path)
        shown = self.url.set(drivername=_SERVER, query={})
        return shown.render_as_string(hide_password=True)


def location_of(where: str | Path) -> Location:
    """The place that an operator names: a file name, or postgresql://user@host:port/database.

    Raises:
        BadUsage: it is a URL of another kind, or one with a password in it.
    """
    text = str(where)
    if "://" not in text:
        return Location(URL.create("sqlite", database=text), Path(where))
    url = _server_url(text)
    if url.password is not None or any(secret in url.query for secret in _SECRETS):
        raise BadUsage(
            f"档案库地址里写了密码，会留在命令记录里，请去掉密码，改用环境变量{'PGPASSWORD'}或密码文件{'.pgpass'}。"
        )
    return Location(url.set(drivername=f"{_SERVER}+psycopg"), None)


def _server_url(text: str) -> URL:
    # What was written is not shown: a password may stand in it.
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername != _SERVER or not url.database:
        raise BadUsage(f"档案库的地址看不懂，请写成文件名，或写成{'postgresql://用户@主机:端口/数据库'}。")
    return url
