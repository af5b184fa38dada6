"""The one chain over everything: each added row has a line in it, and each line the hash of the line before it."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, insert, select, update

from taizhang.archive.schema import chain, meta

FIRST_PREVIOUS = "0" * 64
_END = "chain_end"
_LAST_LINE = select(chain.c.number, chain.c.hash).order_by(chain.c.number.desc()).limit(1)
_MOVE_END = update(meta).where(meta.c.key == _END).values(value=bindparam("end"))


def chain_end(connection: Connection) -> tuple[int, str]:
    """The last line's number and hash; 0 and zeros before the first."""
    row = connection.execute(_LAST_LINE).first()
    return (row.number, row.hash) if row else (0, FIRST_PREVIOUS)


def chain_has(connection: Connection, number: int, digest: str) -> bool:
    """Whether the chain went through this end, as it was written down elsewhere."""
    if number == 0:
        return digest == FIRST_PREVIOUS
    return connection.execute(select(chain.c.hash).where(chain.c.number == number)).scalar() == digest


def remember_end(connection: Connection, number: int, digest: str) -> None:
    """Write down where the chain ends, so that lines cut off its end are missed."""
    end = f"{number} {digest}"
    if not connection.execute(_MOVE_END, {"end": end}).rowcount:
        connection.execute(insert(meta).values(key=_END, value=end))


def remembered_end(connection: Connection) -> tuple[int, str]:
    """Where the chain should end, as `remember_end` wrote it."""
    told = connection.execute(select(meta.c.value).where(meta.c.key == _END)).scalar()
    number, _, digest = (told or f"0 {FIRST_PREVIOUS}").partition(" ")
    return (int(number) if number.isdecimal() else 0), digest
