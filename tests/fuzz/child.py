"""Work done in a child with little memory: a reader that swells or crashes ends the child, and says so."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from pathlib import Path

_MORE = 512 * 1024 * 1024  # bytes beyond what the program takes when the child begins
Say = Callable[[str], None]


def in_a_child(work: Callable[[Say], None]) -> list[str]:
    """Every line that the work said; where it did not come to its end, an AssertionError says why and at which line."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        os._exit(_worked(work, writer))
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as said:
        lines = said.read().splitlines()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    told = "\n".join(lines[-40:])
    assert code == 0, f"signal {-code} at: {lines[-1] if lines else 'the beginning'}" if code < 0 else told
    return lines


def _worked(work: Callable[[Say], None], writer: int) -> int:
    """0 after the whole work; else 1, and what was raised has been said."""

    def say(line: str) -> None:
        os.write(writer, f"{line}\n".encode("utf-8", "backslashreplace"))

    try:
        _limit_memory()
        work(say)
    except BaseException:
        say(traceback.format_exc())
        return 1
    return 0


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has none, nor has it os.fork
        return
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + _MORE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
