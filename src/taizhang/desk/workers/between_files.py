"""Python's search for lost cycles of objects, put off to between two files: what a file leaves behind hardly has any."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_MANY = 500_000  # objects more than when last searched, a few hundred megabytes at the most


@contextmanager
def searching_between() -> Iterator[Callable[[], None]]:
    """Within it nothing is searched but where the function that it gives is called, and much was left since."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield _search_if_due
    finally:
        if searched:
            gc.enable()


def _search_if_due() -> None:
    if gc.get_count()[0] > _MANY:
        gc.collect()
