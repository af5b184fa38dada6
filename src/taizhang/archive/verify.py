"""Whether the archive is whole: its structure, the one chain, every row against it, every original under its SHA-256."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, and_, func, not_, select

from taizhang.archive.chain import FIRST_PREVIOUS, remembered_end
from taizhang.archive.originals import broken_originals
from taizhang.archive.raw_rows import raw_rows
from taizhang.archive.row_hash import line_hash, row_hash, row_key
from taizhang.archive.row_words import row_name
from taizhang.archive.schema import CHAINED, blob, chain, purge, purged
from taizhang.archive.structure import broken_structure

_ADVICE = "请停止使用，并用备份核对"


def broken_places(connection: Connection) -> Iterator[str]:
    """One Chinese sentence for each thing that is broken, when every byte was looked at; none when all is whole."""
    for says in (*broken_structure(connection), *broken_contents(connection)):
        yield f"{says}，{_ADVICE}。"


def broken_contents(connection: Connection) -> Iterator[str]:
    """What is wrong with the chain, the rows and the originals."""
    lines, faults = _chain(connection)
    cleared = _cleared(connection)
    yield from faults
    yield from _rows(connection, lines, cleared)
    yield from broken_originals(connection, cleared)


def cleared_places(connection: Connection) -> Iterator[str]:
    """One Chinese sentence for each row and original that was cleared, with who decided it, when and why."""
    told = select(purged, purge.c.who, purge.c.why, purge.c.at).join(purge, purge.c.number == purged.c.purge)
    last = select(func.max(purged.c.number)).group_by(purged.c.table, purged.c.key)
    back = and_(purged.c.table == blob.name, purged.c.row_hash != "")  # an original that came in again
    told = told.where(purged.c.number.in_(last), not_(back))
    for row in connection.execute(told.order_by(purged.c.number)):
        name, day = row_name(row.table, row.key), row.at[:10]
        yield f"{name}已到期清除（{day}，{row.who}：{row.why}）。"


_Row = tuple[str, str]  # table and key


def _cleared(connection: Connection) -> dict[_Row, str]:
    """The hash of each row as a purge left it, in the order in which they were cleared."""
    return {(row["table"], row["key"]): row["row_hash"] for row in raw_rows(connection, purged)}


def _chain(connection: Connection) -> tuple[dict[_Row, str], list[str]]:
    """The hash that each row should have, and what is wrong with the chain itself."""
    number, previous = 0, FIRST_PREVIOUS
    lines: dict[_Row, str] = {}
    faults: list[str] = []
    for line in raw_rows(connection, chain):
        told = (line["table"], line["key"], line["row_hash"], line["previous_hash"])
        if line["number"] != number + 1:
            faults.append(f"指纹链缺少第{number + 1}号至第{line['number'] - 1}号")
        elif line["previous_hash"] != previous:
            faults.append(f"指纹链第{line['number']}号与前一号接不上")
        if line_hash(line["number"], *told) != line["hash"]:
            faults.append(f"指纹链第{line['number']}号被改动过，内容与指纹不符")
        if told[:2] in lines:
            faults.append(f"指纹链第{line['number']}号又一次登记了{row_name(*told[:2])}")
        lines.setdefault(told[:2], line["row_hash"])
        number, previous = line["number"], line["hash"]
    end = remembered_end(connection)
    if end != (number, previous):
        faults.append(f"指纹链的末尾不对，记录应到第{end[0]}号，现在到第{number}号")
    return lines, faults


def _rows(connection: Connection, lines: dict[_Row, str], cleared: dict[_Row, str]) -> Iterator[str]:
    """Each row against its line in the chain, or against how a purge left it."""
    left = dict(lines)
    for table in CHAINED:
        for row in raw_rows(connection, table):
            one = (table.name, row_key(table, row))
            wanted = left.pop(one, None)
            if wanted is None:
                yield f"{row_name(*one)}没有经本程序登记"
            elif row_hash(row) != cleared.get(one, wanted):
                yield f"{row_name(*one)}被改动过，内容与指纹不符"
    for one in left:
        yield f"档案库缺少{row_name(*one)}"
