"""`python -m postbag [500] [seed]`: a whole mailbox made, collected and held against the truth, kind by kind."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from postbag import COLLECTED, PostOffice, lay_out, make
from postbag.against import archive_differs

SAMPLES = Path(__file__).parents[2] / "samples"


def main(count: int, seed: int) -> int:
    """Print what differs and how many mails of each state were right; 1 where any was not."""
    from taizhang.archive import open_archive
    from taizhang.desk.intake.collect import collect_sources

    with TemporaryDirectory() as folder:
        started = time.perf_counter()
        office = PostOffice(Path(folder), next(SAMPLES.glob("*.txt")))
        cases = make(office, count, seed)
        laid, archive = lay_out(cases, Path(folder)), office.open_archive()
        made = time.perf_counter()
        collect_sources(laid.sources, archive, now=COLLECTED)
        taken = time.perf_counter()
        with open_archive(archive) as store:
            differs = archive_differs(cases, store)
    wrong = {one.partition(":")[0] for one in differs}
    states = Counter(case.truth.state for case in cases)
    right = Counter(case.truth.state for case in cases if case.name not in wrong)
    print(*differs, sep="\n")
    for state, number in states.most_common():
        print(f"{state.word:8} {right[state]:4} / {number}")
    print(
        f"{right.total()} of {len(cases)} right; made in {made - started:.1f} s, collected in {taken - made:.1f} s"
    )
    return 1 if differs else 0


if __name__ == "__main__":
    count, seed = (*map(int, sys.argv[1:3]), *(500, 2022)[len(sys.argv[1:3]) :])
    sys.exit(main(count, seed))
