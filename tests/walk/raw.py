"""The counties' files and the rollup as another program reads them, and what the cells say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from io import BytesIO

from python_calamine import CalamineWorkbook

from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.model.grid import Grid
from taizhang.model.place import parse_cell_name

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
WORDS = {
    "序时推进": ("序时推进", "正常推进", "推进中", "达到序时进度"),
    "滞后": ("滞后", "未达序时", "慢序时"),
    "已完成": ("已完成", "已办结", "按期完成"),
    "逾期未完成": ("逾期未完成",),
}
STATUS = {word: status for status, words in WORDS.items() for word in words}
NO_PROBLEM = ("", "无")


def grids_of(content: bytes) -> tuple[Grid, ...]:
    """The sheets of a workbook; what stands in no cell is left out."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return tuple(
        Grid(name, dict(_cells(book.get_sheet_by_name(name).to_python(skip_empty_area=False))))
        for name in book.sheet_names
    )


def _cells(rows: list[list[object]]) -> Iterator[tuple[tuple[int, int], str | Decimal]]:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if isinstance(value, float | int):
                whole = isinstance(value, float) and value.is_integer()
                yield (number, column), Decimal(int(value)) if whole else Decimal(repr(value))
            elif value != "":
                yield (number, column), str(value)


@dataclass(frozen=True)
class RawFile:
    """One county's workbook."""

    content: bytes

    @cached_property
    def table(self) -> Grid:
        return next(grid for grid in grids_of(self.content) if grid.sheet == TABLE)

    def text(self, place: str) -> str:
        """What stands in a cell, named as 任务台账!Q12; "" for nothing."""
        sheet, row, column = parse_cell_name(place)
        assert sheet == TABLE
        return self.table.text(row, column)

    def issues(self, ids: Collection[str]) -> tuple[int, int]:
        """How many rows of these ids name a problem or ask for a leader, and how many ask."""
        rows = [row for row in self._rows() if self.table.text(row, column_of("id")) in ids]
        asking = [row for row in rows if self.table.text(row, column_of("needs_leader")) == "是"]
        naming = [row for row in rows if self.table.text(row, column_of("problems")) not in NO_PROBLEM]
        return len({*asking, *naming}), len(asking)

    def _rows(self) -> Iterator[int]:
        row = FIRST_ROW
        while self.table.text(row, column_of("id")).startswith(("T", "G")):
            yield row
            row += 1


def files_of(files: Mapping[str, bytes]) -> dict[str, RawFile]:
    return {digest: RawFile(content) for digest, content in files.items()}


def number_in(text: str) -> Decimal | None:
    """The one number that a clerk wrote, however: １２００, 85%, 3个, 是; None where there is none."""
    if text in ("是", "否"):
        return Decimal(text == "是")
    found = _NUMBER.search(unicodedata.normalize("NFKC", text))
    return Decimal(found[0]) if found else None
