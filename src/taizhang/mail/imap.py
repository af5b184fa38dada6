"""A folder of mails on an IMAP server, which is only read: nothing in it is marked, moved or deleted.

EXAMINE opens it, BODY.PEEK[] fetches, and no other command about a mail is ever sent. What the archive has taken is told
apart by UIDVALIDITY and UID, so that a run that was cut off goes on where it stopped (INTAKE 45, 46).
"""

from __future__ import annotations

import imaplib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from taizhang.errors import BadUsage, CannotRead
from taizhang.mail.imap_answers import MONTHS, Facts, contents_of, facts_of
from taizhang.mail.imap_client import ROOM, ImapClient, folder_word
from taizhang.mail.server_line import broken_line, quoted_words, said
from taizhang.mail.server_urls import MailboxUrl as MailboxUrl
from taizhang.mail.server_urls import parse_mailbox_url as parse_mailbox_url

MAIL_BYTES = 100 * 1024 * 1024  # of the largest mail that is fetched (INTAKE 6)

_ASKED_AT_ONCE = 200  # mails whose sizes are asked for in one question
_FETCHED_AT_ONCE, _BATCH_BYTES = 20, 4 * 1024 * 1024
_HEADER_BYTES = 1_000_000
_SLOWEST = 10_000  # bytes a second, below which a line counts as broken
_MOST_UIDS = 1_000_000
_FACTS = "(UID RFC822.SIZE INTERNALDATE)"
_WHOLE, _HEADER = "(UID BODY.PEEK[])", f"(UID BODY.PEEK[HEADER]<0.{_HEADER_BYTES}>)"
_CONTROLS = re.compile("[\x00-\x1f\x7f]")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class FetchedMail:
    """A mail as the server keeps it."""

    uid: int
    received: datetime | None  # when the server took it in, with its zone; None when it says nothing readable
    size: int  # in bytes, as the server says
    raw: bytes  # the whole mail, or its header alone when it is over the limit; b"" when not even that was handed over
    over_limit: bool = False


@contextmanager
def open_mailbox(
    url: MailboxUrl, password: str, *, timeout: float = 60, most_bytes: int = MAIL_BYTES
) -> Iterator[Mailbox]:
    """The folder, open for reading until the end of the block.

    `timeout` in seconds holds for each wait; of a mail of more than `most_bytes` bytes only the header is fetched.

    Raises:
        BadUsage: the password has a line break in it.
        CannotRead: the server cannot be reached or trusted, or does not let us in or open the folder.
    """
    if _CONTROLS.search(password):
        raise BadUsage("密码里有换行或控制字符，请重新保存密码。")
    client = _said_in_chinese(lambda: ImapClient(url, timeout), url)
    try:
        yield _said_in_chinese(lambda: _opened(client, url, password, timeout, most_bytes), url)
        with suppress(Exception):  # the mails are here; how the line ends is nobody's concern
            client.logout()
    finally:
        with suppress(OSError):
            client.shutdown()


class Mailbox:
    """An open folder; `uidvalidity` and a mail's UID together name the mail for good.

    Attributes:
        missing: the UIDs that were asked for and not handed over: taken away by somebody in the meantime, or unreadable
            for the server itself.
    """

    def __init__(
        self, client: ImapClient, url: MailboxUrl, uidvalidity: int, *, timeout: float, most_bytes: int
    ) -> None:
        """`timeout` in seconds, `most_bytes` in bytes."""
        self.uidvalidity = uidvalidity
        self.missing: list[int] = []
        self._client, self._url = client, url
        self._timeout, self._most_bytes = timeout, most_bytes

    def uids(self, without: frozenset[int] = frozenset(), *, since: date | None = None) -> tuple[int, ...]:
        """The folder's mails in ascending order; `since` leaves out what the server took in before that day.

        Raises:
            CannotRead: the line broke, or the answer makes no sense.
        """
        asked = ("SINCE", f"{since.day}-{MONTHS[since.month - 1]}-{since.year}") if since else ("ALL",)
        answer = self._ask("SEARCH", *asked, room=16 * ROOM, expected=0)
        if answer is None:
            raise CannotRead(f"邮箱服务器“{self._url.host}”不肯列出邮件，请稍后重新运行。")
        words = b" ".join(line for line in answer if isinstance(line, bytes)).split()
        if len(words) > _MOST_UIDS or not all(word.isdigit() and len(word) <= 10 for word in words):
            raise CannotRead(f"邮箱服务器“{self._url.host}”列出的邮件清单看不懂，请核对服务器地址。")
        return tuple(sorted(set(map(int, words)) - without))

    def fetch(self, uids: Iterable[int]) -> Iterator[FetchedMail]:
        """The mails in the order of `uids`, a few in memory at a time; those not handed over are put in `missing`.

        Raises:
            CannotRead: the line broke; what came before is whole.
        """
        for asked in _pieces(list(uids), _ASKED_AT_ONCE):
            facts = self._facts(asked)
            self.missing += [uid for uid in asked if uid not in facts]
            for batch in _batches([facts[uid] for uid in asked if uid in facts], self._most_bytes):
                yield from self._header(batch[0]) if batch[0].size > self._most_bytes else self._mails(batch)

    def _facts(self, asked: Sequence[int]) -> dict[int, Facts]:
        answer = self._ask("FETCH", _set(asked), _FACTS, room=ROOM, expected=0) or []
        found: dict[int, Facts] = {}
        for facts in facts_of(answer):
            if (
                facts.size or facts.received or facts.uid not in found
            ):  # a line about a changed flag says neither
                found[facts.uid] = facts
        return found

    def _mails(self, batch: Sequence[Facts]) -> Iterator[FetchedMail]:
        # A server's sizes may be off by a little; how much comes in all is bounded, whatever it says.
        room = self._most_bytes + self._most_bytes // 4 + ROOM
        expected = sum(facts.size or self._most_bytes for facts in batch)
        answer = self._ask(
            "FETCH", _set([facts.uid for facts in batch]), _WHOLE, room=room, expected=expected
        )
        if answer is None and len(batch) > 1:
            for facts in batch:  # one that the server cannot read must not cost the others
                yield from self._mails([facts])
            return
        contents = dict(contents_of(answer or []))
        del answer
        for facts in batch:
            raw = contents.pop(facts.uid, None)
            if raw is None:
                self.missing.append(facts.uid)
            else:
                yield self._fetched(facts, raw)

    def _fetched(self, facts: Facts, raw: bytes) -> FetchedMail:
        size = facts.size or len(raw)
        if len(raw) <= self._most_bytes:
            return FetchedMail(facts.uid, facts.received, size, raw)
        header = _BLANK_LINE.split(raw[:_HEADER_BYTES], maxsplit=1)[0] + b"\r\n\r\n"
        return FetchedMail(facts.uid, facts.received, len(raw), header, over_limit=True)

    def _header(self, facts: Facts) -> Iterator[FetchedMail]:
        answer = self._ask("FETCH", _set([facts.uid]), _HEADER, room=_HEADER_BYTES + ROOM, expected=0)
        raw = dict(contents_of(answer or [])).get(facts.uid, b"")
        yield FetchedMail(facts.uid, facts.received, facts.size, raw, over_limit=True)

    def _ask(self, command: str, *words: str, room: int, expected: int) -> list[object] | None:
        """`expected` bytes, for which a slow line is given time."""
        seconds = self._timeout + expected / _SLOWEST
        return _said_in_chinese(
            lambda: self._client.asked_by_uid(command, *words, room=room, seconds=seconds),
            self._url,
            underway=True,
        )


