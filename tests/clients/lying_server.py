"""A mail server that answers whatever a test wants, on this computer and not encrypted."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from threading import Thread
from time import sleep

Reply = bytes | Callable[[], Iterator[bytes]]  # `{tag}` stands for the command's own tag

HANG_UP = b"hang up"

_IMAP: Mapping[str, Reply] = {
    "": b"* OK ready\r\n",
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{tag} OK so\r\n",
    "LOGIN": b"{tag} OK so\r\n",
    "ID": b"* ID NIL\r\n{tag} OK so\r\n",
    "EXAMINE": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n{tag} OK [READ-ONLY] so\r\n",
    "UID SEARCH": b"* SEARCH 1\r\n{tag} OK so\r\n",
    "FACTS": b'* 1 FETCH (UID 1 RFC822.SIZE 11 INTERNALDATE "08-Oct-2022 09:30:00 +0800")\r\n{tag} OK so\r\n',
    "BODY": b"* 1 FETCH (UID 1 BODY[] {11}\r\nA: b\r\n\r\nc\r\n)\r\n{tag} OK so\r\n",
    "HEADER": b"* 1 FETCH (UID 1 BODY[HEADER]<0> {8}\r\nA: b\r\n\r\n)\r\n{tag} OK so\r\n",
    "LOGOUT": b"* BYE\r\n{tag} OK so\r\n",
}


_SMTP: Mapping[str, Reply] = {
    "": b"220 ready\r\n",
    "EHLO": b"250-here\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n",
    "AUTH": b"235 in\r\n",
    "MAIL": b"250 so\r\n",
    "RCPT": b"250 so\r\n",
    "DATA": b"354 go\r\n",
    ".": b"250 taken\r\n",
    "RSET": b"250 so\r\n",
    "QUIT": b"221 bye\r\n",
}


def lying_imap(replies: Mapping[str, Reply]) -> LyingServer:
    """`replies` replace the ordinary ones, by command, "" being the greeting, FACTS, BODY and HEADER being fetches."""
    return LyingServer({**_IMAP, **replies}, _imap_command)


def lying_smtp(replies: Mapping[str, Reply]) -> LyingServer:
    """`replies` replace the ordinary ones, by command, "" being the greeting, "." the end of a mail."""
    return LyingServer(
        {**_SMTP, **replies}, lambda line: (b"", line.split()[0].decode().upper() if line.split() else "line")
    )


class LyingServer:
    """A context manager; `read` tells the tag and the name of a command."""

    def __init__(self, replies: Mapping[str, Reply], read: Callable[[bytes], tuple[bytes, str]]) -> None:
        self._replies, self._read = replies, read
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.sent = 0  # bytes that the client took, or its computer for it
        self.asked: list[bytes] = []
        self._thread = Thread(target=self._serve)

    def __enter__(self) -> LyingServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join(30)
        self._listener.close()

    def _serve(self) -> None:
        """One client, until it is gone."""
        self._listener.settimeout(10)
        with suppress(OSError), self._listener.accept()[0] as line, line.makefile("rb") as asked:
            self._say(line, "", b"")
            for command in asked:
                self.asked.append(command)
                tag, name = self._read(command)
                self._say(line, name, tag)

    def _say(self, line: socket.socket, name: str, tag: bytes) -> None:
        reply = self._replies.get(name, b"")
        for piece in [reply] if isinstance(reply, bytes) else reply():
            if piece == HANG_UP:
                line.shutdown(socket.SHUT_RDWR)
                return
            said = piece.replace(b"{tag}", tag)
            line.sendall(said)
            self.sent += len(said)


def without_end(piece: bytes, *, pause: float = 0.0) -> Callable[[], Iterator[bytes]]:
    """The piece again and again, for as long as somebody takes it."""

    def pieces() -> Iterator[bytes]:
        while True:
            yield piece
            sleep(pause)

    return pieces


def in_turn(*pieces: bytes) -> Callable[[], Iterator[bytes]]:
    return lambda: iter(pieces)


def _imap_command(line: bytes) -> tuple[bytes, str]:
    tag, _, words = line.strip().partition(b" ")
    command = words.decode(errors="replace").upper()
    if command.startswith("UID FETCH"):
        return tag, "FACTS" if "RFC822.SIZE" in command else "HEADER" if "HEADER" in command else "BODY"
    return tag, "UID SEARCH" if command.startswith("UID SEARCH") else command.partition(" ")[0]
