"""The sources of a collection: files and folders of this computer, and mailboxes on a server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.accounts import PasswordOf
from taizhang.desk.intake.intake_limits import IntakeLimits
from taizhang.desk.intake.sources import MAIL, Arrival, LeftThere, arrivals
from taizhang.desk.open_archive import is_server

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.mail.server_urls import MailboxUrl

Source = Path | str  # a text with :// names a mailbox


def is_mailbox_url(source: Source) -> bool:
    return isinstance(source, str) and "://" in source


def files_among(sources: Sequence[Source]) -> list[Path]:
    return [Path(source) for source in sources if not is_mailbox_url(source)]


def own_file(archive: Path | str) -> Path | None:
    """The archive's file, which is no source; None for one on a server."""
    return None if is_server(archive) else Path(archive)


def arrivals_of(
    sources: Sequence[Source],
    listed: Sequence[Path | LeftThere],
    store: Archive,
    *,
    limits: IntakeLimits,
    password_of: PasswordOf,
    since: date | None,
    now: datetime,
) -> Iterator[Arrival | LeftThere]:
    """What lies in the files listed, then in the sources that are mailboxes what came since that day and was not taken before.

    Raises:
        CannotRead: a mailbox cannot be opened.
        BadUsage: the mailbox's address is none.
    """
    from taizhang.mail.server_urls import parse_mailbox_url

    mailboxes = [parse_mailbox_url(str(source)) for source in sources if is_mailbox_url(source)]
    of_files = (one for found in listed for one in _in_file(found, now))
    of_mailboxes = (
        one
        for url in mailboxes
        for one in _in_mailbox(url, password_of("imap", url.user, url.host), store, limits, since, now)
    )
    return chain(of_files, of_mailboxes)


def _in_file(found: Path | LeftThere, now: datetime) -> Iterator[Arrival | LeftThere]:
    if isinstance(found, LeftThere):
        yield found
    else:
        yield from arrivals(found, now=now)


def _in_mailbox(
    url: MailboxUrl, password: str, store: Archive, limits: IntakeLimits, since: date | None, now: datetime
) -> Iterator[Arrival | LeftThere]:
    """The mails that were not taken before; when the server received them is when they came."""
    from taizhang.archive import MailboxUid
    from taizhang.mail.imap import open_mailbox

    name = str(url)
    with open_mailbox(url, password, most_bytes=limits.mails.file_bytes) as mailbox:
        known = store.taken_uids(name, mailbox.uidvalidity)
        for mail in mailbox.fetch(mailbox.uids(without=known, since=since)):
            uid = MailboxUid(name, mailbox.uidvalidity, mail.uid)
            received = min(mail.received or now, now)
            yield Arrival(name, MAIL, mail.raw, received, uid, headers_only=mail.over_limit)
        for number in mailbox.missing:
            yield LeftThere(f"{name} 第{number}号邮件", "服务器没有交出这封邮件，仍在邮箱中。请稍后重新收取")
