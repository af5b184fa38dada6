"""`make walk`: every number of a rollup of 22 counties and of a province of 167, computed again from the raw cells.

Both workbooks are held against the Open XML standard as well, which takes a minute or two.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from clients.audit import errors_of

from taizhang.books import write_rollup
from walk.again import Walk, is_same
from walk.office import Round, city_round, province_round

DOCUMENT = next((Path(__file__).parents[2] / "samples").glob("*.txt"))


def main() -> int:
    """Print what was walked; 1 where a number differs."""
    return max(_walked(make(DOCUMENT)) for make in (city_round, province_round))


def _walked(made: Round) -> int:
    walk = Walk(made, write_rollup(made.rollup))
    began, counted = perf_counter(), Counter[str]()
    differing = []
    for cell in walk.numbers():
        counted[cell[0]] += 1
        if not is_same(walk.again(cell), walk.shown(cell)):
            differing.append(cell)
    seconds = perf_counter() - began
    print(
        f"{len(made.rollup.lines)}个单位：{counted.total()}个数字，追到{len(walk.places)}个原始单元格，"
        f"不一致{len(differing)}个，{seconds:.1f}秒"
    )
    print("  " + "、".join(f"{sheet}{count}" for sheet, count in counted.items()))
    for cell in differing[:20]:
        print(f"  {cell}：表中{walk.shown(cell)}，重算{walk.again(cell)}")
    return 1 if differing or _against_the_standard(walk.content) else 0


def _against_the_standard(content: bytes) -> list[str]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "汇总.xlsx")
        path.write_bytes(content)
        errors = errors_of(path)
    print(f"  Open XML 标准校验：{len(errors)}处", *errors[:5])
    return errors


if __name__ == "__main__":
    sys.exit(main())
