"""Lineage: a number of a rollup workbook back to the counties' cells, read from the workbook itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from taizhang.errors import BadUsage
from taizhang.model.grid import Grid, plain
from taizhang.model.place import Place, parse_address, parse_cell_name
from taizhang.model.quantity import rounded
from taizhang.rollups.draw import INDEX, INDEX_TITLES
from taizhang.rollups.how import OF_METHOD, How
from taizhang.rollups.sheets import coordination, details, figures, issues, score_lines
from taizhang.rollups.sheets import sources as source_sheet
from taizhang.rollups.stated import Stated

_Cell = tuple[str, int, int]
_TOLD_BY = {
    issues.NAME: issues.TOLD_BY,
    coordination.NAME: coordination.TOLD_BY,
    score_lines.NAME: score_lines.TOLD_BY,
}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of 来源: a reported value, or a reporter that gave none."""

    reporter: str
    submission: str  # register number as text; "" outside an archive
    file_name: str
    sha256: str
    received: str
    place: str  # 任务台账!Q12; "" where nothing was reported
    row: str  # id of the ledger row
    column: str  # title of the ledger column
    raw: str
    value: str
    remark: str  # 未报, 未填, 未计入 …
    period: str = ""  # 2022Q2; "" for the rollup's own
    accepted: str = (
        ""  # the waiver, or the filler's 属实说明, that a rule's finding in the cell was accepted by
    )
    rules: str = ""  # the edition of the rules that the ledger was judged by

    def __str__(self) -> str:
        if not self.file_name:
            return "　".join(filter(None, (self.reporter, self.period, self.value, self.remark)))
        number = f"（登记号{self.submission}）" if self.submission else ""
        facts = [self.reporter, self.period, f"{self.file_name}{number}", f"SHA-256 {self.sha256}"]
        if self.received:
            facts.append(f"收到 {self.received}")
        if self.place:
            facts.append(f"{self.place} {self.column}")
        if self.column:
            facts.append(f"原文“{self.raw}”，采用 {self.value or '—'}")
        elif self.value:
            facts.append(self.value)
        facts += [self.accepted, f"校验规则 {self.rules}" if self.rules else ""]
        return "　".join(filter(None, (*facts, self.remark)))


@dataclass(frozen=True, slots=True)
class Trace:
    """A number, how it came about, and everything it came from."""

    cell: str  # 指标汇总!F12
    name: str
    value: str
    how: How
    parameter: str  # the goal of a rate, what makes a place count; "" for none
    clause: str  # the plan's words; "" where no clause stands behind the number alone
    lines: tuple[SourceLine, ...]
    parts: tuple[Trace, ...]  # the other cells it was made from

    def __str__(self) -> str:
        return "\n".join(self.tree())

    def tree(self) -> Iterator[str]:
        """The number on the first line, what it came from below it, indented, the plan's words last."""
        yield f"{self.cell}　{self.name}　{_as_shown(self.value)}"
        rest = [f"算法：{self.how.value}（{self.how.says}）{self._given()}"]
        children: list[list[str]] = [rest, *([str(line)] for line in self.lines)]
        children += [list(part.tree()) for part in self.parts]
        if self.clause:
            children.append([f"计划原文：{self.clause}"])
        for number, child in enumerate(children, 1):
            last = number == len(children)
            yield ("└─ " if last else "├─ ") + child[0]
            yield from (("   " if last else "│  ") + line for line in child[1:])

    def _given(self) -> str:
        match self.how:
            case How.RATE:
                return f"，目标值 {self.parameter}"
            case How.COUNT_MEETING | How.SHARE_MEETING | How.ALL_OF:
                return f"，要求：{self.parameter}"
            case How.REPORTED if self.parameter:
                return f"，报告期 {self.parameter}"
            case How.COUNT_LINES if self.parameter:
                return f"，条件：{self.parameter}"
            case How.DIFFERENCE:
                return f"，减去 {self.parameter}"
            case How.SHARE_COUNT:
                return f"，全部单元格：{self.parameter}"
            case How.DAYS_LATE:
                return f"，截止 {self.parameter}"
            case how if how in OF_METHOD.values() and self.parameter:
                return f"，逐期：{self.parameter}"
            case How.POINTS | How.CONVERSION | How.DEDUCTION | How.TOTAL_POINTS if self.parameter:
                return f"，算式 {self.parameter}"
            case How.SUBSIDY:
                return f"，分档：{self.parameter}"
            case How.LATE_CLEARED:
                return f"，完成时限 {self.parameter}"
            case _:
                return ""

    def sources(self) -> Iterator[SourceLine]:
        """Every line at the ends of the tree."""
        yield from self.lines
        for part in self.parts:
            yield from part.sources()


