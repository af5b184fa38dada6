"""Every hostile file with its verdict, the one expected, and what it took; exit code 1 where anything differs."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from hostile.files import hostile_files
from hostile.judge import MOST_MB, MOST_SECONDS, Judged, collected, differences
from hostile.nouns import HostileFile, Line
from taizhang.model.verdict import Verdict


def main(words: list[str]) -> int:
    """All files, or those whose name holds one of the words."""
    chosen = [one for one in hostile_files().values() if not words or any(word in one.name for word in words)]
    started = time.monotonic()
    with TemporaryDirectory() as folder:
        held = collected(chosen, Path(folder))
    wrong = list(held.differs)
    if held.honest.checked is None or held.honest.checked.verdict is not Verdict.ACCEPTED:
        wrong.append(f"the honest ledger: {held.honest.reason}")
    for one in chosen:
        found = held.found[one.file_name]
        differs = differences(one, found)
        print(_row(one, found), *(f"    !! {difference}" for difference in differs), sep="\n", flush=True)
        wrong += [f"{one.name}: {difference}" for difference in differs]
    peaks = {one.name: held.found[one.file_name] for one in chosen}
    largest, slowest = (
        max(peaks, key=lambda name: getattr(peaks[name], of)) for of in ("peak_mb", "seconds")
    )
    print(
        f"{len(chosen)} files, {len(wrong)} differences, {time.monotonic() - started:.0f} s",
        f"most memory: {peaks[largest].peak_mb:.0f} MB of {MOST_MB} ({largest})",
        f"most time: {peaks[slowest].seconds:.1f} s of {MOST_SECONDS} ({slowest})",
        *wrong,
        sep="\n",
    )
    return 1 if wrong else 0


def _row(one: HostileFile, found: Judged) -> str:
    told = f"{_shown(found.lines) or found.state} | expected {_shown(one.lines) or one.state}"
    return (
        f"{one.name}{one.ending} | {found.size:,} | {told} | {found.peak_mb:.0f} MB | {found.seconds:.2f} s"
    )


def _shown(lines: tuple[Line, ...]) -> str:
    words = [" ".join((one.file_class.value, *one.flags)) for one in lines]
    return "; ".join(
        f"{words.count(word)} × {word}" if words.count(word) > 1 else word for word in dict.fromkeys(words)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
