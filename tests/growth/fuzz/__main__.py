"""`make fuzz`: hypothesis makes up texts and files for a time (60 s); where atheris is installed, so does it."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib.util import find_spec
from random import Random

from hypothesis import HealthCheck, Phase, given, seed, settings, target
from hypothesis import strategies as st

from .bounds import Seen, check_file, check_text
from .inputs import make_file, make_text

_SET = {
    "deadline": None,
    "database": None,
    "phases": (Phase.generate, Phase.target, Phase.shrink),
    "suppress_health_check": list(HealthCheck),
}


def main(seconds: float) -> int:
    """Print what was tried; a failure is shown as small as hypothesis can make it."""
    seen, until = Seen(), time.monotonic() + seconds
    if find_spec("atheris"):
        until -= seconds / 2
        subprocess.run(
            [sys.executable, "-m", "tests.growth.fuzz.coverage_guided", str(int(seconds / 2))], check=True
        )
    number = 0
    while time.monotonic() < until:
        number += 1
        _round(number, seen)
    print(
        f"{seen.texts} texts of {seen.characters} characters, {seen.files} files: no crash; slowest {1e6 * seen.slowest:.1f} µs a"
        f" character ({seen.times:.0f} bare passes); of {seen.grown} read at ten times their length the steepest cost {seen.steepest:.1f}"
        f" times as much"
    )
    print(f"slowest: {seen.slowest_text[:120]!r}")
    return 0


def _round(number: int, seen: Seen) -> None:
    @seed(number)
    @given(chance=st.randoms(use_true_random=False))
    @settings(max_examples=60, **_SET)
    def reads_every_text(chance: Random) -> None:
        text = make_text(Random(chance.getrandbits(64)))
        before = time.process_time()
        check_text(text, seen)
        target(1e6 * (time.process_time() - before) / max(len(text), 500), label="µs a character")

    @seed(number)
    @given(chance=st.randoms(use_true_random=False))
    @settings(max_examples=30, **_SET)
    def reads_every_file(chance: Random) -> None:
        check_file(make_file(Random(chance.getrandbits(64))), seen)

    reads_every_text()
    reads_every_file()


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 60))
