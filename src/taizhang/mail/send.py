"""A finished mail handed to a mail server, for one recipient at a time (INTAKE 57).

Two kinds of trouble: CannotWrite is the account's or the server's, and no other mail would go out either;
NotSent is this mail's, and says whether the same may be tried again.
"""

from __future__ import annotations

import base64
import re
import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from taizhang.errors import BadUsage, CannotWrite
from taizhang.mail.send_refusals import meaning_of
from taizhang.mail.server_line import WatchedSocket, broken_line, connected, quoted_words, said, tls_context
from taizhang.mail.server_urls import ServerUrl as ServerUrl
from taizhang.mail.server_urls import parse_server_url as parse_server_url

_ROOM = 64 * 1024  # bytes of one reply
_LAST_WAIT = 300.0  # seconds: servers look for viruses before they answer, and a mail given up too early goes out twice
_CONTROLS = re.compile("[\x00-\x1f\x7f]")
_ADDRESS = re.compile(
    r"[^\s<>()\[\]\\,;:\"@\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,64}@[^\s<>()\[\]\\,;:\"@\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,253}"
)
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")


class NotSent(CannotWrite):
    """The server did not take this mail, or it is not known whether it did.

    Attributes:
        code: the server's; 0 when it gave none.
        temporary: the same mail may go out later.
        uncertain: the mail was handed over whole and the line broke before the server's word on it; sent again it may
            arrive twice.
        sender_refused: the server does not take mails with this envelope sender; 163 takes no other than the account.
    """

    def __init__(
        self,
        sentence: str,
        *,
        code: int = 0,
        temporary: bool = False,
        uncertain: bool = False,
        sender_refused: bool = False,
    ) -> None:
        super().__init__(sentence)
        self.code, self.temporary = code, temporary
        self.uncertain, self.sender_refused = uncertain, sender_refused

    @property
    def permanent(self) -> bool:
        """The same mail will never go out."""
        return not (self.temporary or self.uncertain)


def send_mail(
    url: ServerUrl, password: str, raw: bytes, *, envelope_sender: str, recipient: str, timeout: float = 60
) -> str:
    """One mail over a line of its own; the server's last words, in one line.

    Raises:
        ValueError: an address is none.
        CannotRead: the file of the server's certificate is none.
        CannotWrite: the server cannot be reached or trusted, or does not let us in.
        NotSent: it did not take this mail.
    """
    with open_sender(url, password, timeout=timeout) as sender:
        return sender.send(raw, envelope_sender=envelope_sender, recipient=recipient)


@contextmanager
def open_sender(
    url: ServerUrl, password: str, *, timeout: float = 60, last_wait: float = _LAST_WAIT
) -> Iterator[Sender]:
    """A line for many mails, since servers allow few log-ins an hour; open until the end of the block.

    `timeout` in seconds holds for each wait, `last_wait` for the one after a mail was handed over.

    Raises:
        BadUsage: the password has a line break in it.
        CannotRead: the file of the server's certificate is none.
        CannotWrite: the server cannot be reached or trusted, or does not let us in.
    """
    if _CONTROLS.search(password):
        raise BadUsage("密码里有换行或控制字符，请重新保存密码。")
    client = _Client(url, timeout)
    try:
        _let_in(client, url, password)
        yield Sender(client, url, max(last_wait, timeout))
    finally:
        with suppress(Exception):  # what the server says to our farewell changes nothing
            client.docmd("QUIT")
        client.close()


