"""`make growth`: the cost of every shape at 100 000 characters and at ten times as many."""

from __future__ import annotations

import sys
from collections.abc import Callable

from taizhang.mail import read_mail
from taizhang.papers import read_document
from taizhang.plans import compile_plan

from .cost import MOST, Source, growth
from .files import FILES
from .mails import MAILS
from .shapes import SHAPES


def main(length: int) -> int:
    """Print a line a shape; the exit code is 1 where one costs more than its share."""
    steep = [name for name, shape in SHAPES.items() if not _shown(name, compile_plan, shape, length)]
    steep += [name for name, make in FILES.items() if not _shown(f"file: {name}", _read, make, length)]
    steep += [name for name, make in MAILS.items() if not _shown(f"mail: {name}", read_mail, make, length)]
    print(
        f"{len(SHAPES) + len(FILES) + len(MAILS)} shapes, {len(steep)} that grow more than {MOST:g} times",
        *steep,
    )
    return 1 if steep else 0


def _read(content: bytes) -> object:
    return read_document(content, "计划")


def _shown(name: str, read: Callable[[Source], object], make: Callable[[int], Source], length: int) -> bool:
    long = make(10 * length)
    times, seconds = growth(read, make(length), long)
    print(
        f"{name:<40}{seconds:>9.3f} s {1e6 * seconds / len(long):>8.2f} µs each {times:>7.1f} times",
        flush=True,
    )
    return times <= MOST


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
