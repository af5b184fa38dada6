"""How much memory and time a worker takes for each item, by the system's own counts of it.

The high-water mark is set anew for every item; the time is the processor's, which nobody beside it on the machine makes
longer. How long an item takes by the clock is bounded by the pool itself, and what is stopped has another verdict.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from taizhang.desk.workers.pool import WorkerPool


@dataclass(slots=True)
class Costs:
    """Of each content, by its sha256: the most megabytes that were resident, and the processor's seconds."""

    peaks: dict[str, float] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def note(self, content: bytes, peak: float, seconds: float) -> None:
        key = sha256(content).hexdigest()
        self.peaks[key] = max(self.peaks.get(key, 0.0), peak)
        self.seconds[key] = self.seconds.get(key, 0.0) + seconds


def watched(pool: WorkerPool, costs: Costs) -> WorkerPool:
    """The pool, which notes what each item costs; the content stands last in an item."""
    before: dict[tuple[object, int], float] = {}  # seconds that a worker had used when it got an item
    ended: dict[object, tuple[float, float]] = {}
    stop = pool._stop

    def stop_and_note(worker: Any, **how: bool) -> None:
        ended[worker] = _used(worker)
        stop(worker, **how)

    def noting(step: Callable[[Any], None]) -> Callable[[Any], None]:
        def taken(batch: Any) -> None:
            busy = [(worker, worker.item) for worker in pool._workers if worker.item is not None]
            for one in busy:
                before.setdefault(one, _used(one[0])[1])
            step(batch)
            for worker, item in busy:
                if worker in ended or worker.item is None:
                    peak, seconds = ended.pop(worker, None) or _used(worker)
                    costs.note(batch.items[item][-1], peak, seconds - before.pop((worker, item)))

        return taken

    pool._stop = stop_and_note  # type: ignore[method-assign]
    pool._take_in = noting(pool._take_in)  # type: ignore[method-assign]
    pool._look_after = noting(pool._look_after)  # type: ignore[method-assign]
    return pool


def _used(worker: Any) -> tuple[float, float]:
    """Megabytes at the most, and seconds so far; 0 of a process that is gone already."""
    try:
        with open(f"/proc/{worker.process.pid}/status", encoding="ascii") as facts:
            peak = next((line.split()[1] for line in facts if line.startswith("VmHWM")), "0")
        with open(f"/proc/{worker.process.pid}/stat", encoding="ascii") as facts:
            ticks = facts.read().rpartition(")")[2].split()[11:13]
    except OSError:
        return 0.0, 0.0
    return int(peak) / 1024, sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
