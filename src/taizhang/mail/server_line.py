"""The line to a mail server: encrypted, its certificate verified, and what may come over it bounded in bytes and in time."""

from __future__ import annotations

import math
import socket
import ssl
from time import monotonic

from taizhang.errors import CannotRead
from taizhang.mail.header_words import decode_bytes
from taizhang.mail.read import one_line

_UNASKED = 64 * 1024  # bytes that a server may send before it was asked anything
_LONGEST_SAID = 200  # characters of a server's own words that are shown
_CA = "?ca=证书文件"
_WHY_UNTRUSTED = {
    9: "证书还没有生效",
    10: "证书已过期",
    18: "证书是服务器自己签发的",
    19: "签发证书的机构不在信任之列",
    20: "签发证书的机构不在信任之列",
    21: "签发证书的机构不在信任之列",
    62: "证书不是发给这个名称的",
    64: "证书不是发给这个名称的",
}


class TooMuch(OSError):  # noqa: N818 - what is wrong, not a programmer's error
    """The server sends more than it was asked for."""


class WatchedSocket(socket.socket):
    """A socket that takes no more than `room` bytes, and nothing after `until` on the clock that only goes forward."""

    room: int = _UNASKED
    until: float = math.inf

    def recv(self, buflen: int = 1024, flags: int = 0, /) -> bytes:
        """For libraries that read pieces."""
        self._look_at_the_clock()
        piece = super().recv(buflen, flags)
        self._count(len(piece))
        return piece

    def recv_into(self, buffer, nbytes: int | None = None, flags: int = 0) -> int:  # type: ignore[no-untyped-def]
        """For libraries that read through a file."""
        self._look_at_the_clock()
        size = super().recv_into(buffer, nbytes or len(buffer), flags)
        self._count(size)
        return size

    def allow(self, room: int, seconds: float) -> None:
        """What the answer to the next question may hold, and how long it may take as a whole."""
        self.room, self.until = room, monotonic() + seconds

    def _look_at_the_clock(self) -> None:
        # The time-out of a socket starts anew with each byte, so that a drop now and then would hold us for ever.
        if monotonic() > self.until:
            raise TimeoutError

    def _count(self, size: int) -> None:
        self.room -= size
        if self.room < 0:
            raise TooMuch


class WatchedTls(WatchedSocket, ssl.SSLSocket):
    """The same, encrypted."""


def connected(host: str, port: int, timeout: float) -> WatchedSocket:
    """A line that is not encrypted yet; `timeout` in seconds holds for each wait on it."""
    found = socket.create_connection((host, port), timeout)
    line = WatchedSocket(found.family, found.type, found.proto, fileno=found.detach())
    line.settimeout(timeout)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # or the end of each mail waits 40 ms
    line.allow(_UNASKED, timeout)
    return line


def tls_context(ca: str) -> ssl.SSLContext:
    """Trusts what the computer trusts, or what was signed with the certificate in the file `ca` and nothing else.

    Raises:
        CannotRead: there is no such certificate.
    """
    try:
        context = ssl.create_default_context(cafile=ca or None)
    except (OSError, ValueError):
        raise CannotRead(f"证书文件“{ca}”读不出来，请核对路径和文件内容。") from None
    context.sslsocket_class = WatchedTls
    return context


def said(reply: object, *secrets: str) -> str:
    """A server's own words in one line, cut to what can be shown; "" where they would give away a secret."""
    text = one_line(decode_bytes(reply) if isinstance(reply, bytes) else str(reply or ""))
    if any(secret and secret in text for secret in secrets):
        return ""
    return text if len(text) <= _LONGEST_SAID else text[: _LONGEST_SAID - 1] + "…"


def quoted_words(words: str) -> str:
    """Fit to stand behind what we say ourselves."""
    return f"（服务器说：{words}）" if words else ""


def broken_line(error: BaseException, host: str, port: int) -> tuple[str, str]:
    """What is wrong with the line, and what to do, as two clauses without a full stop."""
    inner = error.__context__  # the libraries wrap what the socket raised
    error = inner if isinstance(inner, OSError) else error
    server = f"邮件服务器“{host}”"
    if isinstance(error, ssl.SSLCertVerificationError):
        why = _WHY_UNTRUSTED.get(error.verify_code, "证书验证没有通过")
        return f"{server}的证书不受信任（{why}），没有登录", _how_to_trust()
    if isinstance(error, ssl.SSLError) and not isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
        return f"与{server}建立不了加密连接", f"请核对端口{port}和加密方式"
    if isinstance(error, socket.gaierror | UnicodeError):
        return f"找不到{server}", "请核对服务器名称，检查网络"
    if isinstance(error, ConnectionRefusedError):
        return f"{server}的端口{port}连不上", "请核对端口，检查防火墙"
    if isinstance(error, TooMuch):
        return f"{server}发来的内容超过上限，连接已断开", "请核对服务器地址，再请服务器管理员检查这个邮箱"
    if isinstance(error, TimeoutError):
        return f"{server}在限定的时间内没有答复", "请检查网络，稍后重新运行"
    return f"与{server}的连接断开了", "请检查网络，重新运行"


def _how_to_trust() -> str:
    return f"请核对服务器名称和本机日期；单位自建的服务器，请在地址末尾用“{_CA}”指明签发它的证书"
