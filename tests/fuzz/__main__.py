"""`make fuzz`: hypothesis makes up inputs of every subject for a time (600 s); where atheris is installed, so does it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from random import Random, SystemRandom

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from fuzz.bounds import Seen, try_one
from fuzz.child import Say, in_a_child
from fuzz.subjects import Subject, subjects

_SET = settings(
    deadline=None, database=None, max_examples=25, print_blob=False,
    phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck),
)  # fmt: skip


def main(seconds: float, chosen: str = "") -> int:
    """Print what was tried; 1 where something broke, after all subjects have had their time."""
    tried = [one for one in subjects().values() if not chosen or one.name == chosen]
    broken = [subject.name for subject in tried if not _tried(subject, seconds / len(tried))]
    print(f"broken: {', '.join(broken)}" if broken else "nothing broke")
    return 1 if broken else 0


def again(name: str, which: str) -> int:
    """One input once more: by its number in the tests, or a file that was kept."""
    subject = subjects()[name]
    subject.wholes()
    content = subject.input(int(which)) if which.isdigit() else Path(which).read_bytes()
    try_one(subject, content, Seen())
    print("holds")
    return 0


def _tried(subject: Subject, seconds: float) -> bool:
    subject.wholes()
    guided = find_spec("atheris") is not None
    share = seconds / 2 if guided else seconds
    first = SystemRandom().getrandbits(32)
    try:
        lines = in_a_child(lambda say: _look(subject, share, first, say))
    except AssertionError as broken:
        print(f"{subject.name}: BROKEN\n{broken}", flush=True)
        return False
    print(f"{subject.name}: {_worded(Seen(**json.loads(lines[-1])))}", flush=True)
    if not guided:
        return True
    words = [sys.executable, "-m", "fuzz.coverage_guided", subject.name, str(int(share))]
    return subprocess.run(words, check=False).returncode == 0


def _look(subject: Subject, seconds: float, first: int, say: Say) -> None:
    """Rounds of hypothesis until the time is over; a failure comes as small as it can make it."""
    seen, until = Seen(), time.monotonic() + seconds
    while time.monotonic() < until:

        @seed(first)
        @given(chance=st.randoms(use_true_random=False))
        @_SET
        def holds(chance: Random) -> None:
            try_one(subject, subject.make(chance), seen, grow=True)

        say(f"round {first}")
        holds()
        first += 1
    say(json.dumps(asdict(seen)))


def _worded(seen: Seen) -> str:
    grown = (
        f"; of {seen.grown} read at ten times their length the steepest cost {seen.steepest:.1f} times"
        if seen.grown
        else ""
    )
    return (
        f"{seen.inputs} inputs of {seen.bytes} bytes hold; slowest {seen.slowest:.2f} s, nearest to its bound"
        f" {100 * seen.nearest:.0f} %{grown}"
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["again", name, which]:
            sys.exit(again(name, which))
        case [seconds, *chosen]:
            sys.exit(main(float(seconds), *chosen))
        case _:
            sys.exit(main(600))
