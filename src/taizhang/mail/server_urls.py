"""The addresses of mailboxes and mail servers as an operator writes them; a password has no place in one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal
from urllib.parse import quote, unquote

from taizhang.errors import BadUsage

Security = Literal["implicit", "starttls", "none"]

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_AUTHORITY = re.compile(
    r"(?:(?P<user>.*)@)?(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s:/?#@\[\]]+)(?::(?P<port>\d{1,5}))?", re.DOTALL
)
_LONGEST = 1_000  # characters of a whole address
_PLAIN = "@!$&'()*+,;=~.-_"  # stands as it is, as all letters of all scripts do
_PORTS: dict[str, dict[Security, int]] = {
    "imap": {"implicit": 993, "starttls": 143, "none": 143},
    "smtp": {"implicit": 465, "starttls": 587, "none": 25},
}
_USUAL: dict[tuple[str, int], Security] = {
    ("imap", 143): "starttls",
    ("smtp", 25): "starttls",
    ("smtp", 465): "implicit",
}
_STARTTLS, _UNENCRYPTED, _CA = "starttls", "plain", "ca"
_EXAMPLES = {"imap": "imap://用户名@服务器/文件夹", "smtp": "smtp://用户名@服务器"}


@dataclass(frozen=True, slots=True)
class ServerUrl:
    """A mail server that answers are sent through; `user` is "" where it asks for no account."""

    user: str
    host: str
    port: int
    tls: Security = "starttls"
    ca: str = ""  # path of the certificate that signs the server's own; "" for those that the computer trusts

    def __str__(self) -> str:
        """The same text however the address was written."""
        return _written("smtp", self)


@dataclass(frozen=True, slots=True)
class MailboxUrl:
    """One folder of one account on a mail server."""

    user: str
    host: str
    port: int = 993
    folder: str = "INBOX"
    tls: Security = "implicit"
    ca: str = ""

    def __str__(self) -> str:
        """The same text however the address was written, so that the archive knows the mailbox again."""
        return f"{_written('imap', self)}/{_quoted(self.folder, '/')}"


def parse_mailbox_url(text: str) -> MailboxUrl:
    """`imap://user@host[:port][/folder][?starttls|?plain][&ca=path]`; the last @ splits.

    Encrypted from the first byte (993), after STARTTLS with `?starttls` or on port 143, never with `?plain`, which
    only this computer's own server may have.

    Raises:
        BadUsage: it is none, or holds a password.
    """
    parts = _parts(text, "imap")
    if not parts.user:
        raise BadUsage(f"邮箱地址里没有用户名，请写成“{_EXAMPLES['imap']}”。")
    folder = _decoded(parts.path.removeprefix("/"), "imap") or "INBOX"
    folder = "INBOX" if folder.upper() == "INBOX" else folder
    return MailboxUrl(parts.user, parts.host, parts.port, folder, parts.tls, parts.ca)


def parse_server_url(text: str) -> ServerUrl:
    """`smtp://[user@]host[:port][?plain][&ca=path]`: STARTTLS on 587; `smtps://`: encrypted from the first byte on 465.

    Raises:
        BadUsage: it is none, or holds a password.
    """
    parts = _parts(text, "smtp")
    if parts.path.strip("/"):
        raise BadUsage(f"发信服务器的地址在服务器名之后还有内容，请写成“{_EXAMPLES['smtp']}”。")
    return ServerUrl(parts.user, parts.host, parts.port, parts.tls, parts.ca)


@dataclass(frozen=True, slots=True)
class _Parts:
    user: str
    host: str
    port: int
    tls: Security
    ca: str
    path: str


def _parts(text: str, service: str) -> _Parts:
    """The address taken apart; what it holds is never repeated in a complaint, for it may be a password."""
    scheme, colon, rest = text.partition("://")
    if not colon or scheme.lower() not in (service, f"{service}s") or len(text) > _LONGEST:
        raise _unreadable(service)
    rest, _, query = rest.partition("?")
    authority, slash, path = rest.partition("/")
    if "@" in path and "@" not in authority:
        raise BadUsage(f"用户名里的斜线要写成“%2F”，请改写后重试；地址的写法是“{_EXAMPLES[service]}”。")
    user, host, port = _account(authority, service)
    marks = _marks(query, service)
    tls = _security(service, scheme.lower(), port, marks, host)
    return _Parts(user, host, port or _PORTS[service][tls], tls, marks.get(_CA, ""), slash + path)


def _account(authority: str, service: str) -> tuple[str, str, int | None]:
    found = _AUTHORITY.fullmatch(authority)
    if found is None:
        raise _unreadable(service)
    written = found["user"] or ""
    if ":" in written:
        raise BadUsage("密码不能写在地址里，请从地址中删去；密码保存在本机的钥匙串里，或由环境变量给出。")
    port = int(found["port"]) if found["port"] else None
    if port is not None and not 0 < port < 65536:
        raise _unreadable(service)
    return _decoded(written, service), found["host"].strip("[]").lower(), port


def _decoded(written: str, service: str) -> str:
    """Without percent signs.

    Raises:
        BadUsage: it holds what no user or folder is called.
    """
    text = unquote(written, errors="surrogateescape")
    if _CONTROLS.search(text):
        raise _unreadable(service)
    return text


def _marks(query: str, service: str) -> dict[str, str]:
    """What stands behind the question mark, by name."""
    marks = {}
    for piece in filter(None, query.split("&")):
        name, _, value = piece.partition("=")
        if name not in (_STARTTLS, _UNENCRYPTED, _CA) or bool(value) != (name == _CA):
            known = f"?{_STARTTLS}、?{_UNENCRYPTED}、?{_CA}=证书文件"
            raise BadUsage(f"地址问号后面的内容认不出来，请只用{known}。")
        marks[name] = _decoded(value, service)
    return marks


def _security(service: str, scheme: str, port: int | None, marks: dict[str, str], host: str) -> Security:
    if sum((_STARTTLS in marks, _UNENCRYPTED in marks, scheme.endswith("s"))) > 1:
        raise BadUsage("地址里的几种加密方式互相矛盾，请只留一种。")
    if _UNENCRYPTED in marks:
        if not _is_this_computer(host):
            raise BadUsage(f"只有本机的服务器可以不加密，请从地址中删去“?{_UNENCRYPTED}”。")
        return "none"
    if _STARTTLS in marks:
        return "starttls"
    if scheme.endswith("s"):
        return "implicit"
    return _USUAL.get((service, port or 0), "implicit" if service == "imap" else "starttls")


def _is_this_computer(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _unreadable(service: str) -> BadUsage:
    kind = "邮箱" if service == "imap" else "发信服务器的"
    return BadUsage(f"{kind}地址看不懂，请写成“{_EXAMPLES[service]}”。")


def _written(service: str, url: ServerUrl | MailboxUrl) -> str:
    """The account and the server, with its port where that is not the usual one."""
    account = f"{_quoted(url.user)}@" if url.user else ""
    host = f"[{url.host}]" if ":" in url.host else url.host
    port = "" if url.port == _PORTS[service][url.tls] else f":{url.port}"
    return f"{service}://{account}{host}{port}"


def _quoted(text: str, more: str = "") -> str:
    """With percent signs only where the address would else be read otherwise, so that Chinese can be read."""
    return "".join(one if one.isalnum() or one in _PLAIN + more else quote(one, safe="") for one in text)
