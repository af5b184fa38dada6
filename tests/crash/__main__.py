"""`python -m crash [200] [seed] [500]`: so many kills at moments by chance over so many mails, nothing lost or doubled."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from crash.batch import bag_of
from crash.kill import differs, expected_of, held, kill_and_finish

_ON_ONE = 16  # kills of one archive, before it is looked at and a new one taken


def main(kills: int, seed: int, mails: int) -> int:
    """Print a line an archive; the exit code is 1 where something was lost or doubled, or judged otherwise."""
    chance = Random(seed)
    with TemporaryDirectory() as folder:
        batch = bag_of(Path(folder), mails, seed)
        expected, seconds = expected_of(batch)
        print(
            f"{mails} mails, {len(expected.receipts)} receipts, {expected.lines.total()} lines, {seconds:.1f} s undisturbed"
        )
        killed = number = wrong = 0
        while killed < kills:
            number += 1
            archive = batch.fresh(f"{number}.db")
            # A moment is so near that the kills of one archive lie all over its collection.
            times = kill_and_finish(
                batch, archive, chance, min(_ON_ONE, kills - killed), 2 + 2 * seconds / _ON_ONE
            )
            killed += times
            other = [*differs(batch, archive), *([] if held(archive) == expected else ["not as undisturbed"])]
            wrong += bool(other)
            print(f"archive {number}: killed {times} times, {'; '.join(other) or 'whole'}", flush=True)
            archive.unlink()
    print(f"{killed} kills, {wrong} archives not whole (seed {seed})")
    return 1 if wrong else 0


if __name__ == "__main__":
    told = [*map(int, sys.argv[1:4])]
    sys.exit(main(*told, *(200, 1, 500)[len(told) :]))
