"""How another process is started: quickly, safely beside threads, and without the program's main module."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.context import BaseContext

_PRELOADED = [
    "ctypes",
    "taizhang.desk.workers.worker",
    "taizhang.desk.examine",
    "taizhang.books",
    "taizhang.mail",
    "taizhang.ledgers",
    "taizhang.plans",
]


def start_context() -> BaseContext:
    """A server that has the readers loaded and forks workers off: quick to start and safe beside threads."""
    if os.name == "nt":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


@contextmanager
def main_left_alone() -> Iterator[None]:
    """Start workers without the program's main module, which they would run again: Excel's, a script's, a test's."""
    main = sys.modules["__main__"]
    spec, path = main.__spec__, main.__dict__.pop("__file__", None)
    main.__spec__ = None
    try:
        yield
    finally:
        main.__spec__ = spec
        if path is not None:
            main.__file__ = path
