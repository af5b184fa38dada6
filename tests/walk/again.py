"""A number of a rollup once more, from the raw cells at the ends of its trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property

import pytest

from taizhang.ledgers.duty_words import ROLE_ORDER, units_with
from taizhang.ledgers.sheet_layout import FIRST_ROW
from taizhang.model.grid import Grid
from taizhang.model.place import parse_cell_name
from taizhang.model.reporter import Reporter
from taizhang.rollups import Trace, Tracer
from taizhang.rollups.figures import due_day, rolled_up_indicators
from taizhang.rollups.lineage import SourceLine, cells_named
from walk.lights import light_of_figure, light_of_row, worst
from walk.office import Round
from walk.raw import STATUS, RawFile, files_of, grids_of, number_in

STATES_WORST_FIRST = (
    "逾期未完成", "滞后", "未启动", "未填", "未报", "退回未改", "待定", "零报告", "序时推进", "已完成", "超额完成",
    "不适用", "—",
)  # fmt: skip
DUE = date(2022, 10, 5)
Cell = tuple[str, int, int]


class Walk:
    """One rollup workbook and the files it came from; what was computed once is remembered."""

    def __init__(self, made: Round, content: bytes) -> None:
        self.made, self.content = made, content
        self.grids = {grid.sheet: grid for grid in grids_of(content)}
        self.tracer = Tracer(tuple(self.grids.values()))
        self.files: dict[str, RawFile] = files_of(made.files)
        told = made.rollup.names()
        self.names = {told[line.reporter]: line.reporter for line in made.rollup.lines}
        self.known: dict[Cell, Decimal] = {}
        self.places: set[tuple[str, str]] = set()  # the raw cells that were looked at: sha256 and cell

    def numbers(self) -> Iterator[Cell]:
        """Every cell of the workbook that holds a number, sheet by sheet."""
        for sheet, grid in self.grids.items():
            for (row, column), value in sorted(grid.cells.items()):
                if isinstance(value, Decimal):
                    yield sheet, row, column

    def shown(self, cell: Cell) -> Decimal:
        value = self.grids[cell[0]].value(cell[1], cell[2])
        assert isinstance(value, Decimal)
        return value

    def again(self, cell: Cell) -> Decimal:
        if cell not in self.known:
            found = self.tracer.trace(cell)
            self.known[cell] = _BY_HOW[found.how.value](self, found)
        return self.known[cell]

    def raw(self, line: SourceLine) -> str:
        """What the county's file says; it must be what the trace says."""
        self.places.add((line.sha256, line.place))
        text = self.files[line.sha256].text(line.place)
        assert line.raw in (text, "是" if text == "1" else text), (line, text)
        return text

    def number(self, line: SourceLine) -> Decimal | None:
        """The number in the county's cell; what was adopted must be the same."""
        value = number_in(self.raw(line))
        assert (str(value) if value is not None else "") == line.value or Decimal(line.value) == value, line
        return value

    def values(self, found: Trace, part: str = "累计完成值") -> list[Decimal]:
        numbers = (self.number(line) for line in found.lines if line.column == part)
        return [one for one in numbers if one is not None]

    def met(self, found: Trace) -> int:
        wanted = found.parameter
        least = Decimal(1) if wanted == "是" else Decimal(wanted.strip("≥个家名种%"))
        return sum(value >= least for value in self.values(found))

    def state(self, cell: Cell) -> tuple[str, str]:
        """Word and light of a reporter in a task; the cell must show them."""
        found = self.tracer.trace(cell)
        answers = [line for line in found.lines if line.place]
        word, light = self._judged(answers) if answers else (_standing(found.lines[0]), "—")
        assert found.value == (word if light == "—" else f"{word}\n{light}"), (str(found), word, light)
        return word, light

    def _judged(self, lines: list[SourceLine]) -> tuple[str, str]:
        blank = self.made.blanks[self.names[lines[0].reporter]]
        numbers = {row_of(line): self.number(line) for line in lines if line.column == "累计完成值"}
        words, lights = [], []
        for line in lines:
            if line.column != "完成状态":
                continue
            row = blank.rows[row_of(line) - FIRST_ROW]
            assert row.asked is not None
            text = self.raw(line)
            word = STATUS[text] if text else "未填"
            word = word if row.concerns else "不适用"
            assert word == line.value, line
            words.append(word)
            lights.append(light_of_row(row.asked, word, numbers.get(row_of(line))))
        asked = [word for word in words if word != "不适用"]
        word = min(asked, key=STATES_WORST_FIRST.index) if asked else "不适用"
        if set(asked) == {"未填"} and self._declares_nothing(lines[0].sha256):
            word = "零报告"
        return word, worst(lights)

    def _declares_nothing(self, digest: str) -> bool:
        return any(one.ledger.nothing_to_report for one in self.made.reports if one.ledger.file == digest)

    @cached_property
    def matrix(self) -> dict[tuple[int, int], tuple[str, str]]:
        """Every state of 任务进展, by row of the sheet and number of the reporter."""
        grid = self.grids["任务进展"]
        first = first_place(grid)
        return {
            (5 + task, number): self.state(("任务进展", 5 + task, first + number))
            for task in range(len(self.made.rollup.tasks))
            for number in range(len(self.made.rollup.lines))
        }

    @cached_property
    def figure_lights(self) -> dict[int, str]:
        """By row of 指标汇总, from the number that its cells come to; the sheet must show them."""
        grid = self.grids["指标汇总"]
        columns = {grid.text(3, column): column for row, column in grid.cells if row == 3}
        asked = {row.id: row for row in rolled_up_indicators(self.made.rollup.plan)}
        lights = {}
        for row in sorted({row for row, column in grid.cells if column == 1 and grid.text(row, 1) in asked}):
            value = grid.value(row, columns["汇总值"])
            if isinstance(value, Decimal):
                value = self.again(("指标汇总", row, columns["汇总值"]))
            indicator = asked[grid.text(row, 1)].indicator
            assert indicator is not None
            places = self.again(("指标汇总", row, columns["应报"]))
            number = {"是": Decimal(1), "否": Decimal(0), "—": None}.get(str(value), value)
            lights[row] = light_of_figure(
                indicator, due_day(asked[indicator.id], self.made.rollup.plan), number, int(places), of_some=self.of_some
            )  # fmt: skip
            assert grid.text(row, columns["亮灯"]) == lights[row], (indicator.id, lights[row])
        return lights

    @property
    def of_some(self) -> bool:
        """Whether this is the view of a leader."""
        return len(self.made.rollup.lines) < len(self.made.blanks)

    @cached_property
    def issues(self) -> dict[Reporter, tuple[int, int]]:
        """By reporter: rows that raise an issue, rows that ask for a leader, as the files say."""
        ids, here = {row.id for row in self.made.rollup.plan.rows()}, set(self.names.values())
        ledgers = (one.ledger for one in self.made.reports if one.ledger.reporter in here)
        return {ledger.reporter: self.files[ledger.file].issues(ids) for ledger in ledgers}


