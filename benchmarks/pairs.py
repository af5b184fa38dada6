"""Measure ours against a baseline, side by side: the two run alternately in one process, CPU seconds, workers included."""

from __future__ import annotations

import gc
import resource
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Literal

import psutil

ROUNDS = 7

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Figure:
    """One key of build/bench.json."""

    key: str
    ours: float  # CPU seconds, median; or memory
    baseline: float  # of the same kind
    ratio: float  # median of the pairwise ratios
    better: Literal["higher", "lower"]
    what: str
    unit: str = "s"  # of ours and of the baseline

    def as_json(self) -> dict[str, object]:
        facts = {"ours": self.ours, "baseline": self.baseline, "ratio": self.ratio}
        return facts | {"unit": self.unit, "better": self.better, "what": self.what}


def times_the_cost(key: str, what: str, ours: Work, baseline: Work, rounds: int = ROUNDS) -> Figure:
    """How many times the baseline's CPU ours takes; lower is better."""
    pairs = _measure(ours, baseline, rounds)
    return _figure(key, what, pairs, [a / b for a, b in pairs], "lower")


def times_faster(key: str, what: str, ours: Work, baseline: Work, rounds: int = ROUNDS) -> Figure:
    """How many times less CPU ours takes than the baseline; higher is better."""
    pairs = _measure(ours, baseline, rounds)
    return _figure(key, what, pairs, [b / a for a, b in pairs], "higher")


def _figure(
    key: str,
    what: str,
    pairs: list[tuple[float, float]],
    ratios: list[float],
    better: Literal["higher", "lower"],
) -> Figure:
    ours, baseline = (median(side) for side in zip(*pairs, strict=True))
    return Figure(key, round(ours, 5), round(baseline, 5), round(median(ratios), 2), better, what)


def _measure(ours: Work, baseline: Work, rounds: int) -> list[tuple[float, float]]:
    """CPU seconds of (ours, baseline) in each round, after one round that is thrown away."""
    pairs = [(_cpu(ours), _cpu(baseline)) for _ in range(rounds + 1)]
    return pairs[1:]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a work may return: CPU seconds that it spent in processes which nobody waits for."""

    seconds: float


def once(work: Work) -> float:
    """CPU seconds of a work that takes minutes, and so is done once."""
    return _cpu(work)


def spent_by_workers() -> float:
    """CPU seconds so far of the processes below this one that are alive now."""
    times = [process.cpu_times() for process in psutil.Process().children(recursive=True)]
    return sum(one.user + one.system for one in times)


def spent_in_all() -> float:
    """CPU seconds so far of this process and of all below it, also of those that have ended."""
    below = (process.cpu_times() for process in psutil.Process().children(recursive=True))
    return _spent() + sum(one.user + one.system + one.children_user + one.children_system for one in below)


def _cpu(work: Work) -> float:
    gc.collect()
    before = _spent()
    result = work()
    elsewhere = result.seconds if isinstance(result, Elsewhere) else 0.0
    return max(_spent() - before + elsewhere, 1e-6)


def _spent() -> float:
    """CPU seconds of this process and of the children it has waited for."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