class Sender:
    """An open line to a mail server."""

    def __init__(self, client: _Client, url: ServerUrl, last_wait: float) -> None:
        """`last_wait` in seconds."""
        self._client, self._url, self._last_wait = client, url, last_wait

    def send(self, raw: bytes, *, envelope_sender: str, recipient: str) -> str:
        """Hand over the mail for this recipient; the server's last words, in one line.

        `envelope_sender` is where a bounce goes, "" for nowhere, as RFC 3834 asks of automatic answers.

        Raises:
            ValueError: an address is none, or there is no mail.
            NotSent: the server did not take it.
        """
        _demand_address(recipient)
        if envelope_sender:
            _demand_address(envelope_sender)
        if not raw.strip():
            raise ValueError("an empty mail")
        content = _LINE_ENDS.sub(
            b"\r\n", raw
        )  # a bare line feed could hide the end of the mail, and another behind it
        try:
            self._offer(content, envelope_sender, recipient)
            return self._hand_over(content)
        except NotSent:
            self._start_afresh()
            raise

    def _offer(self, content: bytes, envelope_sender: str, recipient: str) -> None:
        """Up to the server's leave to send the content."""
        options = self._options(content, envelope_sender + recipient)
        with self._line_kept():
            code, words = self._client.mail(envelope_sender, options)
        self._demand(code, words, 250, sender_refused=True)
        with self._line_kept():
            code, words = self._client.rcpt(recipient)
        self._demand(code, words, 250, 251)
        with self._line_kept():
            code, words = self._client.docmd("DATA")
        self._demand(code, words, 354)

    def _options(self, content: bytes, addresses: str) -> list[str]:
        """What the server must be able to do for this mail.

        Raises:
            NotSent: it cannot.
        """
        header = content.split(b"\r\n\r\n", 1)[0]
        wanted = ["BODY=8BITMIME"] if not content.isascii() else []
        wanted += ["SMTPUTF8"] if not (addresses.isascii() and header.isascii()) else []
        able = {"BODY=8BITMIME": "8bitmime", "SMTPUTF8": "smtputf8"}
        if not all(self._client.has_extn(able[option]) for option in wanted):
            raise NotSent(
                f"发信服务器“{self._url.host}”只收英文字母的地址和编码，这封邮件发不出去，请换一台发信服务器。"
            )
        most = self._client.esmtp_features.get("size", "")
        if most.isdecimal() and 0 < int(most[:15]) < len(content):
            says = (
                f"邮件有{len(content)}字节，超过发信服务器“{self._url.host}”允许的{most[:15]}字节，没有发出。"
            )
            raise NotSent(says + "请减小附件，或换一台发信服务器。", code=552)
        return wanted + ([f"SIZE={len(content)}"] if self._client.has_extn("size") else [])

    def _hand_over(self, content: bytes) -> str:
        quoted = re.sub(rb"(?m)^\.", b"..", content)
        ending = b".\r\n" if quoted.endswith(b"\r\n") else b"\r\n.\r\n"
        with self._line_kept():
            self._client.send(quoted + ending)
        with self._line_kept(uncertain=True):
            code, words = self._client.last_reply(self._last_wait)
        self._demand(code, words, 250)
        return said(words) or "250"

    def _demand(self, code: int, words: bytes, *wanted: int, sender_refused: bool = False) -> None:
        if code in wanted:
            return
        shown = said(words)
        temporary = not 500 <= code <= 599
        advice = "请稍后再发" if temporary else "请核对地址和邮件后再发"
        raise NotSent(
            f"发信服务器“{self._url.host}”{'暂时' if temporary else ''}没有收下这封邮件："
            f"{meaning_of(code, shown)}（{max(code, 0):03}{'，' + shown if shown else ''}）。{advice}。",
            code=max(code, 0),
            temporary=temporary,
            sender_refused=sender_refused and not temporary,
        )

    @contextmanager
    def _line_kept(self, *, uncertain: bool = False) -> Iterator[None]:
        """Turn a broken line into a NotSent."""
        try:
            yield
        except (smtplib.SMTPException, OSError, ValueError) as error:
            wrong, advice = broken_line(error, self._url.host, self._url.port)
            known = "，不知道邮件是否已经收下" if uncertain else "，邮件没有发出"
            advice = "请先向收件人核实，再决定是否重发" if uncertain else advice
            raise NotSent(
                f"{wrong}{known}。{advice}。", temporary=not uncertain, uncertain=uncertain
            ) from None

    def _start_afresh(self) -> None:
        """Let the server forget what it was offered; a line that is gone says so at the next mail."""
        with suppress(smtplib.SMTPException, OSError):
            self._client.rset()