def first_place(matrix: Grid) -> int:
    """The first column of the reporters in 任务进展, behind the lights."""
    return 1 + max(column for (row, column), text in matrix.cells.items() if (row, text) == (4, "红"))


def is_same(computed: Decimal, shown: Decimal) -> bool:
    """A cell keeps 16 digits of the double nearest to the exact number."""
    return float(computed) == pytest.approx(float(shown), rel=1e-12, abs=1e-12)


def row_of(line: SourceLine) -> int:
    """The row of the county's table."""
    return parse_cell_name(line.place)[1]


def _standing(line: SourceLine) -> str:
    """及时, 迟报 or 未报 by the day of receipt."""
    if not line.received:
        return "未报"
    return "迟报" if date.fromisoformat(line.received[:10]) > DUE else "及时"


def _sum(walk: Walk, found: Trace) -> Decimal:
    return sum(walk.values(found), Decimal(0))


def _ratio(walk: Walk, found: Trace) -> Decimal:
    return sum(walk.values(found, "分子")) * Decimal(100) / sum(walk.values(found, "分母"))


def _met(walk: Walk, found: Trace) -> Decimal:
    return Decimal(walk.met(found))


def _share_met(walk: Walk, found: Trace) -> Decimal:
    """Whoever is silent stays in the denominator: of all, or in 层级核对 of those of one place."""
    everybody = parse_cell_name(found.cell)[0] != "层级核对"
    assert _reporters(found) == set(walk.names) if everybody else _reporters(found) <= set(walk.names)
    return Decimal(100 * walk.met(found)) / len(_reporters(found))


def _expected(walk: Walk, found: Trace) -> Decimal:
    assert _reporters(found) <= {*walk.names, *(line.reporter for line in found.lines if not line.place)}
    return Decimal(len(_reporters(found)))


