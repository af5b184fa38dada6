"""Work on batches, some of it deadly; a module of its own, since workers import work by its name."""

from __future__ import annotations

import os
import signal
import time
import zlib
from pathlib import Path
from typing import Any

Batch = tuple[str, str]  # what to do, and with what


def work(batch: Batch) -> bytes:
    """The argument's lines, deflated; what is ordered may happen before."""
    order, argument = batch
    match order:
        case "raise":
            raise ValueError(argument)
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "die once":
            if not os.path.exists(argument):
                Path(argument).touch()
                os.kill(os.getpid(), signal.SIGKILL)
        case "wait":
            time.sleep(float(argument))
    return zlib.compress("\n".join([argument] * 100).encode(), 9)


def say_who(argument: str) -> int:
    """The process that does it."""
    return os.getpid()


def write_who_and_wait(folder: str) -> None:
    Path(folder, str(os.getpid())).touch()
    time.sleep(60)


def say_who_after_a_while(argument: str) -> int:
    time.sleep(0.1)
    return os.getpid()


def take_out_or_die_once(order: tuple[Any, str]) -> Any:
    """A wide rollup's own work; the second batch kills its worker the first time."""
    from taizhang.desk.rolling_up.wide.taking_out import take_out

    batch, mark = order
    if Path(mark).name == "1" and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return take_out(batch)
