"""The sample that ships with the product: an invented city, its plan and its roster."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

from taizhang.desk.files import write_text
from taizhang.errors import CannotRead
from taizhang.model.reporter import Roster, RosterLine
from taizhang.model.words.formula_signs import csv_text

DOCUMENT = "云岭市2022年重点工作任务.txt"
ROSTER = "通讯录.csv"


def sample_folder() -> Path:
    """Where the samples lie: beside the sources in a checkout, inside the package when installed.

    Raises:
        CannotRead: they are in neither place.
    """
    package = Path(__file__).parents[2]
    for folder in (package.parents[1] / "samples", package / "samples"):
        if (folder / DOCUMENT).is_file():
            return folder
    raise CannotRead("找不到自带的样例，请重新安装台账，或用 --document 指定一份文件。")


def write_demo_roster(lines: Sequence[RosterLine], path: Path) -> Path:
    """A roster file of these lines, each with an address that nobody really has."""
    from taizhang.ledgers.roster import draw_roster

    addressed = (replace(line, addresses=(f"{line.reporter.code}@taizhang.example",)) for line in lines)
    grid = draw_roster(Roster(tuple(addressed)))
    columns = range(1, grid.last_column + 1)
    rows = ([csv_text(grid.text(row, column)) for column in columns] for row, _ in grid.rows())
    stream = StringIO()
    csv.writer(stream).writerows(rows)
    return write_text(path, stream.getvalue())