def _reported(walk: Walk, found: Trace) -> Decimal:
    for line in found.lines:
        assert not line.place or walk.raw(line)
    return Decimal(len({line.reporter for line in found.lines if line.place}))


def _rate(walk: Walk, found: Trace) -> Decimal:
    goal = Decimal("".join(c for c in found.parameter if c.isdigit() or c == "."))
    base = walk.again(parse_cell_name(found.parts[0].cell)) if found.parts else walk.number(found.lines[0])
    assert base is not None
    return base * 100 / goal


def _added(walk: Walk, found: Trace) -> Decimal:
    return sum((walk.again(parse_cell_name(part.cell)) for part in found.parts), Decimal(0))


def _difference(walk: Walk, found: Trace) -> Decimal:
    return walk.again(parse_cell_name(found.parts[0].cell)) - walk.again(parse_cell_name(found.parameter))


def _owed(walk: Walk, found: Trace) -> Decimal:
    """The rows of each blank ledger that concern its reporter."""
    return Decimal(sum(_concerns(walk, line) for line in found.lines))


def _concerns(walk: Walk, line: SourceLine) -> int:
    rows = walk.made.blanks[walk.names[line.reporter]].rows
    count = sum(row.concerns for row in rows)
    assert line.value == str(count), line
    return count


def _clearing(column: str, word: str) -> Callable[[Walk, Trace], int]:
    """Lines of 销号台账 with the word in the column."""

    def count(walk: Walk, _found: Trace) -> int:
        grid = walk.grids["销号台账"]
        at = next(at for (row, at), text in grid.cells.items() if (row, text) == (5, column))
        return sum(row > 5 and here == at and text == word for (row, here), text in grid.cells.items())

    return count


def _asked_for(walk: Walk, found: Trace) -> int:
    """Lines of 销号台账: each of them was asked for once."""
    words = ("申请中", "退回", "未申请", "已销号")
    return sum(_clearing("销号状态", word)(walk, found) for word in words)


def _share(walk: Walk, found: Trace) -> Decimal:
    row = walk.tracer.rows[parse_cell_name(found.cell)]
    above = [walk.again(one) for one in cells_named(walk.tracer.index.text(row, 5))]
    below = [walk.again(one) for one in cells_named(walk.tracer.index.text(row, 6))]
    return sum(above) * Decimal(100) / sum(below)


def _rank(walk: Walk, found: Trace) -> Decimal:
    own = walk.again(parse_cell_name(found.parts[0].cell))
    others = [one for one in cells_named(found.parameter) if one in walk.tracer.rows]
    return Decimal(1 + sum(walk.again(one) > own for one in others))


def _lines(_walk: Walk, found: Trace) -> Decimal:
    states = []
    for line in found.lines:
        state = _standing(line)
        state = "零报告" if line.value == "零报告" and state == "及时" else state
        assert line.value == state, line
        states.append(state)
    return Decimal(sum(found.parameter in ("", state) for state in states))


def _days_late(_walk: Walk, found: Trace) -> Decimal:
    (line,) = found.lines
    return Decimal((date.fromisoformat(line.received[:10]) - DUE).days)


def _as_written(walk: Walk, found: Trace) -> Decimal:
    (line,) = found.lines
    value = walk.number(line)
    assert value is not None
    return value


def _counted(walk: Walk, found: Trace) -> Decimal:
    """Counted cells are states of 任务进展, issues, or the lines of a list."""
    sheet, row, column = parse_cell_name(found.cell)
    if sheet == "任务进展":
        return _states_in_a_row(walk, row, found.parameter)
    kind = walk.grids[sheet].text(8, column) if (sheet, row) == ("总览", 9) else _title(walk, sheet, column)
    return Decimal(_KINDS[kind.replace("\n", "")](walk, found))


def _title(walk: Walk, sheet: str, column: int) -> str:
    titles = {"按责任单位": 3, "按分管领导": 3, "销号台账": 3}
    row = titles.get(sheet) or next(
        at for (at, first), text in walk.grids[sheet].cells.items() if (first, text) == (1, "名次")
    )
    return walk.grids[sheet].text(row, column)


def _states_in_a_row(walk: Walk, row: int, wanted: str) -> Decimal:
    light = wanted.removesuffix("灯")
    column = 1 if wanted.endswith("灯") else 0
    states = (walk.matrix[row, number] for number in range(len(walk.names)))
    return Decimal(sum(state[column] == light for state in states))


