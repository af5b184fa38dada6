"""Lineage of a wide rollup: a number back through its provinces and cities to the counties' cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from taizhang.errors import BadUsage
from taizhang.model.place import Place
from taizhang.rollups.draw import INDEX
from taizhang.rollups.how import How
from taizhang.rollups.lineage import SourceLine, Trace, cells_named
from taizhang.rollups.wide.rollup import FIRST_ROW, Span
from taizhang.rollups.wide.sheets import figures, overview, place_figures, places, progress, reporting
from taizhang.rollups.wide.source_lines import NAME as SOURCES
from taizhang.rollups.wide.source_lines import TITLES as SOURCE_TITLES

_Cell = tuple[str, int, int]
_VALUE = "汇总值"
_COMPARED = ("上期值", "较上期增减")


class Rows(Protocol):
    """A sheet whose cells can be asked for as texts."""

    def text(self, row: int, column: int) -> str: ...


@dataclass(frozen=True, slots=True)
class _PlaceRow:
    """A line of 各地情况."""

    row: int
    name: str
    reporters: Span
    sources: Span
    figures: Span

    def holds(self, other: _PlaceRow) -> bool:
        return self.reporters.first <= other.reporters.first and other.reporters.last <= self.reporters.last


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the index says of an indicator."""

    name: str
    how: How
    rows: tuple[str, ...]  # ids of the ledger rows that answer it, and of those that it is weighted by
    parameter: str
    clause: str


def is_wide(sheets: Mapping[str, object]) -> bool:
    return places.NAME in sheets and place_figures.NAME in sheets


