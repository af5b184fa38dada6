"""A crew of processes on this computer, opened anew when one of them was killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process
from threading import Thread
from typing import Any, TypeVar

from taizhang.desk.spreading.crew import Crew
from taizhang.desk.workers.starting import main_left_alone, start_context

Result = TypeVar("Result")

_MOST = 61  # as many as Windows can wait for


class Processes(Crew):
    """A pool of `concurrent.futures`, which breaks as a whole: with one worker all batches in flight are lost."""

    lost = (BrokenProcessPool,)
    worth_starting = True

    def __init__(self, count: int) -> None:
        self._count = min(count, _MOST)
        self._pool = self._opened()

    def at_once(self) -> int:
        return 2 * self._count

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        with main_left_alone():
            try:
                return self._pool.submit(fn, *args, **kwargs)
            except BrokenProcessPool:
                self._pool.shutdown()
                self._pool = self._opened()
                return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._pool.shutdown(wait, cancel_futures=cancel_futures)

    def _opened(self) -> ProcessPoolExecutor:
        """Without a process yet: each is started when there is a batch for it."""
        return ProcessPoolExecutor(self._count, mp_context=start_context(), initializer=_settle_in)


def _settle_in() -> None:
    """A stop by the keyboard is the parent's to deal with; a worker whose parent was killed ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
