"""`PYTHONPATH=tests python -m crash 100`: so many kills at moments by chance, and nothing lost or doubled."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from crash.batch import make_batch
from crash.kill import expected_of, held, kill_and_finish

_ON_ONE = 6  # kills of one archive, before it is looked at and a new one taken


def main(kills: int, seed: int) -> int:
    """Print a line an archive; the exit code is 1 where something was lost or doubled."""
    chance = Random(seed)
    with TemporaryDirectory() as folder:
        batch = make_batch(Path(folder))
        expected, seconds = expected_of(batch)
        print(
            f"{len(expected.receipts)} receipts, {expected.lines.total()} lines, {seconds:.1f} s undisturbed"
        )
        killed = number = wrong = 0
        while killed < kills:
            number += 1
            archive = batch.fresh(f"{number}.db")
            times = kill_and_finish(batch, archive, chance, min(_ON_ONE, kills - killed), seconds / 2)
            killed += times
            same = held(archive) == expected
            wrong += not same
            print(f"archive {number}: killed {times} times, {'whole' if same else 'NOT WHOLE'}", flush=True)
            archive.unlink()
    print(f"{killed} kills, {wrong} archives not whole (seed {seed})")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 30, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    )
