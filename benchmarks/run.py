"""`make bench`: every figure of the product against its named baseline, in one run."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from checking import check_figures
from collecting import collect_figures
from country import country_figures
from ledgers import ledger_figures
from marking import marking_figures
from pairs import Figure
from plans import plan_figures
from stamping import stamp_figures
from start import start_figures


def main(target: Path) -> None:
    """Print the table and write the figures, one key each."""
    figures = []
    for figure in _all_figures():
        figures.append(figure)
        sign = "≥" if figure.better == "higher" else "≤"
        print(
            f"{figure.key:<26}{figure.ours:>10.4f} {figure.unit:<2}{figure.baseline:>10.4f} {figure.unit:<2} {figure.ratio:>8.2f} {sign}  {figure.what}"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    facts = {figure.key: figure.as_json() for figure in figures}
    target.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"已写入 {target}")


def _all_figures() -> Iterator[Figure]:
    print(f"{'key':<26}{'ours':>12} {'baseline':>12} {'ratio':>8}")
    yield from start_figures()
    yield from plan_figures()
    yield from ledger_figures()
    yield from check_figures()
    yield from collect_figures()
    yield from marking_figures()
    yield from stamp_figures()
    yield from country_figures()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
