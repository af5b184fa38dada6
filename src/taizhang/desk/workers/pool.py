"""Reused worker processes under limits: a file that kills, hangs or bloats its worker costs that file only.

The parent never parses. Each worker does one item at a time over its own pipe, so that it is always known which
item a worker died of, and the other workers are not disturbed.
"""

from __future__ import annotations

import os
import socket
import struct
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Generic, TypeVar

from taizhang.desk.workers.limits import Limits
from taizhang.desk.workers.starting import main_left_alone, start_context
from taizhang.desk.workers.worker import READY, Failed, run_worker
from taizhang.desk.workers.worker_words import NoWords, unpacked
from taizhang.errors import CannotRead

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_LOOK_EVERY = 0.1  # seconds between two looks at clocks and memory
_START_SECONDS = 60  # for a worker to load the readers, on a slow and busy PC
_STALLED_SECONDS = 5  # in the middle of an item's or an answer's bytes, none of which goes on


@dataclass(frozen=True, slots=True)
class Loss:
    """Why an item has no answer."""

    limit: str  # which limit was passed: seconds, cpu, memory, size; "" when the worker died by itself
    why: str  # one Chinese sentence


@dataclass(slots=True, eq=False)
class _Worker:
    """One process, its pipe, and the item it works on."""

    process: BaseProcess
    pipe: Connection
    item: int | None = None
    since: float = 0.0


@dataclass(slots=True)
class _Round(Generic[Item, Answer]):
    """The items of one call, by position."""

    items: list[Item]
    waiting: deque[int]
    answers: dict[int, Answer | Loss] = field(default_factory=dict)
    tries: dict[int, int] = field(default_factory=dict)


def load_ahead() -> None:
    """Let the readers be loaded beside whatever else is done before the first file is handed out."""
    if os.name == "nt":
        return
    from multiprocessing import forkserver

    start_context()
    with main_left_alone():
        forkserver.ensure_running()


class WorkerPool:
    """A context manager; workers are started when there is something to do and stopped at the end."""

    def __init__(
        self,
        jobs: int | None = None,
        *,
        prepare: Callable[..., None] | None = None,
        given: tuple[Any, ...] = (),
        limits: Limits | None = None,
    ) -> None:
        """`prepare(*given)` runs once in each worker before its first item; both must be picklable."""
        self.limits = limits or Limits()
        self._jobs = jobs or min(os.cpu_count() or 1, 8)
        self._setup = (prepare, given)
        self._context = start_context()
        self._workers: list[_Worker] = []

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in list(self._workers):
            self._stop(worker, kindly=kind is None)

    def examine(self, items: Iterable[Item], work: Callable[[Item], Answer]) -> Iterator[Answer | Loss]:
        """`work(item)` for each item, in the order of the items; a Loss where a worker did not survive.

        `work` must be importable by name. What it raises comes back as a Loss too.
        """
        listed = list(items)
        batch: _Round[Item, Answer] = _Round(listed, deque(range(len(listed))))
        for position in range(len(listed)):
            while position not in batch.answers:
                self._hand_out(batch, work)
                self._take_in(batch)
                self._look_after(batch)
            self._hand_out(batch, work)  # so that nobody waits while the answer is looked at
            yield batch.answers.pop(position)

    def hasten(self) -> None:
        """From now on each item has half the time, and a second at the least."""
        self.limits = replace(self.limits, seconds=max(self.limits.seconds / 2, 1.0))

    def _hand_out(self, batch: _Round[Item, Answer], work: Callable[[Item], Answer]) -> None:
        while batch.waiting:
            worker = self._idle(len(batch.waiting))
            if worker is None:
                return
            position = batch.waiting.popleft()
            batch.tries[position] = batch.tries.get(position, 0) + 1
            worker.item, worker.since = position, time.monotonic()
            try:
                worker.pipe.send((work, batch.items[position]))
            except OSError:
                self._lose(worker, batch)

    def _idle(self, wanted: int) -> _Worker | None:
        """A worker with nothing to do, started where there is room; None when all are busy."""
        for worker in self._workers:
            if worker.item is None:
                return worker
        return self._start() if len(self._workers) < min(self._jobs, len(self._workers) + wanted) else None

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=run_worker, args=(theirs, self.limits, *self._setup), daemon=True
        )
        with main_left_alone():
            process.start()
        theirs.close()
        _wait_until_ready(ours, process)
        _never_wait_for_ever(ours)
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _take_in(self, batch: _Round[Item, Answer]) -> None:
        """Answers that have come, and workers that have ended without one."""
        busy = {worker.pipe: worker for worker in self._workers if worker.item is not None}
        for pipe in wait(list(busy), timeout=_LOOK_EVERY):
            worker = busy[pipe]  # type: ignore[index]
            try:
                words = worker.pipe.recv_bytes(self.limits.resident_mb * 1_048_576)
            except (EOFError, OSError):
                self._lose(worker, batch)
                continue
            assert worker.item is not None
            answer = _answer(words)
            batch.answers[worker.item] = (
                _loss_of(answer, self.limits) if isinstance(answer, Failed) else answer
            )
            worker.item = None
            if isinstance(answer, Failed) or _resident_mb(worker.process.pid) > self.limits.resident_mb / 2:
                self._stop(worker, kindly=True)  # what it still holds must not count against the next item

    def _look_after(self, batch: _Round[Item, Answer]) -> None:
        """Stop the workers that are over time or over memory."""
        now = time.monotonic()
        for worker in [worker for worker in self._workers if worker.item is not None]:
            if now - worker.since > self.limits.seconds:
                self._stop_for(worker, batch, "seconds")
            elif _resident_mb(worker.process.pid) > self.limits.resident_mb:
                self._stop_for(worker, batch, "memory")

    def _stop_for(self, worker: _Worker, batch: _Round[Item, Answer], limit: str) -> None:
        assert worker.item is not None
        batch.answers[worker.item] = Loss(limit, _limit_sentence(limit, self.limits))
        self._stop(worker)

    def _lose(self, worker: _Worker, batch: _Round[Item, Answer]) -> None:
        """A worker died of its item: one more try for the item, with a fresh worker."""
        position = worker.item
        self._stop(worker)
        assert position is not None
        if worker.process.exitcode == -_CPU_SIGNAL:
            batch.answers[position] = Loss("cpu", _limit_sentence("cpu", self.limits))
        elif batch.tries[position] <= self.limits.retries:
            batch.waiting.appendleft(position)
        else:
            batch.answers[position] = Loss(
                "", "读取时程序意外中止，文件内容可能有损坏。请在表格软件中另存为新文件后重新报送"
            )

    def _stop(self, worker: _Worker, *, kindly: bool = False) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join(timeout=1.0 if kindly and worker.item is None else 0.0)
        if worker.process.is_alive():
            worker.process.kill()
        worker.process.join()


