"""`make agreement`: 300 ledgers filled in by chance; what the sheet says, what the check says, what gnumeric computes."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from clients.gnumeric import recalculated
from clients.office import Office

from agreement.compare import other_values
from agreement.corpus import cases
from agreement.run import SHEETS, filled, tally_of

SAMPLES = Path(__file__).parents[2] / "samples"


def main(count: int) -> int:
    """Print the tally; 1 where anything differs."""
    corpus = list(cases(count, next(SAMPLES.glob("*.txt")), SAMPLES / "通讯录.csv"))
    with TemporaryDirectory() as folder:
        office = Office(Path(folder) / "profiles", seats=2)
        answers = filled(corpus, office, Path(folder))
        office.close()
        print(f"填好 {len(answers)} 份", flush=True)
        tally = tally_of(corpus, answers)
        told = recalculated([path for path, _ in answers], SHEETS)
        others = [
            line
            for (path, answer), other in zip(answers, told, strict=True)
            for line in other_values(path, answer, other)
        ]
    print(
        "\n".join(
            (*tally.lines(), *tally.differing, f"gnumeric 算得不同的单元格 {len(others)}", *others[:20])
        )
    )
    return 1 if tally.differing or others else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
