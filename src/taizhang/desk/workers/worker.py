"""The inside of a worker process: limits first, then items from the pipe until it closes."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from taizhang.desk.workers.between_files import searching_between
from taizhang.desk.workers.limits import Limits
from taizhang.desk.workers.network import leave_network

_DENIED = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.__new__", "socket.listen", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
    "os.forkpty", "os.startfile", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink",
    "os.truncate", "os.chmod", "os.chown", "os.chflags", "os.kill", "os.putenv", "os.unsetenv", "shutil.rmtree",
    "shutil.move", "shutil.copyfile", "shutil.unpack_archive", "shutil.make_archive", "ftplib.connect",
    "http.client.connect", "urllib.Request", "smtplib.connect", "imaplib.open", "webbrowser.open",
    "ctypes.dlopen", "pty.spawn", "fcntl.flock",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


_SHARED_MB = 32  # of what is resident: programs and libraries, which no file makes grow
READY = "ready"  # the first word of every worker


@dataclass(frozen=True, slots=True)
class Failed:
    """Sent in place of an answer when the work raised; no text of the trouble leaves the worker."""

    kind: str  # name of the exception's class
    out_of_memory: bool


class NotAllowed(BaseException):
    """The work tried something that reading a file never needs."""


def run_worker(
    pipe: Connection, limits: Limits, prepare: Callable[..., None] | None, given: tuple[Any, ...]
) -> None:
    """Answer each (work, item) from the pipe; ends when the parent closes it."""
    _be_silent()
    sys.dont_write_bytecode = True  # a late import must not want to write
    _limit(limits)
    leave_network()
    if prepare is not None:
        prepare(*given)
    forget_peak = _peak_forgotten()
    gc.freeze()  # the readers and the plans stay for good; looking through them again for every file costs time
    sys.addaudithook(_deny)
    pipe.send(READY)
    with searching_between() as search:
        while True:
            try:
                work, item = pipe.recv()
            except (EOFError, OSError):
                return
            _allow_cpu(limits)
            forget_peak()
            pipe.send(_answer(work, item))
            search()


def _answer(work: Callable[[Any], Any], item: Any) -> Any:
    """The answer or why there is none; a library's panic is a BaseException."""
    try:
        return work(item)
    except BaseException as trouble:
        return Failed(type(trouble).__name__, isinstance(trouble, MemoryError))


def _be_silent() -> None:
    """A library that aborts writes its last words past every handler; they are not for the user."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _limit(limits: Limits) -> None:
    """Address space and memory for the whole life, no core files, not a byte into any file, nobody's interrupt key."""
    if os.name == "nt":
        return
    import resource
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    space = limits.address_space_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    own = max(limits.resident_mb - _SHARED_MB, 1) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (own, own))  # at once, where the parent only looks now and then
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # what the audit hook does not see, the system refuses


def _peak_forgotten() -> Callable[[], object]:
    """What makes the system count the most memory in use anew, so that it is told of each file by itself (INTAKE 60)."""
    try:
        counter = os.open("/proc/self/clear_refs", os.O_WRONLY)  # before the hook, which would deny it
    except OSError:
        return lambda: None
    return lambda: os.write(counter, b"5")


def _allow_cpu(limits: Limits) -> None:
    """So much more processor time from now on."""
    if os.name == "nt":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime) + limits.cpu_seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _deny(event: str, arguments: tuple[Any, ...]) -> None:
    """No sockets, no programs, nothing written: a reader reads."""
    if event in _DENIED:
        raise NotAllowed(event)
    if event == "open" and _writes(*arguments[1:3]):
        raise NotAllowed(event)


def _writes(mode: Any, flags: Any) -> bool:
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & _WRITING)
