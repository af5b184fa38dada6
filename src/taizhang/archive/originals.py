"""Whether every original is there, under its own SHA-256, and belongs to something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

from sqlalchemy import Connection, select, union

from taizhang.archive.blobs import read_blob
from taizhang.archive.schema import answer, blob, plan, receipt, submission, submitted

_REFERS = (submission.c.sha256, receipt.c.sha256, plan.c.source, answer.c.sha256, submitted.c.sha256)


def broken_originals(connection: Connection, cleared: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """What is wrong with them; one by one, so that memory holds one at a time."""
    listed = select(blob.c.sha256, blob.c.size).order_by(blob.c.sha256)
    for digest, size in connection.execute(listed).all():
        content = read_blob(connection, digest) or b""
        if cleared.get(("blob", digest)) == "":
            if content:
                yield f"{_whose(connection, digest)}已到期清除，却又有内容"
        elif sha256(content).hexdigest() != digest or len(content) != size:
            yield f"{_whose(connection, digest)}被改动过，内容与指纹不符"
    used = union(*map(select, _REFERS)).subquery()
    named, kept = select(used.c[0]).where(used.c[0].is_not(None)), select(blob.c.sha256)
    for digest in connection.execute(named.where(used.c[0].not_in(kept)).order_by(used.c[0])).scalars():
        yield f"{_whose(connection, digest)}不在档案库里"
    for digest in connection.execute(kept.where(blob.c.sha256.not_in(named))).scalars():
        yield f"指纹为{digest[:12]}的原件没有经本程序登记"


def _whose(connection: Connection, digest: str) -> str:
    """What an original is, in words: the register's first line with it, else a receipt, an answer, a rollup that went up or a plan's text."""
    filed = select(submission.c.number, submission.c.file_name).where(submission.c.sha256 == digest)
    row = connection.execute(filed.order_by(submission.c.number)).first()
    if row:
        return f"登记簿第{row.number}号的附件“{row.file_name}”"
    kind = connection.execute(select(receipt.c.kind).where(receipt.c.sha256 == digest)).scalar()
    if kind:
        return f"指纹为{digest[:12]}的{'邮件' if kind == 'mail' else '文件'}"
    number = connection.execute(select(answer.c.number).where(answer.c.sha256 == digest)).scalar()
    if number:
        return f"答复第{number}号的邮件"
    number = connection.execute(select(submitted.c.number).where(submitted.c.sha256 == digest)).scalar()
    return f"上报记录第{number}号的汇总表" if number else f"指纹为{digest[:12]}的原件"
