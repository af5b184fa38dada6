"""Mails opened: each is committed to the archive as it came, then a worker parses it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.desk.limits import Limits
from taizhang.desk.pool import Loss, WorkerPool
from taizhang.desk.sources import Arrival, Item, items_of_mail

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.mail import Mail

_MAIL_LIMIT = 100 * 1024 * 1024  # bytes of a mail that is parsed at all (INTAKE 6)
# The standard parser takes up to ten times the mail's own size; one worker is enough for its speed.
_PARSING = Limits(file_bytes=_MAIL_LIMIT, resident_mb=1536, address_space_mb=3072)


@dataclass(frozen=True, slots=True)
class OpenedMail:
    """What a mail gave."""

    arrival: Arrival
    digest: str  # sha256 of the raw mail
    items: tuple[Item, ...] = ()
    sender: str = ""
    why: str = ""  # one Chinese sentence: why there are no items
    word: str = ""  # the same in a word


def mail_pool() -> WorkerPool:
    """The worker that parses mails; it is started with the first of them."""
    return WorkerPool(1, limits=_PARSING)


def open_mails(mails: Sequence[Arrival], store: Archive, pool: WorkerPool) -> Iterator[OpenedMail]:
    """Each mail in turn; all of them are in the archive before the first is parsed (INTAKE 45)."""
    from taizhang.mail import read_mail

    for arrival in mails:
        store.keep_mail(arrival.content, sender="", subject="", received=arrival.received)
    read = pool.examine([one.content for one in mails if len(one.content) <= _MAIL_LIMIT], read_mail)
    for arrival in mails:
        digest = sha256(arrival.content).hexdigest()
        if len(arrival.content) > _MAIL_LIMIT:
            most = _MAIL_LIMIT // 1024 // 1024
            why = f"邮件超过{most}兆字节的上限，没有拆开，原邮件已存入档案库。请人工查看，或请对方分开发送"
            yield OpenedMail(arrival, digest, why=why, word="邮件过大")
        else:
            yield _opened(arrival, digest, next(read))


def _opened(arrival: Arrival, digest: str, mail: Mail | Loss) -> OpenedMail:
    if isinstance(mail, Loss):
        why = "邮件拆不开，原邮件已存入档案库。请人工查看，或请对方重新发送"
        return OpenedMail(arrival, digest, why=why, word="邮件未拆开")
    items = items_of_mail(arrival, mail, digest)
    if items:
        return OpenedMail(arrival, digest, items, mail.sender)
    return OpenedMail(arrival, digest, (), mail.sender, *_why_nothing(arrival, mail))


def _why_nothing(arrival: Arrival, mail: Mail) -> tuple[str, str]:
    """Why no attachment was found, as a sentence and in a word; damage is never called a forgotten attachment."""
    if not arrival.content.strip():
        return "邮件是空的，请对方重新发送", "邮件是空的"
    if mail.incomplete:
        remarks = "".join(f"；{note.rstrip('。')}" for note in mail.notes)
        return f"邮件没有读完整，没有找到附件，原邮件已存入档案库{remarks}", "邮件不完整"
    return "邮件里没有附件，请来信单位把台账作为附件重新发送", "没有附件"