def _wait_until_ready(pipe: Connection, process: BaseProcess) -> None:
    """A worker that does not even start says nothing about anybody's file.

    Raises:
        CannotRead: the worker ended, or was not ready in time.
    """
    if not _says_ready(pipe):
        process.kill()
        raise CannotRead("读取文件的工作进程启动不了，没有读取任何文件；请检查内存和安全软件的设置后重试。")


def _says_ready(pipe: Connection) -> bool:
    try:
        return pipe.poll(_START_SECONDS) and _answer(pipe.recv_bytes()) == READY
    except (EOFError, OSError):
        return False


def _never_wait_for_ever(pipe: Connection) -> None:
    """A worker that stops in the middle of its answer, or of taking an item, must not keep the others waiting."""
    if os.name == "nt":
        return
    longest = struct.pack("ll", _STALLED_SECONDS, 0)
    with socket.socket(fileno=os.dup(pipe.fileno())) as end:
        end.setblocking(True)  # whatever somebody else made the default
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, longest)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, longest)


def _answer(words: bytes) -> Any:
    """What the worker said; a failure where that is no answer."""
    try:
        return unpacked(words)
    except NoWords as trouble:
        return Failed(type(trouble).__name__, out_of_memory=False)


_CPU_SIGNAL = 24  # SIGXCPU


def _loss_of(failed: Failed, limits: Limits) -> Loss:
    if failed.out_of_memory:
        return Loss("memory", _limit_sentence("memory", limits))
    return Loss("", "读取时程序出现意外情况，文件内容可能有损坏。请在表格软件中另存为新文件后重新报送")


def _limit_sentence(limit: str, limits: Limits) -> str:
    if limit == "cpu":
        return f"读取占用处理器超过{limits.cpu_seconds}秒的上限，未读取。请删除多余内容后重新报送"
    if limit == "seconds":
        return f"读取超过{limits.seconds:g}秒的上限，未读取。请删除多余内容后重新报送"
    return f"读取时内存超过{limits.resident_mb}兆字节的上限，未读取。请删除多余内容后重新报送"


def _resident_mb(pid: int | None) -> float:
    """What the process holds in memory now; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as facts:
            return int(facts.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1048576
    except (OSError, IndexError, ValueError, AttributeError):
        return 0.0
