"""A mail server of the test's own that answers can be sent through: aiosmtpd on this computer, with one account."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from clients.certificates import Certificates, make_certificates
from clients.ports import free_ports

USER, PASSWORD = "shi@example.cn", "s3cret word"


@dataclass(frozen=True, slots=True)
class Delivered:
    """A mail that the server took."""

    envelope_sender: str
    recipient: str
    options: tuple[str, ...]  # of MAIL
    raw: bytes
    encrypted: bool
    user: str  # who was logged in; "" for nobody
    greeting: str  # what the client called itself


class MailServer:
    """A context manager; `refusals` are replies by what they answer: an address, SENDER or DATA."""

    user = USER

    def __init__(
        self,
        folder: Path,
        *,
        tls: Literal["implicit", "starttls", "none"] = "starttls",
        password: str = PASSWORD,
        refusals: Iterable[tuple[str, str]] = (),
        most_bytes: int = 0,
        utf8: bool = False,
        needs_login: bool = True,
    ) -> None:
        self.password, self.refusals = password, dict(refusals)
        own = folder / "mail-server"
        own.mkdir()
        self.certificates: Certificates = make_certificates(own)
        self.delivered: list[Delivered] = []
        self.lines: set[object] = set()  # one for each connection
        self._tls, self._needs_login = tls, needs_login
        (self.port,) = free_ports(1)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.certificates.certificate, self.certificates.key)
        offers = {"tls_context": context, "require_starttls": True} if tls == "starttls" else {}
        self._controller = Controller(
            self, "127.0.0.1", self.port,
            ssl_context=context if tls == "implicit" else None,
            authenticator=self._let_in, auth_require_tls=tls == "starttls",
            data_size_limit=most_bytes or None, enable_SMTPUTF8=utf8, decode_data=False, **offers,
        )  # fmt: skip

    def __enter__(self) -> MailServer:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    def url(self, *, trusted: bool = True, user: str = USER) -> str:
        """How our own program is told of the account."""
        scheme = "smtps" if self._tls == "implicit" else "smtp"
        marks = ["plain"] if self._tls == "none" else []
        marks += [f"ca={quote(str(self.certificates.ca))}"] if trusted and self._tls != "none" else []
        account = f"{user}@" if user else ""
        return f"{scheme}://{account}127.0.0.1:{self.port}{'?' * bool(marks)}{'&'.join(marks)}"

    def _let_in(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object):
        right = LoginPassword(USER.encode(), self.password.encode())
        return AuthResult(success=given == right, handled=given == right, auth_data=USER)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802 - the library's name
        self.lines.add(session.peer)
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if self._needs_login and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if "SENDER" in self.refusals:
            return self.refusals["SENDER"]
        envelope.mail_from, envelope.mail_options = address, options
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        refusal = self.refusals.get("DATA", "")
        if refusal == "hang up":
            server.transport.abort()
            return "250 never heard"
        if refusal:
            return refusal
        self.delivered.append(
            Delivered(
                envelope.mail_from or "",
                ",".join(envelope.rcpt_tos),
                tuple(envelope.mail_options),
                envelope.original_content,
                session.ssl is not None or self._tls == "implicit",
                session.auth_data or "",
                session.host_name,
            )
        )
        return f"250 2.0.0 OK: queued as {len(self.delivered)}"
