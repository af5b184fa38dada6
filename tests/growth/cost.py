"""How the cost of reading grows when there is ten times as much to read."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

from taizhang.errors import CannotRead

MOST = 12.0  # ten times the text may cost so many times as much
_TRIES = 4  # a neighbour on the machine slows one round down, never the best of several

Source = TypeVar("Source", str, bytes)


def growth(read: Callable[[Source], object], short: Source, long: Source) -> tuple[float, float]:
    """How many times as much the long source costs as the short one, and the long one's cost in CPU seconds."""
    small = min(cost(read, short) for _ in range(3))
    large = float("inf")
    for _ in range(_TRIES):
        large = min(large, cost(read, long))
        if large <= MOST * small:
            break
        small = max(small, min(cost(read, short) for _ in range(3)))
    return large / small, large


def cost(read: Callable[[Source], object], source: Source) -> float:
    """CPU seconds; what cannot be read has its cost, too."""
    gc.collect()
    gc.disable()
    try:
        before = time.process_time()
        _read(read, source)
        return max(time.process_time() - before, 1e-6)
    finally:
        gc.enable()


def _read(read: Callable[[Source], object], source: Source) -> None:
    try:
        read(source)
    except CannotRead:
        return