class WideTracer:
    """The sheets of a wide rollup, and its places as a tree."""

    def __init__(self, sheets: Mapping[str, Rows]) -> None:
        """Find the index and the places.

        Raises:
            BadUsage: a sheet that the numbers lead through is gone.
        """
        for name in (INDEX, SOURCES, places.NAME, place_figures.NAME, figures.NAME):
            if name not in sheets:
                raise BadUsage(f"汇总表里没有“{name}”表，不能追溯，请用原汇总表，或重新汇总。")
        self.sheets = sheets
        self.asked = dict(self._indicators())
        self.derived = dict(self._derived())
        self.places = list(self._places())
        self.below = self._below()
        self.at_figure = {
            row: one for one in self.places for row in range(one.figures.first, one.figures.last + 1)
        }

    def trace(self, cell: _Cell) -> Trace:
        """Where the number in a cell (sheet, row, column) comes from.

        Raises:
            BadUsage: no number that can be traced stands in the cell.
        """
        sheet, row, _ = cell
        ways: dict[str, Callable[[_Cell], Trace | None]] = {
            overview.NAME: self._headline, figures.NAME: self._of_whole, place_figures.NAME: self._of_place,
            places.NAME: self._of_places, progress.NAME: self._of_task, SOURCES: self._own_line,
        }  # fmt: skip
        found = ways[sheet](cell) if sheet in ways and row >= FIRST_ROW else None
        if found is None:
            raise BadUsage(
                f"{_name(cell)}里是“{self._text(cell)[:20]}”，没有可以追溯的数，请指定一个数字单元格。"
            )
        return found

    # The sheets as they are read

    def _text(self, cell: _Cell) -> str:
        sheet = self.sheets.get(cell[0])
        return sheet.text(cell[1], cell[2]) if sheet else ""

    def _index_rows(self) -> Iterator[tuple[str, ...]]:
        index, row = self.sheets[INDEX], 2
        while index.text(row, 1):
            yield tuple(index.text(row, column) for column in range(1, 8))
            row += 1

    def _indicators(self) -> Iterator[tuple[str, _Asked]]:
        for given, name, how, _, rows, parameter, clause in self._index_rows():
            if given.startswith("#"):
                yield given[1:], _Asked(name, How(how), tuple(rows.split()), parameter, clause)

    def _derived(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for told in self._index_rows():
            if not told[0].startswith("#"):
                yield told[0], told

    def _places(self) -> Iterator[_PlaceRow]:
        sheet, row = self.sheets[places.NAME], FIRST_ROW
        while told := sheet.text(row, places.column("名册行")):
            names = [sheet.text(row, places.column(title)) for title in ("省", "市")]
            spans = (told, *(sheet.text(row, places.column(title)) for title in ("来源行", "指标行")))
            yield _PlaceRow(row, "".join(names), *map(_span, spans))
            row += 1

    def _below(self) -> dict[int, list[_PlaceRow]]:
        """The places right below each, by its row: each lies in the smallest that holds it and stands before it."""
        found: dict[int, list[_PlaceRow]] = {}
        for at, one in enumerate(self.places):
            holding = [other for other in self.places[:at] if other.holds(one)]
            if holding:
                size = min(other.reporters.last - other.reporters.first for other in holding)
                above = [o for o in holding if o.reporters.last - o.reporters.first == size][-1]
                found.setdefault(above.row, []).append(one)
        return found

    # Figures

    def _of_whole(self, cell: _Cell) -> Trace | None:
        title = figures.TITLES[cell[2] - 1] if cell[2] <= len(figures.TITLES) else ""
        given = self.sheets[figures.NAME].text(cell[1], 1)
        if title == _COMPARED[0] and _is_number(self._text(cell)):
            return self._compared(cell, given)
        return self._figure(cell, title, given, self.places[0], cell[1] - FIRST_ROW)

    def _of_place(self, cell: _Cell) -> Trace | None:
        title = place_figures.TITLES[cell[2] - 1] if cell[2] <= len(place_figures.TITLES) else ""
        place = self.at_figure.get(cell[1])
        if place is None:
            return None
        given = self.sheets[place_figures.NAME].text(cell[1], place_figures.TITLES.index("行标识") + 1)
        return self._figure(cell, title, given, place, cell[1] - place.figures.first)

    def _figure(self, cell: _Cell, title: str, given: str, place: _PlaceRow, at: int) -> Trace | None:
        """A number of an indicator's line: the value itself, or what is told of it."""
        asked = self.asked.get(given)
        if asked is None:
            return None
        value = self._value(place, given, at)
        ways = {"完成率（%）": How.RATE, "亮灯": How.LIGHT, "应报": How.EXPECTED, "已报": How.REPORTED}
        if title == _VALUE:
            return value
        if title not in ways or self._text(cell) in ("", "—"):
            return None
        name = f"{place.name}{asked.name}{title}"
        goal = self._beside(cell, "目标值") if ways[title] is How.RATE else ""
        return Trace(_name(cell), name, self._text(cell), ways[title], goal, asked.clause, (), (value,))

    def _beside(self, cell: _Cell, title: str) -> str:
        titles = figures.TITLES if cell[0] == figures.NAME else place_figures.TITLES
        return self._text((cell[0], cell[1], titles.index(title) + 1))

    def _value(self, place: _PlaceRow, given: str, at: int) -> Trace:
        """The value of a place: from those of the places below, and from the cells of its own reporters."""
        asked = self.asked[given]
        cell = self._value_cell(place, at)
        below = self.below.get(place.row, [])
        return Trace(
            cell=_name(cell),
            name=f"{place.name}{asked.name}",
            value=self._text(cell),
            how=asked.how,
            parameter=asked.parameter,
            clause=asked.clause if place is self.places[0] or not below else "",
            lines=tuple(self._lines(place, asked)),
            parts=tuple(self._value(one, given, at) for one in below if self._expects(one, at)),
        )

    def _value_cell(self, place: _PlaceRow, at: int) -> _Cell:
        if place is self.places[0]:
            return figures.NAME, FIRST_ROW + at, figures.VALUE_AT
        return place_figures.NAME, place.figures.first + at, place_figures.VALUE_AT

    def _expects(self, place: _PlaceRow, at: int) -> bool:
        """Whether anybody of the place is asked for the indicator."""
        column = place_figures.TITLES.index("应报") + 1
        return self._text((place_figures.NAME, place.figures.first + at, column)) not in ("", "0")

    def _compared(self, cell: _Cell, given: str) -> Trace | None:
        """A number of the period before has its own workbook, where its lines stand."""
        asked = self.asked.get(given)
        if asked is None:
            return None
        name = f"{asked.name}上期值（逐条来源见上期汇总表）"
        return Trace(_name(cell), name, self._text(cell), asked.how, asked.parameter, asked.clause, (), ())

    def _lines(self, place: _PlaceRow, asked: _Asked) -> Iterator[SourceLine]:
        column = SOURCE_TITLES.index("行标识") + 1
        for row in self._own_rows(place):
            if self.sheets[SOURCES].text(row, column) in asked.rows:
                yield from self._cells_of(row)

    def _own_rows(self, place: _PlaceRow) -> Iterator[int]:
        """The rows of 来源 of the place's own reporters, which stand before those of the places below."""
        below = [one.sources.first for one in self.below.get(place.row, []) if str(one.sources)]
        yield from range(place.sources.first, min(below, default=place.sources.last + 1))

    def _cells_of(self, row: int) -> Iterator[SourceLine]:
        """One line for each cell that the ledger's row tells of."""
        sheet = self.sheets[SOURCES]
        told = {title: sheet.text(row, column) for column, title in enumerate(SOURCE_TITLES, 1)}
        for part in filter(None, told["各栏单元格"].split("\n")):
            title, address, raw = (*part.split("=", 2), "", "")[:3]
            yield SourceLine(
                reporter=f"{told['省']}{told['市']} {told['填报单位']}".strip(), submission=told["登记号"],
                file_name=told["文件名"], sha256=told["文件SHA-256"], received=told["收到时间"],
                place=f"{told['工作表']}!{address}" if address else "", row=told["行标识"], column=title,
                raw=raw, value=told.get(title, ""), remark="" if told.get(title) else "未计入",
                accepted=told["豁免或属实说明"], rules=told["校验规则"],
            )  # fmt: skip

    # Counts

    def _headline(self, cell: _Cell) -> Trace | None:
        told = self.derived.get(_name(cell))
        if told is None:
            return None
        _, name, how, _, origins, parameter, clause = told
        cells = list(cells_named(f"{origins} {parameter}" if how == How.SHARE_CELLS else origins))
        parts = tuple(self._part(one) for one in dict.fromkeys(cells))
        return Trace(_name(cell), name, self._text(cell), How(how), parameter, clause, (), parts)

    def _part(self, cell: _Cell) -> Trace:
        if cell[0] in (overview.NAME, places.NAME):
            return self.trace(cell)
        return Trace(_name(cell), "", self._text(cell), How.LABEL, "", "", (), ())

    def _of_places(self, cell: _Cell) -> Trace | None:
        place = next((one for one in self.places if one.row == cell[1]), None)
        title = places.TITLES[cell[2] - 1] if cell[2] <= len(places.TITLES) else ""
        if place is None or not _is_number(self._text(cell)):
            return None
        name = f"{place.name}{title}"
        if title in places.FIGURE_LIGHTS:
            return self._lit(cell, name, place, title)
        if title in places.SHARES or title == "名次":
            return self._share(cell, name, title)
        if title in places.TASK_LIGHTS:
            return self._task_lights(cell, name, place)
        wanted = title if title in [state.value for state in places.STATES] else ""
        lines = tuple(self._standing(place, wanted, heard=title == "已报"))
        return Trace(_name(cell), name, self._text(cell), How.COUNT_LINES, wanted, "", lines, ())

    def _lit(self, cell: _Cell, name: str, place: _PlaceRow, title: str) -> Trace:
        """The lights of the place's own figures."""
        whole = place is self.places[0]
        sheet, column = (
            (figures.NAME, figures.TITLES.index("亮灯") + 1)
            if whole
            else (place_figures.NAME, place_figures.LIGHT_AT)
        )
        first = FIRST_ROW if whole else place.figures.first
        cells = ((sheet, first + at, column) for at in range(len(self.asked)))
        word = title.removeprefix("指标").removesuffix("灯")
        parts = tuple(self._part(one) for one in cells if self._text(one) == word)
        return Trace(_name(cell), name, self._text(cell), How.COUNT_CELLS, word, "", (), parts)

    def _share(self, cell: _Cell, name: str, title: str) -> Trace:
        above, below = {
            "报送率（%）": (("已报",), ("应报",)),
            "及时率（%）": (("及时", "零报告"), ("应报",)),
            "绿灯占比（%）": (places.TASK_LIGHTS[:1], places.TASK_LIGHTS),
            "名次": (("绿灯占比（%）",), ()),
        }[title]
        parts = tuple(
            self.trace((places.NAME, cell[1], places.column(one))) for one in dict.fromkeys((*above, *below))
        )
        how = How.RANK if title == "名次" else How.SHARE_CELLS
        return Trace(
            _name(cell),
            name,
            self._text(cell),
            how,
            "÷".join(map("+".join, (above, below) if below else (above,))),
            "",
            (),
            parts,
        )

    def _task_lights(self, cell: _Cell, name: str, place: _PlaceRow) -> Trace:
        """From the places below it one level down, from its own reporters by their rows."""
        parts = tuple(
            Trace(
                _name(one),
                f"{below.name}{places.TITLES[cell[2] - 1]}",
                self._text(one),
                How.ADD_CELLS,
                "",
                "",
                (),
                (),
            )
            for below in self.below.get(place.row, [])
            for one in [(places.NAME, below.row, cell[2])]
        )
        lines = tuple(self._stated(row) for row in self._own_rows(place))
        return Trace(_name(cell), name, self._text(cell), How.STATE, "", "", lines, parts)

    def _stated(self, row: int) -> SourceLine:
        """What a ledger's row says of its state."""
        sheet = self.sheets[SOURCES]
        told = {title: sheet.text(row, column) for column, title in enumerate(SOURCE_TITLES, 1)}
        return SourceLine(
            reporter=f"{told['省']}{told['市']} {told['填报单位']}".strip(), submission=told["登记号"],
            file_name=told["文件名"], sha256=told["文件SHA-256"], received=told["收到时间"], place="",
            row=told["行标识"], column="", raw="", value=f"{told['行标识']} {told['完成状态']}", remark="",
        )  # fmt: skip

    def _standing(self, place: _PlaceRow, wanted: str, *, heard: bool) -> Iterator[SourceLine]:
        """Who of the place stands in the wanted state; everybody where none is named."""
        sheet = self.sheets[reporting.NAME]
        accepted = [state.value for state in places.STATES[:3]]
        for row in range(place.reporters.first, place.reporters.last + 1):
            told = {title: sheet.text(row, column) for column, title in enumerate(reporting.TITLES, 1)}
            state = told["报送状态"]
            if (wanted and state != wanted) or (heard and state not in accepted):
                continue
            yield SourceLine(
                reporter=f"{told['省']}{told['市']} {told['填报单位']}".strip(), submission=told["登记号"],
                file_name=told["文件名"], sha256="", received=told["收到时间"], place="", row="", column="",
                raw="", value=state, remark="",
            )  # fmt: skip

    def _of_task(self, cell: _Cell) -> Trace | None:
        """A count of 任务进展: the rows of the task in every ledger."""
        if not _is_number(self._text(cell)) or cell[2] < progress.LIGHTS_AT:
            return None
        given = self.sheets[progress.NAME].text(cell[1], progress.ID_AT)
        title = progress.TITLES[cell[2] - 1]
        column = SOURCE_TITLES.index("行标识") + 1
        rows = range(self.places[0].sources.first, self.places[0].sources.last + 1)
        lines = tuple(
            self._stated(row)
            for row in rows
            if self.sheets[SOURCES].text(row, column).partition(".")[0] == given
        )
        name = f"{self.sheets[progress.NAME].text(cell[1], progress.TITLE_AT)}{title}"
        return Trace(_name(cell), name, self._text(cell), How.STATE, title, "", lines, ())

    def _own_line(self, cell: _Cell) -> Trace | None:
        """A cell of 来源 itself: the ledger's row it tells of."""
        lines = tuple(self._cells_of(cell[1]))
        title = SOURCE_TITLES[cell[2] - 1] if cell[2] <= len(SOURCE_TITLES) else ""
        if not lines or not self._text(cell):
            return None
        return Trace(_name(cell), title, self._text(cell), How.AS_WRITTEN, "", "", lines, ())


def _span(told: str) -> Span:
    first, _, last = told.partition(":")
    return Span(int(first), int(last)) if last else Span(FIRST_ROW, FIRST_ROW - 1)


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except ArithmeticError:
        return False


def _name(cell: _Cell) -> str:
    return str(Place("", *cell))
