"""Work that ends, silences or betrays its worker; workers import it by its name."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path


class Panic(BaseException):
    """As a Rust library raises it."""


class Payload:
    """An answer that would run something in the parent while it is unpacked."""

    def __init__(self, target: str) -> None:
        self._target = target

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str, str]]:
        return Path.write_text, (Path(self._target), "the parent ran this")  # type: ignore[return-value]


def work(order: tuple[str, str]) -> object:
    """Do what the order says; an order that nobody knows is said back."""
    name, argument = order
    act = _ACTS.get(name)
    return act(argument) if act else f"{name} {argument}"


def _raise(trouble: BaseException) -> object:
    raise trouble


def _spin(_argument: str) -> object:
    while True:
        pass


def _swell(_argument: str) -> object:
    kept = []
    while True:
        kept.append(bytearray(b"x") * 20_000_000)
        time.sleep(0.02)


def _peak(size: str) -> object:
    """The most memory that was in use, in megabytes, after so many bytes were and are no longer."""
    import resource  # Windows has none

    bytearray(b"x") * int(size)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _stop_in_the_middle(_argument: str) -> object:
    """Say the beginning of an answer and stop before its end."""

    def begin(pipe: Connection, words: bytes, *_: object) -> None:
        os.write(pipe.fileno(), words[: len(words) // 2])
        signal.raise_signal(signal.SIGSTOP)

    Connection._send = begin  # type: ignore[attr-defined]
    return b"x" * 1_000


def _networks(_argument: str) -> object:
    """The network that this process is in, its interfaces, and its routes."""
    interfaces = Path("/proc/self/net/dev").read_text(encoding="ascii").splitlines()[2:]
    routes = Path("/proc/self/net/route").read_text(encoding="ascii").splitlines()[1:]
    return os.readlink("/proc/self/ns/net"), [line.split(":")[0].strip() for line in interfaces], routes


_ACTS: dict[str, Callable[[str], object]] = {
    "abort": lambda _: os.abort(),
    "segmentation": lambda _: signal.raise_signal(signal.SIGSEGV),
    "bus": lambda _: signal.raise_signal(signal.SIGBUS),
    "exit": lambda _: os._exit(0),
    "stop": lambda _: signal.raise_signal(signal.SIGSTOP),
    "stop in the middle": _stop_in_the_middle,
    "sleep": lambda seconds: time.sleep(float(seconds or 600)),
    "spin": _spin,
    "swell": _swell,
    "ask for space": lambda size: len(bytearray(int(size))),
    "panic": lambda _: _raise(Panic()),
    "interrupt": lambda _: _raise(KeyboardInterrupt()),
    "leave": lambda _: _raise(SystemExit(0)),
    "payload": Payload,
    "peak": _peak,
    "socket": lambda _: socket.socket(),
    "connect": lambda port: socket.create_connection(("127.0.0.1", int(port))),
    "ask a name": lambda _: socket.getaddrinfo("localhost", 80),
    "start": lambda _: subprocess.run(["true"], check=True),
    "shell": os.system,
    "fork": lambda _: os.fork(),
    "kill": lambda pid: os.kill(int(pid), 0),
    "write": lambda path: Path(path).write_text("x", encoding="utf-8"),
    "append": lambda path: os.open(path, os.O_APPEND | os.O_RDWR),
    "create": lambda path: os.open(path, os.O_WRONLY | os.O_CREAT),
    "remove": os.remove,
    "rename": lambda path: os.rename(path, f"{path}.moved"),
    "folder": os.mkdir,
    "link": lambda path: os.symlink("/", path),
    "unpack": lambda path: __import__("shutil").unpack_archive(path, f"{path}.d", "zip"),
    "networks": _networks,
}
