"""A sheet of a returned workbook that has a known header: its columns by title, its rows by id, and what broke it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from taizhang.model.grid import CellError, Formula, Grid
from taizhang.model.place import Place
from taizhang.model.plan_change import Refusal
from taizhang.model.words.blanks import in_one_width
from taizhang.model.words.headers import header_key
from taizhang.plans.changing.spots import Spot
from taizhang.plans.review.columns import ID

_HEADER_ROWS = 20  # the header stands in one of the first rows
_NOTES = ("注", "说明", "备注")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with a header row, and its columns by title."""

    grid: Grid
    header: int
    columns: Mapping[str, int]
    doubles: tuple[tuple[str, int], ...]  # titles that stand over a second column, too

    def text(self, row: int, title: str) -> str:
        column = self.columns.get(title)
        return self.grid.text(row, column).strip() if column else ""

    def place(self, row: int, title: str) -> Place:
        return self.grid.place(row, self.columns[title])

    def rows(self) -> Iterator[int]:
        """Rows below the header that say something under one of the titles."""
        for row, values in self.grid.rows():
            if row > self.header and any(
                self.grid.text(row, column).strip() for column in self.columns.values() if column in values
            ):
                yield row


def find_table(grids: Sequence[Grid], needed: set[str], titles: Sequence[str]) -> Table | None:
    """The sheet whose header has all the needed titles, whatever it is called and wherever its columns stand."""
    keys = {header_key(title): title for title in titles}
    for grid in grids:
        for row in range(1, min(_HEADER_ROWS, grid.last_row) + 1):
            found: dict[str, int] = {}
            doubles: list[tuple[str, int]] = []
            for column in range(1, grid.last_column + 1):
                title = keys.get(header_key(grid.text(row, column)))
                if title in found:
                    doubles.append((title, column))
                elif title:
                    found[title] = column
            if needed <= found.keys():
                return Table(grid, row, found, tuple(doubles))
    return None


def row_id(text: str) -> str:
    """An id as it is kept, whatever width and case it was typed in."""
    return in_one_width(text).upper()


def is_note(table: Table, row: int) -> bool:
    """Whether the row is a remark below the table."""
    said = [table.text(row, title) for title in table.columns if table.text(row, title)]
    return len(said) == 1 and said[0].startswith(_NOTES)


def stranger_of(
    given: str, place: Place, table: Table, row: int, by_id: Mapping[str, Spot], seen: Mapping[str, Place]
) -> Refusal | None:
    """Why the row is none of those that were printed."""
    if not given:
        return Refusal(
            place, "", "这一行没有编号", "请恢复原来的编号；补充指标的，请在“处理”选“新增”并写所属举措的编号"
        )
    if given not in by_id:
        return Refusal(
            place,
            table.text(row, ID),
            "没有打印过这个编号",
            "请恢复原来的编号；补充指标的，请在“处理”选“新增”",
        )
    if given in seen:
        return Refusal(place, given, f"与{seen[given]}编号重复", "请删去多出的一行")
    return None


def missing(gone: set[str], table: Table) -> Iterator[Refusal]:
    """The printed rows that came back under no id, as one refusal."""
    if gone:
        shown = "、".join(sorted(gone)[:10]) + ("等" if len(gone) > 10 else "")
        yield Refusal(
            None, shown, f"“{table.grid.sheet}”表里有{len(gone)}行不见了，或编号已被改动",
            "请恢复这些行；不再要求的，请在“处理”选“取消”",
        )  # fmt: skip


def doubled(table: Table) -> Iterator[Refusal]:
    """Titles that stand over two columns."""
    for title, column in table.doubles:
        place = table.grid.place(table.header, column)
        yield Refusal(place, title, "表头有两列同名，不知道以哪一列为准", "请删去或改名其中一列")


def broken(table: Table, row: int, title: str) -> Refusal | None:
    """A cell whose formula failed or was never computed."""
    value = table.grid.value(row, table.columns[title])
    if isinstance(value, Formula) and value.value is None:
        return Refusal(table.place(row, title), "", "公式没有算出的值", "请直接填写内容")
    held = value.value if isinstance(value, Formula) else value
    if isinstance(held, CellError):
        return Refusal(table.place(row, title), held.code, "公式出错", "请直接填写内容")
    return None