def _as_shown(value: str) -> str:
    """The value as the sheet shows it: a number half up to one decimal, lines of a text side by side."""
    try:
        return plain(rounded(Decimal(value)))
    except InvalidOperation:
        return value.replace("\n", "、")


def trace_cell(grids: Sequence[Grid], sheet: str, row: int, column: int) -> Trace:
    """Where a number of a rollup workbook comes from, by the workbook's own sheets.

    Raises:
        BadUsage: the workbook is no rollup, or no number that can be traced stands in the cell.
    """
    return Tracer(grids).trace((sheet, row, column))


def trace_stated(grids: Sequence[Grid], stated: Stated) -> Trace:
    """Where a number of a paper comes from: the tree of its cell, or of the cells that it was made from.

    Raises:
        BadUsage: the workbook is no rollup.
    """
    return Tracer(grids).stated(stated)


def tree_of_stated(one: Stated, trace: Callable[[_Cell], Trace], part: Callable[[_Cell], Trace]) -> Trace:
    """That of its cell, which `trace` gives, or of the cells that it was made from, each as `part` tells of it."""
    cells = list(cells_named(one.origins))
    if one.how is How.SHOWN:
        return trace(cells[0])
    if one.how is How.SHARE_CELLS:
        cells += [other for other in cells_named(one.parameter) if other not in cells]
    parts = tuple(map(part, cells))
    return Trace(one.mark, one.title, one.printed, one.how, one.parameter, one.clause, (), parts)


def figure_cells(grids: Sequence[Grid]) -> Iterator[str]:
    """The cells of 指标汇总 that hold a figure's value, top down."""
    tracer = Tracer(grids)
    for cell in tracer.rows:
        if cell[0] == figures.NAME and cell[2] == figures.VALUE_COLUMN:
            yield _name(cell)