class _Client(smtplib.SMTP):
    """smtplib's client on a watched line: each reply is bounded in bytes and time."""

    def __init__(self, url: ServerUrl, timeout: float) -> None:
        """Connected and greeted.

        Raises:
            CannotRead: the file of the server's certificate is none.
            CannotWrite: the server cannot be reached or trusted.
        """
        self.context = None if url.tls == "none" else tls_context(url.ca)
        self._url, self._wait = url, timeout
        with _reached(url):
            super().__init__(url.host, url.port, local_hostname="localhost", timeout=timeout)
        self.local_hostname = self._own_address()

    def _own_address(self) -> str:
        """How we name ourselves: by the line's own address, since the computer's name is nobody's concern."""
        assert isinstance(self.sock, socket.socket)
        address = str(self.sock.getsockname()[0]).partition("%")[0]
        return f"[IPv6:{address}]" if ":" in address else f"[{address}]"

    def _get_socket(self, host: str, port: int, timeout: float) -> WatchedSocket:
        line = connected(host, port, timeout)
        if self._url.tls != "implicit" or self.context is None:
            return line
        encrypted = self.context.wrap_socket(line, server_hostname=host)
        assert isinstance(encrypted, WatchedSocket)
        return encrypted

    def getreply(self) -> tuple[int, bytes]:
        """Every reply is read here, so this is where its bounds are set."""
        return self.last_reply(self._wait)

    def last_reply(self, seconds: float) -> tuple[int, bytes]:
        """A reply for which the server may take so long."""
        if isinstance(self.sock, WatchedSocket):
            self.sock.settimeout(seconds)
            self.sock.allow(_ROOM, seconds)
        code, words = super().getreply()
        if self.sock:
            self.sock.settimeout(self._wait)
        return code, words


def _let_in(client: _Client, url: ServerUrl, password: str) -> None:
    """Encrypt the line and log in.

    Raises:
        CannotWrite: the server does not do one of them.
    """
    with _reached(url):
        client.ehlo_or_helo_if_needed()
        if url.tls == "starttls":
            _encrypt(client, url)
        if url.user:
            _log_in(client, url, password)


def _encrypt(client: _Client, url: ServerUrl) -> None:
    if not client.has_extn("starttls"):
        raise CannotWrite(f"发信服务器“{url.host}”不提供加密连接，没有登录。请核对端口，或联系服务器管理员。")
    client.starttls(context=client.context)
    client.ehlo_or_helo_if_needed()


def _log_in(client: _Client, url: ServerUrl, password: str) -> None:
    try:
        if url.user.isascii() and password.isascii():
            client.login(url.user, password)
        else:
            _log_in_as_utf8(client, url.user, password)
    except smtplib.SMTPAuthenticationError as refusal:
        words = said(refusal.smtp_error, password)
        server = f"发信服务器“{url.host}”不接受用户“{url.user}”的登录（{refusal.smtp_code}）{quoted_words(words)}。"
        raise CannotWrite(
            server
            + "请核对用户名和密码；163、126、腾讯等邮箱请先在网页上开通发信服务，并用授权码代替登录密码。"
        ) from None
    except (smtplib.SMTPNotSupportedError, smtplib.SMTPException) as refusal:
        if isinstance(refusal, smtplib.SMTPServerDisconnected | smtplib.SMTPResponseException):
            raise
        raise CannotWrite(f"发信服务器“{url.host}”不提供登录，请核对端口，或从地址中删去用户名。") from None


def _log_in_as_utf8(client: _Client, user: str, password: str) -> None:
    """By ourselves, since smtplib can only write ASCII here."""
    answer = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
    code, words = client.docmd("AUTH", f"PLAIN {answer}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, words)


@contextmanager
def _reached(url: ServerUrl) -> Iterator[None]:
    """Say in Chinese why the server cannot be used.

    Raises:
        CannotWrite: it cannot.
    """
    try:
        yield
    except CannotWrite:
        raise
    except smtplib.SMTPResponseException as refusal:
        words = quoted_words(said(refusal.smtp_error))
        raise CannotWrite(
            f"发信服务器“{url.host}”现在不提供服务（{max(refusal.smtp_code, 0):03}）{words}。请稍后再发。"
        ) from None
    except (smtplib.SMTPException, OSError, ValueError) as error:
        wrong, advice = broken_line(error, url.host, url.port)
        raise CannotWrite(f"{wrong}，邮件没有发出。{advice}。") from None


def _demand_address(address: str) -> None:
    """Nothing that could end the address early or begin another command.

    Raises:
        ValueError: it is no plain address.
    """
    if not _ADDRESS.fullmatch(address):
        raise ValueError("not one plain address")