def _opened(client: ImapClient, url: MailboxUrl, password: str, timeout: float, most_bytes: int) -> Mailbox:
    """Log in, introduce ourselves, open the folder for reading.

    Raises:
        CannotRead: one of these is refused.
    """
    let_in, words = client.log_in(url.user, password)
    if not let_in:
        server = f"邮箱服务器“{url.host}”不接受用户“{url.user}”的登录{quoted_words(said(words, password))}。"
        raise CannotRead(
            server
            + "请核对用户名和密码；163、126、腾讯等邮箱请先在网页上开通收信服务，并用授权码代替登录密码。"
        )
    client.introduce()
    kind, words = client.select(folder_word(url.folder), readonly=True)
    if kind != "OK":
        refusal = f"邮箱服务器“{url.host}”不让打开文件夹“{url.folder}”{quoted_words(said(words[-1]))}。"
        raise CannotRead(refusal + "请核对文件夹名称，并在邮箱的网页设置里允许客户端收信。")
    _, (validity,) = client.response("UIDVALIDITY")
    if not isinstance(validity, bytes) or not re.fullmatch(rb"[1-9]\d{0,9}", validity):
        raise CannotRead(f"邮箱服务器“{url.host}”不给邮件固定编号，无法避免重复收取，请改用邮件文件收取。")
    return Mailbox(client, url, int(validity), timeout=timeout, most_bytes=most_bytes)


def _said_in_chinese(ask: Callable[[], Answer], url: MailboxUrl, *, underway: bool = False) -> Answer:
    """What `ask` gives; `underway`: mails may have come already.

    Raises:
        CannotRead: anything failed.
    """
    try:
        return ask()
    except (BadUsage, CannotRead):
        raise
    except (OSError, imaplib.IMAP4.abort, UnicodeError) as error:
        if isinstance(error, imaplib.IMAP4.abort) and "TLS not supported" in str(error):
            raise CannotRead(
                f"邮件服务器“{url.host}”不提供加密连接，没有登录。请核对端口，或联系服务器管理员。"
            ) from None
        wrong, advice = broken_line(error, url.host, url.port)
        valid = "，已经取下的邮件不受影响，会从断开的地方接着收取" if underway else ""
        raise CannotRead(f"{wrong}。{advice}{valid}。") from None
    except Exception:  # imaplib's own failures on answers that make no sense are of many kinds
        raise CannotRead(
            f"邮件服务器“{url.host}”的答复看不懂，请核对服务器地址和端口，稍后重新运行。"
        ) from None


def _set(uids: Sequence[int]) -> str:
    return ",".join(map(str, uids))


def _pieces(listed: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(listed), size):
        yield listed[start : start + size]


def _batches(mails: Sequence[Facts], most_bytes: int) -> Iterator[list[Facts]]:
    """Neighbours that are small enough to be fetched together; one that is not, or is over the limit, by itself."""
    batch: list[Facts] = []
    for facts in mails:
        most = min(_BATCH_BYTES, most_bytes)
        together = sum(one.size or most for one in [*batch, facts])
        if batch and (together > most or len(batch) == _FETCHED_AT_ONCE):
            yield batch
            batch = []
        batch.append(facts)
    if batch:
        yield batch
