"""Lineage of a wide rollup: a number back through its provinces and cities to the counties' cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from taizhang.errors import BadUsage
from taizhang.model.figure import Light
from taizhang.rollups.how import How
from taizhang.rollups.lineage import SourceLine, Trace, cells_named, tree_of_stated
from taizhang.rollups.sheets.comparing import COMPARED
from taizhang.rollups.stated import Stated
from taizhang.rollups.wide.compared import LAST, YEAR
from taizhang.rollups.wide.lines import issues
from taizhang.rollups.wide.lines.earlier import NAME as EARLIER
from taizhang.rollups.wide.lines.sources import NAME as SOURCES
from taizhang.rollups.wide.lines.sources import TITLES as SOURCE_TITLES
from taizhang.rollups.wide.rollup import FIRST_ROW
from taizhang.rollups.wide.sheets import (
    figures,
    overview,
    place_figures,
    places,
    progress,
    reporting,
    taken,
)
from taizhang.rollups.wide.trace_lines import (
    COUNTED_BY,
    EVERY,
    cells_of_row,
    listed_line,
    standing_line,
    state_of_row,
)
from taizhang.rollups.wide.wide_sheets import Asked, Cell, PlaceRow, WideSheets, is_number, name_of

_VALUE = "汇总值"
_DIFFERENCES = {f"较{when}增减": f"{when}值" for when in (LAST, YEAR)}


class WideTracer:
    """Goes from a number to what it was made of, place by place."""

    def __init__(self, book: WideSheets) -> None:
        self.book = book

    def trace(self, cell: Cell) -> Trace:
        """Where the number in a cell (sheet, row, column) comes from.

        Raises:
            BadUsage: no number that can be traced stands in the cell.
        """
        sheet, row, _ = cell
        ways: dict[str, Callable[[Cell], Trace | None]] = {
            overview.NAME: self._headline, figures.NAME: self._of_whole, place_figures.NAME: self._of_place,
            places.NAME: self._of_places, progress.NAME: self._of_task, SOURCES: self._own_line,
            issues.NAME: self._own_issue, reporting.NAME: self._own_days,
        }  # fmt: skip
        found = ways[sheet](cell) if sheet in ways and row >= FIRST_ROW else None
        if found is None:
            raise BadUsage(
                f"{name_of(cell)}里是“{self.book.text(cell)[:20]}”，没有可以追溯的数，请指定一个数字单元格。"
            )
        return found

    def stated(self, one: Stated) -> Trace:
        """A number of a paper: that of its cell, or made of several."""
        return tree_of_stated(one, self.trace, self._told)

    def _told(self, cell: Cell) -> Trace:
        """A number with its tree; a title, or a reporter's words, is an end of its own."""
        try:
            return self.trace(cell)
        except BadUsage:
            return Trace(name_of(cell), "", self.book.text(cell), How.LABEL, "", "", (), ())

    # Figures

    def _of_whole(self, cell: Cell) -> Trace | None:
        title = figures.TITLES[cell[2] - 1] if cell[2] <= len(figures.TITLES) else ""
        given = self.book.sheets[figures.NAME].text(cell[1], 1)
        if title in COMPARED:
            return self._compared(cell, given, title)
        return self._figure(cell, title, given, self.book.places[0], cell[1] - FIRST_ROW)

    def _of_place(self, cell: Cell) -> Trace | None:
        title = place_figures.TITLES[cell[2] - 1] if cell[2] <= len(place_figures.TITLES) else ""
        place = self.book.at_figure.get(cell[1])
        if place is None:
            return None
        given = self.book.sheets[place_figures.NAME].text(cell[1], place_figures.TITLES.index("行标识") + 1)
        return self._figure(cell, title, given, place, cell[1] - place.figures.first)

    def _figure(self, cell: Cell, title: str, given: str, place: PlaceRow, at: int) -> Trace | None:
        """A number of an indicator's line: the value itself, or what is told of it."""
        asked = self.book.asked.get(given)
        if asked is None:
            return None
        value = self._value(place, given, at)
        ways = {"完成率（%）": How.RATE, "亮灯": How.LIGHT, "应报": How.EXPECTED, "已报": How.REPORTED}
        if title == _VALUE:
            return value
        if title not in ways or self.book.text(cell) in ("", "—"):
            return None
        name = f"{place.name}{asked.name}{title}"
        goal = self._beside(cell, "目标值") if ways[title] is How.RATE else ""
        return Trace(name_of(cell), name, self.book.text(cell), ways[title], goal, asked.clause, (), (value,))

    def _beside(self, cell: Cell, title: str) -> str:
        titles = figures.TITLES if cell[0] == figures.NAME else place_figures.TITLES
        return self.book.text((cell[0], cell[1], titles.index(title) + 1))

    def _value(self, place: PlaceRow, given: str, at: int) -> Trace:
        """The value of a place: from those of the places below, and from the cells of its own reporters."""
        asked = self.book.asked[given]
        cell = self._value_cell(place, at)
        below = self.book.below.get(place.row, [])
        return Trace(
            cell=name_of(cell),
            name=f"{place.name}{asked.name}",
            value=self.book.text(cell),
            how=asked.how,
            parameter=asked.parameter,
            clause=asked.clause if place is self.book.places[0] or not below else "",
            lines=tuple(self._lines(place, asked)),
            parts=tuple(self._value(one, given, at) for one in below if self._expects(one, at)),
        )

    def _value_cell(self, place: PlaceRow, at: int) -> Cell:
        if place is self.book.places[0]:
            return figures.NAME, FIRST_ROW + at, figures.VALUE_AT
        return place_figures.NAME, place.figures.first + at, place_figures.VALUE_AT

    def _expects(self, place: PlaceRow, at: int) -> bool:
        """Whether anybody of the place is asked for the indicator."""
        column = place_figures.TITLES.index("应报") + 1
        return self.book.text((place_figures.NAME, place.figures.first + at, column)) not in ("", "0")

    def _compared(self, cell: Cell, given: str, title: str) -> Trace | None:
        """A number of the period before; that of a year ago has its own workbook, where its lines stand."""
        asked, shown = self.book.asked.get(given), self.book.text(cell)
        if asked is None or not is_number(shown):
            return None
        if title in _DIFFERENCES:
            then = self.trace((cell[0], cell[1], figures.TITLES.index(_DIFFERENCES[title]) + 1))
            parts = (self._value(self.book.places[0], given, cell[1] - FIRST_ROW), then)
            return Trace(
                name_of(cell), f"{asked.name}{title}", shown, How.DIFFERENCE, then.cell, "", (), parts
            )
        told, period = self.book.earlier(title.removesuffix("值"))
        lines = tuple(self._last_lines(asked, period)) if title.startswith(LAST) else ()
        where = "" if lines else "，逐条来源见该期汇总表"
        name = f"{asked.name}{title}（{told}{where}）"
        return Trace(name_of(cell), name, shown, asked.how, asked.parameter, asked.clause, lines, ())

    def _last_lines(self, asked: Asked, period: str) -> Iterator[SourceLine]:
        """Everybody's of the period before; of earlier ones too where numbers are taken over periods."""
        span, column = self.book.places[0].taken[EARLIER], taken.column(EARLIER, "行标识")
        for row in range(span.first, span.last + 1):
            then = self.book.text((EARLIER, row, 1))
            if self.book.text((EARLIER, row, column)) in asked.rows and (
                asked.over_periods or then == period
            ):
                yield from cells_of_row(self.book.told(EARLIER, row))

    def _lines(self, place: PlaceRow, asked: Asked) -> Iterator[SourceLine]:
        for sheet in (SOURCES, EARLIER) if asked.over_periods else (SOURCES,):
            column = taken.column(sheet, "行标识")
            for row in self._own_rows(place, sheet):
                if self.book.sheets[sheet].text(row, column) in asked.rows:
                    yield from cells_of_row(self.book.told(sheet, row))

    def _own_rows(self, place: PlaceRow, sheet: str = SOURCES) -> Iterator[int]:
        """The rows of the place's own reporters, which stand before those of the places below."""
        span = place.taken[sheet]
        spans = (one.taken[sheet] for one in self.book.below.get(place.row, []))
        below = [one.first for one in spans if str(one)]
        yield from range(span.first, min(below, default=span.last + 1))

    # Counts

    def _headline(self, cell: Cell) -> Trace | None:
        told = self.book.derived.get(name_of(cell))
        if told is None:
            return None
        _, name, how, _, origins, parameter, clause = told
        cells = list(cells_named(f"{origins} {parameter}" if how == How.SHARE_CELLS else origins))
        parts = tuple(self._part(one) for one in dict.fromkeys(cells))
        return Trace(name_of(cell), name, self.book.text(cell), How(how), parameter, clause, (), parts)

    def _part(self, cell: Cell) -> Trace:
        if cell[0] in (overview.NAME, places.NAME):
            return self.trace(cell)
        return Trace(name_of(cell), "", self.book.text(cell), How.LABEL, "", "", (), ())

    def _of_places(self, cell: Cell) -> Trace | None:
        place = next((one for one in self.book.places if one.row == cell[1]), None)
        title = places.TITLES[cell[2] - 1] if cell[2] <= len(places.TITLES) else ""
        if place is None or not is_number(self.book.text(cell)):
            return None
        name = f"{place.name}{title}"
        if title in (*places.FIGURE_LIGHTS, places.FIGURES_UNLIT):
            return self._lit(cell, name, place, title)
        if title in places.SHARES or title == "名次":
            return self._share(cell, name, title)
        if title in (*places.TASK_LIGHTS, places.TASKS_UNLIT, places.DONE, places.OVERDUE):
            return self._task_lights(cell, name, place)
        if title in places.COUNTED_IN:
            return self._listed(cell, name, place, title)
        wanted = title if title in [state.value for state in places.STATES] else ""
        lines = tuple(self._standing(place, wanted, heard=title == "已报"))
        return Trace(name_of(cell), name, self.book.text(cell), How.COUNT_LINES, wanted, "", lines, ())

    def _listed(self, cell: Cell, name: str, place: PlaceRow, title: str) -> Trace:
        """The place's lines of a list, or those of them that stand in the wanted state."""
        listed = places.COUNTED_IN[title]
        words, counts = COUNTED_BY.get(title, EVERY)
        span = place.taken[listed]
        rows = (self.book.told(listed, row) for row in range(span.first, span.last + 1))
        lines = tuple(listed_line(listed, told) for told in rows if counts(told))
        return Trace(name_of(cell), name, self.book.text(cell), How.COUNT_LINES, words, "", lines, ())

    def _lit(self, cell: Cell, name: str, place: PlaceRow, title: str) -> Trace:
        """The lights of the place's own figures."""
        whole = place is self.book.places[0]
        sheet, column = (
            (figures.NAME, figures.TITLES.index("亮灯") + 1)
            if whole
            else (place_figures.NAME, place_figures.LIGHT_AT)
        )
        first = FIRST_ROW if whole else place.figures.first
        cells = ((sheet, first + at, column) for at in range(len(self.book.asked)))
        unlit = title == places.FIGURES_UNLIT
        word = Light.NONE.value if unlit else title.removeprefix("指标").removesuffix("灯")
        parts = tuple(self._part(one) for one in cells if self.book.text(one) == word)
        return Trace(name_of(cell), name, self.book.text(cell), How.COUNT_CELLS, word, "", (), parts)

    def _share(self, cell: Cell, name: str, title: str) -> Trace:
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
            name_of(cell),
            name,
            self.book.text(cell),
            how,
            "÷".join(map("+".join, (above, below) if below else (above,))),
            "",
            (),
            parts,
        )

    def _task_lights(self, cell: Cell, name: str, place: PlaceRow) -> Trace:
        """From the places below it one level down, from its own reporters by their rows."""
        parts = tuple(
            Trace(
                name_of(one),
                f"{below.name}{places.TITLES[cell[2] - 1]}",
                self.book.text(one),
                How.ADD_CELLS,
                "",
                "",
                (),
                (),
            )
            for below in self.book.below.get(place.row, [])
            for one in [(places.NAME, below.row, cell[2])]
        )
        lines = tuple(state_of_row(self.book.told(SOURCES, row)) for row in self._own_rows(place))
        return Trace(name_of(cell), name, self.book.text(cell), How.STATE, "", "", lines, parts)

    def _standing(self, place: PlaceRow, wanted: str, *, heard: bool) -> Iterator[SourceLine]:
        """Who of the place stands in the wanted state; everybody where none is named."""
        accepted = [state.value for state in places.STATES[:3]]
        for row in range(place.reporters.first, place.reporters.last + 1):
            told = self.book.told(reporting.NAME, row)
            state = told["报送状态"]
            if (wanted and state != wanted) or (heard and state not in accepted):
                continue
            yield standing_line(told)

    def _of_task(self, cell: Cell) -> Trace | None:
        """A count of 任务进展: the rows of the task in every ledger."""
        if not is_number(self.book.text(cell)) or cell[2] < progress.LIGHTS_AT:
            return None
        given = self.book.sheets[progress.NAME].text(cell[1], progress.ID_AT)
        title = progress.TITLES[cell[2] - 1]
        column = SOURCE_TITLES.index("行标识") + 1
        rows = range(self.book.places[0].sources.first, self.book.places[0].sources.last + 1)
        lines = tuple(
            state_of_row(self.book.told(SOURCES, row))
            for row in rows
            if self.book.sheets[SOURCES].text(row, column).partition(".")[0] == given
        )
        name = f"{self.book.sheets[progress.NAME].text(cell[1], progress.TITLE_AT)}{title}"
        return Trace(name_of(cell), name, self.book.text(cell), How.STATE, title, "", lines, ())

    def _own_line(self, cell: Cell) -> Trace | None:
        """A cell of 来源 itself: the ledger's row it tells of."""
        lines = tuple(cells_of_row(self.book.told(SOURCES, cell[1])))
        title = SOURCE_TITLES[cell[2] - 1] if cell[2] <= len(SOURCE_TITLES) else ""
        if not lines or not self.book.text(cell):
            return None
        return Trace(name_of(cell), title, self.book.text(cell), How.AS_WRITTEN, "", "", lines, ())

    def _own_issue(self, cell: Cell) -> Trace | None:
        """A reporter's words in 问题清单: the cell they stand in."""
        told = self.book.told(cell[0], cell[1])
        if not self.book.text(cell) or not told["出处"]:
            return None
        line = listed_line(issues.NAME, told)
        return Trace(
            name_of(cell), told["重点任务"], self.book.text(cell), How.AS_WRITTEN, "", "", (line,), ()
        )

    def _own_days(self, cell: Cell) -> Trace | None:
        """迟报天数: the days between when it was due and when it came."""
        if cell[2] != reporting.DAYS_AT or not is_number(self.book.text(cell)):
            return None
        told = self.book.told(cell[0], cell[1])
        name = f"{told['填报单位']}迟报天数"
        line = standing_line(told)
        return Trace(
            name_of(cell), name, self.book.text(cell), How.DAYS_LATE, told["应报日期"], "", (line,), ()
        )