class Tracer:
    """The workbook's sheets, and the index by cell; what was traced once is remembered."""

    def __init__(self, grids: Sequence[Grid]) -> None:
        """Find the index.

        Raises:
            BadUsage: the workbook is no rollup.
        """
        self.found: dict[_Cell, Trace] = {}
        self.grids = {grid.sheet: grid for grid in grids}
        index = self.grids.get(INDEX)
        if index is None or source_sheet.NAME not in self.grids:
            raise BadUsage(
                "这个文件里没有“来源”和“来源索引”两张表，不是本系统写出的汇总表，请选汇总表再追溯。"
            )
        if tuple(index.text(1, column) for column in range(1, len(INDEX_TITLES) + 1)) != INDEX_TITLES:
            raise BadUsage("“来源索引”表的表头被改动，不能追溯，请用原汇总表，或重新汇总。")
        self.index = index
        self.rows = {parse_cell_name(index.text(row, 1)): row for row, _ in index.rows() if row > 1}

    def trace(self, cell: _Cell) -> Trace:
        """Where the number in a cell (sheet, row, column) comes from.

        Raises:
            BadUsage: no number that can be traced stands in the cell.
        """
        if cell not in self.found:
            self.found[cell] = self._traced(cell)
        return self.found[cell]

    def _traced(self, cell: _Cell) -> Trace:
        if cell in self.rows:
            return self._indexed(cell, self.rows[cell])
        if cell[0] == details.NAME:
            found = self._as_written(cell)
            if found:
                return found
        if cell[0] in source_sheet.NAMES and cell[1] >= source_sheet.FIRST_ROW:
            return self._own_line(cell)
        if cell[0] not in self.grids:
            raise BadUsage(f"汇总表里没有名为“{cell[0]}”的表，请改为：{'、'.join(self._visible())}。")
        raise BadUsage(f"{_name(cell)}{self._what(cell)}，没有可以追溯的数，请指定一个数字单元格。")

    def stated(self, one: Stated) -> Trace:
        """A number that the paper made itself names its cells as the index does."""
        return tree_of_stated(one, self.trace, self._part)

    def _indexed(self, cell: _Cell, row: int) -> Trace:
        name, how, origins, parameter, clause = (self.index.text(row, column) for column in (2, 3, 5, 6, 7))
        method = How(how)
        cells = list(cells_named(origins))
        if method in (How.SHARE_CELLS, How.DIFFERENCE):
            cells += [one for one in cells_named(parameter) if one not in cells]
        lines = [one for one in cells if one[0] in source_sheet.NAMES]
        others = [one for one in cells if one[0] not in source_sheet.NAMES]
        return Trace(
            cell=_name(cell),
            name=name,
            value=self._text(cell),
            how=method,
            parameter=parameter,
            clause=clause,
            lines=tuple(self._line(one[0], one[1]) for one in lines),
            parts=tuple(self._part(one) for one in others)
            if method is not How.RANK
            else (self.trace(others[0]),),
        )

    def _part(self, cell: _Cell) -> Trace:
        """A cell that another was made from; a counted label is an end of its own."""
        if cell in self.rows:
            return self.trace(cell)
        return Trace(_name(cell), self._about(cell), self._text(cell), How.LABEL, "", "", (), ())

    def _about(self, cell: _Cell) -> str:
        """Whose issue a line of 问题清单 is, and which cell it stands in; what a line of 评分明细 scores; "" for other labels."""
        grid, told_by = self.grids.get(cell[0]), _TOLD_BY.get(cell[0], ())
        return "　".join(grid.text(cell[1], column) for column in told_by) if grid else ""

    def _line(self, sheet: str, row: int) -> SourceLine:
        grid = self.grids[sheet]
        told = {title: grid.text(row, column) for column, title in enumerate(source_sheet.TITLES, 1)}
        return SourceLine(
            reporter=told["填报单位"],
            submission=told["登记号"],
            file_name=told["文件名"],
            sha256=told["文件SHA-256"],
            received=told["收到时间"],
            place=f"{told['工作表']}!{told['单元格']}" if told["单元格"] else "",
            row=told["行标识"],
            column=told["栏目"],
            raw=told["原文"],
            value=told["采用值"],
            remark=told["说明"],
            period=told["报告期"],
            accepted=told["豁免或属实说明"],
            rules=told["校验规则"],
        )

    def _own_line(self, cell: _Cell) -> Trace:
        """A cell of 来源 itself: the one line it stands in."""
        line = self._line(cell[0], cell[1])
        return Trace(_name(cell), line.column, self._text(cell), How.AS_WRITTEN, "", "", (line,), ())

    def _as_written(self, cell: _Cell) -> Trace | None:
        """A number of 县区明细; None where the cell holds none that a county wrote."""
        grid, row = self.grids[details.NAME], cell[1]
        told = {title: grid.text(row, column) for column, title in enumerate(details.TITLES, 1)}
        title = details.TITLES[cell[2] - 1] if cell[2] <= len(details.TITLES) else ""
        written = {
            part.split("=", 2)[0]: part.split("=", 2)[1:] for part in told["各栏单元格"].split("\n") if part
        }
        source = "累计完成值" if title == details.RATE else title
        if row < details.FIRST_ROW or source not in written or not told.get(title):
            return None
        address, raw = written[source]
        line = SourceLine(
            reporter=told["填报单位"], submission=told["登记号"], file_name=told["文件名"],
            sha256=told["文件SHA-256"], received="", place=f"{told['工作表']}!{address}" if address else "",
            row=told["行标识"], column=source, raw=raw, value=told[source], remark="",
        )  # fmt: skip
        how = How.RATE if title == details.RATE else How.AS_WRITTEN
        name = f"{told['填报单位']}　{told['重点任务']}　{title}"
        goal = told["目标值"] if how is How.RATE else ""
        return Trace(_name(cell), name, told[title], how, goal, "", (line,), ())

    def _visible(self) -> list[str]:
        return [name for name in self.grids if name != INDEX]

    def _what(self, cell: _Cell) -> str:
        text = self._text(cell)
        return f"里是“{text[:20]}”" if text else "是空的"

    def _text(self, cell: _Cell) -> str:
        grid = self.grids.get(cell[0])
        return grid.text(cell[1], cell[2]) if grid else ""


def cells_named(origins: str) -> Iterator[_Cell]:
    """The cells that a text of the column 取自 names: 来源!A12:A33 任务进展!C7."""
    for word in origins.split():
        first, _, last = word.partition(":")
        sheet, top, left = parse_cell_name(first)
        bottom, right = parse_address(last) if last else (top, left)
        for row in range(top, bottom + 1):
            yield from ((sheet, row, column) for column in range(left, right + 1))


def _name(cell: _Cell) -> str:
    return str(Place("", *cell))
