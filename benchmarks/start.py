"""What the command line costs before it does anything."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from pairs import Figure, times_the_cost


def start_figures() -> Iterator[Figure]:
    yield times_the_cost(
        "start.help",
        "taizhang --help, times the cost of a bare interpreter's start",
        lambda: _run("-c", "from taizhang.cli import main; main()", "--help"),
        lambda: _run("-c", "pass"),
        rounds=15,
    )


def _run(*words: str) -> None:
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