def _states_of_one(walk: Walk, found: Trace, wanted: Callable[[str, str], bool]) -> int:
    """The reporter of the line, over all tasks."""
    sheet, row, _ = parse_cell_name(found.cell)
    number = list(walk.names).index(walk.grids[sheet].text(row, 2))
    rows = range(5, 5 + len(walk.made.rollup.tasks))
    return sum(wanted(*walk.matrix[task, number]) for task in rows)


def _lit(light: str) -> Callable[[Walk, Trace], int]:
    return lambda walk, found: _states_of_one(walk, found, lambda _, one: one == light)


def _in_words(*words: str) -> Callable[[Walk, Trace], int]:
    return lambda walk, found: _states_of_one(walk, found, lambda word, _: word in words)


def _issues(which: int) -> Callable[[Walk, Trace], int]:
    """Of one reporter in a list, of everybody in the headline."""

    def count(walk: Walk, found: Trace) -> int:
        sheet, row, _ = parse_cell_name(found.cell)
        if (sheet, row) == ("总览", 9):
            return sum(counts[which] for counts in walk.issues.values())
        return walk.issues.get(walk.names[walk.grids[sheet].text(row, 2)], (0, 0))[which]

    return count


def _figures_lit(light: str) -> Callable[[Walk, Trace], int]:
    def count(walk: Walk, found: Trace) -> int:
        assert {part.value for part in found.parts} <= {light}
        return list(walk.figure_lights.values()).count(light)

    return count


def _tasks(walk: Walk, _found: Trace) -> int:
    return len({row.task.id if row.task else "G" for row in walk.made.rollup.plan.rows()})


def _figures(walk: Walk, _found: Trace) -> int:
    asked = {row.id for row in rolled_up_indicators(walk.made.rollup.plan)}
    grid = walk.grids["指标汇总"]
    return sum(grid.text(row, column) in asked for row, column in grid.cells if column == 1 and row > 3)


def _tasks_of_unit(walk: Walk, found: Trace) -> int:
    sheet, row, _ = parse_cell_name(found.cell)
    unit, plan = walk.grids[sheet].text(row, 1), walk.made.rollup.plan
    return len(
        {
            one.task.id
            for one in plan.rows()
            for role in ROLE_ORDER
            if one.task and unit in units_with(role, one, plan)
        }
    )


def _reporters_of_leader(walk: Walk, found: Trace) -> int:
    sheet, row, _ = parse_cell_name(found.cell)
    city, _, leader = walk.grids[sheet].text(row, 1).rpartition(" ")
    cities = {line.reporter.code: line for line in walk.made.roster}
    told = []
    for line in walk.made.rollup.lines:
        above = cities.get(line.reports_to)
        name = line.leader or (above.leader if above else "")
        told.append((above.name if above and name and city else "", name or "未登记"))
    return told.count((city, leader))


_KINDS: dict[str, Callable[[Walk, Trace], int]] = {
    "绿": _lit("绿"), "黄": _lit("黄"), "红": _lit("红"), "未亮灯": _lit("—"),
    "已完成任务": _in_words("已完成", "超额完成"), "逾期任务": _in_words("逾期未完成"),
    "问题（条）": _issues(0), "需领导协调（条）": _issues(1),
    "重点任务": _tasks, "量化指标": _figures, "任务（项）": _tasks_of_unit, "单位（家）": _reporters_of_leader,
    "指标绿灯": _figures_lit("绿"), "指标黄灯": _figures_lit("黄"), "指标红灯": _figures_lit("红"),
    "指标未亮灯": _figures_lit("—"),
    "已申请": _asked_for, "申请中": _clearing("销号状态", "申请中"), "退回": _clearing("销号状态", "退回"),
    "重新打开": _clearing("销号状态", "未申请"), "已销号": _clearing("销号状态", "已销号"),
    "逾期销号": _clearing("是否逾期销号", "是"),
}  # fmt: skip

_BY_HOW: dict[str, Callable[[Walk, Trace], Decimal]] = {
    "合计": _sum, "分子合计÷分母合计": _ratio, "达标个数": _met, "达标占比": _share_met, "应报个数": _expected,
    "已报个数": _reported, "完成率": _rate, "单元格个数": _counted, "单元格相加": _added, "单元格占比": _share,
    "差额": _difference, "应销号行数": _owed, "名次": _rank, "来源行数": _lines, "迟报天数": _days_late, "原表所填": _as_written,
}  # fmt: skip


def _reporters(found: Trace) -> set[str]:
    return {line.reporter for line in found.lines}
