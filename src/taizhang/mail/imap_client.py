"""imaplib's client on a watched line: each answer is bounded in bytes and time, and no password stays behind in it.

imaplib and not imap-tools, which stands on it: its `fetch` asks for no INTERNALDATE, takes each mail apart at once, in
this process (R01), and keeps no bound on what a server announces; importing it lets every line be 20 MB long.
"""

from __future__ import annotations

import base64
import imaplib
import ssl
from collections.abc import Callable

from taizhang import __version__
from taizhang.mail.server_line import TooMuch, WatchedSocket, connected, tls_context
from taizhang.mail.server_urls import MailboxUrl

ROOM = 1024 * 1024  # bytes of an answer that holds no mails
_MOST_LINES = 50_000  # of one answer; each costs more memory than it has bytes


class ImapClient(imaplib.IMAP4):
    """Greeted and encrypted, not logged in yet."""

    sock: WatchedSocket

    def __init__(self, url: MailboxUrl, timeout: float) -> None:
        """`timeout` in seconds for each wait."""
        self._url, self._timeout = url, timeout
        self._context = None if url.tls == "none" else tls_context(url.ca)
        self._room, self._seconds, self._lines = ROOM, timeout, _MOST_LINES
        super().__init__(url.host, url.port, timeout)
        if self._context and url.tls == "starttls":
            self._encrypt(self._context)

    def _encrypt(self, context: ssl.SSLContext) -> None:
        try:
            self.starttls(context)
        except BaseException:
            self.shutdown()
            raise

    def _create_socket(self, timeout: float | None) -> WatchedSocket:  # noqa: ARG002 - the library's hook
        line = connected(self._url.host, self._url.port, self._timeout)
        if self._context is None or self._url.tls == "starttls":
            return line
        encrypted = self._context.wrap_socket(line, server_hostname=self._url.host)
        assert isinstance(encrypted, WatchedSocket)
        encrypted.allow(ROOM, self._timeout)
        return encrypted

    def send(self, data: bytes) -> None:  # type: ignore[override]  # a whole buffer is not what it is given
        """Every question goes through here, so this is where its answer's bounds are set."""
        self.sock.allow(self._room, self._seconds)
        self._lines = _MOST_LINES
        super().send(data)

    def readline(self) -> bytes:
        """A line of an answer.

        Raises:
            TooMuch: there were too many.
        """
        self._lines -= 1
        if self._lines < 0:
            raise TooMuch
        return super().readline()

    def read(self, size: int) -> bytes:
        """A literal; memory for it is not asked for before its announced size was looked at.

        Raises:
            TooMuch: it is larger than the answer may be.
        """
        if size > self.sock.room:
            raise TooMuch
        return super().read(size)

    def _log(self, line: str) -> None:
        """Imaplib would keep the last lines for its own messages, the password among them."""

    def asked_by_uid(self, command: str, *words: str, room: int, seconds: float) -> list[object] | None:
        """The answer's pieces, of at most `room` bytes within `seconds`; None when the server says no."""
        self._room, self._seconds = room, seconds
        try:
            kind, answer = self.uid(command, *words)
        finally:
            self._room, self._seconds = ROOM, self._timeout
        if kind != "OK":
            self.untagged_responses.pop("FETCH", None)  # what came before the refusal would else be kept
            return None
        return list(answer)

    def log_in(self, user: str, password: str) -> tuple[bool, object]:
        """Whether the server lets us in, and its words; a server that takes us for somebody already is an `error`."""
        if self.state != "NONAUTH":
            raise self.error("not asked who we are")
        plainly = user.isascii() and password.isascii() and "LOGINDISABLED" not in self.capabilities
        try:
            if plainly:
                kind, words = self.xatom("LOGIN", quoted(user), quoted(password))
                self.state = "AUTH"
                return kind == "OK", words[-1]
            self.authenticate("PLAIN", self._answer_once(f"\0{user}\0{password}"))
        except self.abort:
            raise
        except self.error as refusal:
            return False, "" if "command error" in str(
                refusal
            ) else refusal  # the library's words, not the server's
        return True, b""

    def _answer_once(self, text: str) -> Callable[[bytes], bytes]:
        """A server that goes on asking would be answered for ever."""
        waiting = [text.encode()]

        def answer(_: bytes) -> bytes:
            if not waiting:
                raise self.abort("asked again")
            return waiting.pop()

        return answer

    def introduce(self) -> None:
        """Say what program this is, which some servers want to know before they open a folder; nothing else of anybody."""
        try:
            self.xatom("ID", f'("name" "taizhang" "version" "{__version__}")')
        except self.abort:
            raise
        except self.error:
            return  # a server that does not know the command


def quoted(text: str) -> str:
    """As a quoted string of the protocol; `text` holds no line break."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def folder_word(name: str) -> str:
    """The folder's name as the protocol writes it: in its own kind of UTF-7 (RFC 3501, 5.1.3)."""
    written, waiting = [], ""
    for one in [*name, ""]:
        if one and not " " <= one <= "~":
            waiting += one
            continue
        written += [f"&{_base64(waiting)}-"] if waiting else []
        written.append("&-" if one == "&" else one)
        waiting = ""
    return quoted("".join(written))


def _base64(text: str) -> str:
    return base64.b64encode(text.encode("utf-16-be")).decode().rstrip("=").replace("/", ",")
