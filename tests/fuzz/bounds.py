"""What holds of every input: nothing is raised, what was read is sound, and the time is bounded by the length."""

from __future__ import annotations

import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from growth.cost import MOST, growth

from fuzz.subjects import Subject

_WORTH = 0.05  # CPU seconds: what is cheaper does not show how it grows
_SELDOM = 100  # one in so many is read at ten times its length
_TRIES = 3  # a neighbour on the machine slows one down, never the best of several
_PASS = bytes(range(256)) * 40
KEPT = Path(__file__).parents[2] / "build" / "fuzz"


@dataclass
class Seen:
    """What the inputs of one subject have shown so far."""

    inputs: int = 0
    bytes: int = 0
    last: float = 0.0  # CPU seconds of the last input
    slowest: float = 0.0  # of any
    nearest: float = 0.0  # the largest part of its bound that an input took
    grown: int = 0  # inputs that were also read at ten times their length
    steepest: float = 0.0  # how many times the cost of ten times the length


def try_one(subject: Subject, content: bytes, seen: Seen, *, timed: bool = True, grow: bool = False) -> None:
    """Nothing; where a bound is broken, an AssertionError or whatever the reader raised, after the input was kept.

    Without `timed` the time that it takes is noted only: on a busy machine it says little.
    """
    try:
        _try(subject, content, seen, timed)
        if grow and subject.grows and seen.last > _WORTH and seen.grown * _SELDOM < seen.inputs:
            _grow(subject, content, seen)
    except BaseException as broken:
        broken.add_note(f"kept: {_keep(subject, content)}")
        raise


def _try(subject: Subject, content: bytes, seen: Seen, timed: bool) -> None:
    before = time.process_time()
    read = subject.read(content)
    spent = time.process_time() - before
    allowed = subject.least + subject.times * _bare_pass() * subject.weight(content)
    for _ in range(_TRIES - 1):
        if spent <= allowed or not timed:
            break
        spent = min(spent, _cost(subject, content))
    seen.inputs, seen.last = seen.inputs + 1, spent
    seen.bytes += len(content)
    seen.slowest, seen.nearest = max(seen.slowest, spent), max(seen.nearest, spent / allowed)
    assert spent <= allowed or not timed, f"{spent:.2f} s where {allowed:.2f} s are enough"
    subject.judge(read, content)


def _grow(subject: Subject, content: bytes, seen: Seen) -> None:
    times, _ = growth(subject.read, content, content * 10)
    if times > MOST:  # some work begins only where a text is repeated; what grows too fast does so ever after
        twice, _ = growth(subject.read, content * 10, content * 20)
        times = 5 * twice
    seen.grown += 1
    seen.steepest = max(seen.steepest, times)
    assert times <= MOST, f"ten times the input costs {times:.1f} times as much"


def _cost(subject: Subject, content: bytes) -> float:
    before = time.process_time()
    subject.read(content)
    return time.process_time() - before


def _bare_pass() -> float:
    """CPU seconds that this machine takes to look at one byte, now."""
    before = time.process_time()
    sum(byte > 64 for byte in _PASS)
    return max((time.process_time() - before) / len(_PASS), 2e-8)


def _keep(subject: Subject, content: bytes) -> Path:
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{subject.name}_{sha256(content).hexdigest()[:12]}.bin"
    path.write_bytes(content)
    return path
