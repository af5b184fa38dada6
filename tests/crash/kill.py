"""One archive that is collected into and killed several times over, and what must be in it at the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from postbag.against import archive_differs

from crash.batch import Batch
from taizhang.archive import open_archive

COLLECT = "import sys; from taizhang.cli.run import run; sys.exit(run(sys.argv[1:]))"
_LONGEST = 900  # seconds of a run that nobody kills


@dataclass(frozen=True)
class Held:
    """What an archive says in the end, without the moments of the machine."""

    receipts: tuple[str, ...]  # in order of their bytes
    outcomes: tuple[tuple[str, str], ...]
    lines: Counter[tuple[str, str, str, str]]  # what stands in the register
    troubles: tuple[object, ...]
    unfinished: int


def held(archive: Path) -> Held:
    with open_archive(archive) as store:
        lines = Counter(
            (one.sha256, one.file_name, one.sender, str(one.verdict)) for one in store.submissions()
        )
        return Held(
            tuple(sorted(receipt.sha256 for receipt in store.receipts())),
            tuple(sorted((outcome.receipt, str(outcome.state)) for outcome in store.outcomes())),
            lines,
            tuple(store.verify()),
            len(store.unfinished()),
        )


def collect(batch: Batch, archive: Path, *, kill_after: float | None = None, alone: bool = False) -> bool:
    """Collect the inbox; True where it was killed before it had done, the program alone or with all its workers."""
    sources = map(str, batch.sources)
    words = ["collect", *sources, "--archive", str(archive), "--as-of", batch.as_of, "--json"]
    started = subprocess.Popen(
        [sys.executable, "-c", COLLECT, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    try:
        _, said = started.communicate(timeout=kill_after or _LONGEST)
    except subprocess.TimeoutExpired:
        _kill(started, alone=alone)
        return True
    if started.returncode not in (0, 1, 3):
        raise RuntimeError(said.decode("utf-8", "replace"))
    return False


def _kill(started: subprocess.Popen[bytes], *, alone: bool) -> None:
    """As `kill -9` does, or as the power that fails; whoever outlives it for long is ended, too."""
    if alone:
        started.kill()
        started.wait()
        time.sleep(0.2)
    with suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)
    started.communicate()


def kill_and_finish(batch: Batch, archive: Path, chance: Random, kills: int, seconds: float) -> int:
    """Kill so many runs at moments by chance, then let one finish; how many were killed before they were done."""
    killed = 0
    for _ in range(kills):
        moment = chance.uniform(0.1, seconds)
        if not collect(batch, archive, kill_after=moment, alone=chance.random() < 0.5):
            break
        killed += 1
        with open_archive(archive) as store:
            assert store.verify() == ()
    assert not collect(batch, archive)
    return killed


def expected_of(batch: Batch) -> tuple[Held, float]:
    """What an undisturbed run leaves, and the seconds it takes."""
    archive, begun = batch.fresh("undisturbed.db"), time.monotonic()
    assert not collect(batch, archive)
    spent = time.monotonic() - begun
    assert differs(batch, archive) == []
    return held(archive), spent


def differs(batch: Batch, archive: Path) -> list[str]:
    """What became of a mail otherwise than it had to, where that is known."""
    if not batch.cases:
        return []
    with open_archive(archive) as store:
        return archive_differs(batch.cases, store)
