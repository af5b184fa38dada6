"""Trace a number of a rollup workbook to the counties' cells, and compare those with the originals."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from taizhang.desk.files import read_file
from taizhang.desk.open_archive import opened
from taizhang.desk.originals import differences
from taizhang.errors import BadUsage, CannotRead
from taizhang.model.file_limits import FileLimits, XmlLimits
from taizhang.model.grid import Grid
from taizhang.model.place import parse_cell_name

if TYPE_CHECKING:
    from taizhang.books.stitching.take_apart import LongRows
    from taizhang.rollups.lineage import Trace
    from taizhang.rollups.stated import Stated
    from taizhang.rollups.wide.trace import WideTracer


@dataclass(frozen=True, slots=True)
class Traced:
    """A number's tree, and, with an archive, whether each original still says the same."""

    trace: Trace
    compared: int | None  # source lines held against the originals; None without an archive
    differing: tuple[str, ...]  # one Chinese sentence each

    def text(self) -> str:
        """The tree as a person reads it."""
        if self.compared is None:
            return str(self.trace)
        verdict = (
            f"已与档案库中的原件逐格核对 {self.compared} 条，{'有出入：' if self.differing else '全部一致。'}"
        )
        return "\n".join((str(self.trace), verdict, *self.differing))

    def as_json(self) -> dict[str, Any]:
        lines = [asdict(line) for line in self.trace.sources()]
        return {
            "cell": self.trace.cell,
            "name": self.trace.name,
            "value": self.trace.value,
            "how": self.trace.how.value,
            "clause": self.trace.clause,
            "sources": lines,
            "compared": self.compared,
            "differing": list(self.differing),
        }


def trace_number(rollup: Path, cell: str, *, archive: Path | str | None = None) -> Traced:
    """Where the number in a cell (指标汇总!F12) of a rollup workbook comes from.

    Raises:
        CannotRead: the file is no workbook.
        BadUsage: the cell's name is off, or no number that can be traced stands there.
    """
    named = tuple(_named(cell))
    return held_against(OpenRollup(rollup_sheets(rollup)).trace(named), archive)


def trace_printed(rollup: Path, stated: Stated) -> Trace:
    """Where a number of a paper comes from, which stands in the rollup workbook.

    Raises:
        CannotRead: the file is no workbook.
        BadUsage: the workbook is no rollup.
    """
    return OpenRollup(rollup_sheets(rollup)).stated(stated)


@dataclass(frozen=True, slots=True)
class OpenRollup:
    """The sheets of a rollup workbook; of one of very many reporters only the rows are read that a number leads to."""

    sheets: tuple[Grid | LongRows, ...]

    def trace(self, cell: tuple[Any, ...]) -> Trace:
        from taizhang.rollups import trace_cell

        tracer = self.wide
        return tracer.trace(cell) if tracer else trace_cell(self._grids(), *cell)

    def stated(self, stated: Stated) -> Trace:
        from taizhang.rollups.lineage import trace_stated

        tracer = self.wide
        return tracer.stated(stated) if tracer else trace_stated(self._grids(), stated)

    @property
    def wide(self) -> WideTracer | None:
        """None for a workbook that is no rollup of very many reporters."""
        from taizhang.rollups.wide.trace import WideTracer as Tracer
        from taizhang.rollups.wide.wide_sheets import Rows, WideSheets, is_wide

        sheets: dict[str, Rows] = {one.sheet: one for one in self.sheets}
        return Tracer(WideSheets(sheets)) if is_wide(sheets) else None

    def _grids(self) -> tuple[Grid, ...]:
        return tuple(one for one in self.sheets if isinstance(one, Grid))


def rollup_sheets(rollup: Path) -> tuple[Grid | LongRows, ...]:
    """The sheets of a rollup workbook; the rows of long ones are read when they are asked for.

    Raises:
        CannotRead: the file is no workbook.
    """
    from taizhang.books import read_workbook
    from taizhang.books.stitching.take_apart import take_apart

    try:
        parted = take_apart(read_file(rollup))
    except (KeyError, ValueError, BadZipFile, zlib.error):
        return rollup_grids(rollup)
    if not parted.long:
        return rollup_grids(rollup)
    long = {one.sheet for one in parted.long}
    small = read_workbook(parted.small, rollup.name, _LIMITS).grids
    return (*(one for one in small if one.sheet not in long), *parted.long)


def held_against(trace: Trace, archive: Path | str | None) -> Traced:
    """The trace, with each of its lines held against the original where there is an archive."""
    if archive is None:
        return Traced(trace, None, ())
    with opened(archive) as store:
        lines = list(dict.fromkeys(line for line in trace.sources() if line.place))
        return Traced(trace, len(lines), differences(store, lines))


def first_traceable_figure(rollup: Path) -> str:
    """The first figure of 指标汇总 that at least two counties stand in; for the demonstration.

    Raises:
        BadUsage: there is none.
    """
    from taizhang.rollups.lineage import figure_cells, trace_cell

    grids = rollup_grids(rollup)
    for cell in figure_cells(grids):
        if sum(1 for line in trace_cell(grids, *parse_cell_name(cell)).sources() if line.place) >= 2:
            return cell
    raise BadUsage("这份汇总里还没有由两家以上填报的数字，请等台账接收后再汇总。")


# The office's own workbook; the scores of a country hold 1.7 million cells.
_LIMITS = FileLimits(cells=10_000_000, rows=1_000_000, xml=XmlLimits(stream=40_000_000))


def rollup_grids(rollup: Path) -> tuple[Grid, ...]:
    """The sheets of a rollup workbook.

    Raises:
        CannotRead: the file is no workbook.
    """
    from taizhang.books import read_workbook

    book = read_workbook(read_file(rollup), rollup.name, _LIMITS)
    if not book.grids:
        raise CannotRead(f"“{rollup}”读不出表格（{book.note or '没有工作表'}），请选汇总工作簿。")
    return book.grids


def _named(cell: str) -> Iterator[Any]:
    try:
        return iter(parse_cell_name(cell))
    except ValueError:
        raise BadUsage(f"单元格“{cell}”看不懂，请写成“工作表!单元格”，如 '指标汇总!F12'。") from None
