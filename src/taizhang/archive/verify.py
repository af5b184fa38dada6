"""Whether the archive is whole: its structure, the register's chain, and every original under its own SHA-256."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import Connection, create_engine, select, text, union

from taizhang.archive.blobs import read_blob
from taizhang.archive.chain import FIRST_PREVIOUS, line_hash, remembered_end
from taizhang.archive.schema import blob, create_schema, mail, plan, submission

_ADVICE = "请停止使用，并用备份核对"


def broken_places(connection: Connection) -> Iterator[str]:
    """One Chinese sentence for each thing that is broken; none when the archive is whole."""
    for says in (*_structure(connection), *_chain(connection), *_originals(connection)):
        yield f"{says}，{_ADVICE}。"


def _structure(connection: Connection) -> Iterator[str]:
    """The file itself, and its tables, view and triggers against those of a new archive."""
    if connection.dialect.name != "sqlite":
        return
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        yield "档案库文件本身有损坏"
    fresh = create_engine("sqlite://")
    with fresh.begin() as other:
        create_schema(other)
        wanted, found = _declared(other), _declared(connection)
    fresh.dispose()
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            yield f"档案库的结构被改动过（{name}）"


def _declared(connection: Connection) -> dict[str, str]:
    listed = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {row.name: row.sql for row in listed}


def _chain(connection: Connection) -> Iterator[str]:
    number, previous = 0, FIRST_PREVIOUS
    for row in connection.execute(select(submission).order_by(submission.c.number)).mappings():
        if row["number"] != number + 1:
            yield f"登记簿缺少第{number + 1}号至第{row['number'] - 1}号"
        elif row["previous_hash"] != previous:
            yield f"登记簿第{row['number']}号与前一号接不上"
        if line_hash(dict(row)) != row["hash"]:
            yield f"登记簿第{row['number']}号被改动过，内容与指纹不符"
        number, previous = row["number"], row["hash"]
    if remembered_end(connection) != (number, previous):
        yield f"登记簿的末尾不对，记录应到第{remembered_end(connection)[0]}号，现在到第{number}号"


def _originals(connection: Connection) -> Iterator[str]:
    """Every original one by one, so that memory holds one at a time."""
    for digest, size in connection.execute(select(blob.c.sha256, blob.c.size)).all():
        content = read_blob(connection, digest) or b""
        if sha256(content).hexdigest() != digest or len(content) != size:
            yield f"{_whose(connection, digest)}被改动过，内容与指纹不符"
    used = union(select(submission.c.sha256), select(mail.c.sha256), select(plan.c.source)).subquery()
    kept = select(blob.c.sha256)
    lost = select(used.c.sha256).where(used.c.sha256.is_not(None), used.c.sha256.not_in(kept))
    for digest in connection.execute(lost).scalars():
        yield f"{_whose(connection, digest)}不在档案库里"


def _whose(connection: Connection, digest: str) -> str:
    """What an original is, in words: the register's first line with it, else a mail or a plan's text."""
    filed = select(submission.c.number, submission.c.file_name).where(submission.c.sha256 == digest)
    row = connection.execute(filed.order_by(submission.c.number)).first()
    if row:
        return f"登记簿第{row.number}号的附件“{row.file_name}”"
    is_mail = connection.execute(select(mail.c.sha256).where(mail.c.sha256 == digest)).first()
    return f"指纹为{digest[:12]}的{'邮件' if is_mail else '原件'}"
