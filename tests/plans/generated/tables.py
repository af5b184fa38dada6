"""Plans printed as tables: tabs or bars between cells, or one cell a line; columns for tasks, units and times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from generated.deadlines import DEADLINES
from generated.families import Draw, family
from generated.heads import HEADS
from generated.roles import answers, apart, listed
from generated.said import NOTHING, Clause, Paragraph, Shows, Task, Words, Written
from generated.sentences import SENTENCES
from generated.units import one_unit
from generated.words import World, draw_world

TABLES = family("tables")
COLUMNS = family("columns")

Row = list[str]


@dataclass(frozen=True)
class Printed:
    """How the rows of a table are printed."""

    rows: Callable[[list[Row]], str]
    shows: Shows = NOTHING


@TABLES.form("tabs between cells", "\t")
def _tabs(draw: Draw) -> Printed:
    return Printed(lambda rows: "\n".join("\t".join(row) for row in rows))


@TABLES.form("bars between cells", r"\|")
def _bars(draw: Draw) -> Printed:
    return Printed(lambda rows: "\n".join(f"| {' | '.join(row)} |" for row in rows))


@TABLES.form("one cell a line", "序号\n")
def _stacked(draw: Draw) -> Printed:
    return Printed(lambda rows: "\n".join(cell for row in rows for cell in row))


@dataclass(frozen=True)
class Line:
    """One task with the cells behind its number."""

    cells: tuple[str, ...]
    task: Task
    shows: Shows = NOTHING


@COLUMNS.form("leads, supports and times", "牵头单位.*配合单位.*完成时限")
def _led(draw: Draw, world: World, number: int) -> Line:
    lead = one_unit(draw, world)
    others = apart(draw, world, lead)
    when = _time(draw, world)
    content = tuple(_measure(draw, world) for _ in range(draw(st.integers(1, 2))))
    clauses = (
        Clause(lead.text, answers(lead, "lead")),
        Clause(others.text, answers(others, "support"), times=when.times),
    )
    paragraphs = (Paragraph(content, clauses[0]), Paragraph((), clauses[1]))
    task = Task("", str(number), (), Words(world.deed()), paragraphs)
    text = "".join(one.text for one in content)
    return Line((task.title.text, text, lead.text, others.text, when.text), task)


@COLUMNS.form("answering units and times", "责任单位.*完成时限")
def _answering(draw: Draw, world: World, number: int) -> Line:
    units = draw(st.sampled_from((listed, one_unit)))(draw, world)
    when = _time(draw, world)
    role = "lead" if len(units.names) == 1 else "joint"
    clause = Clause(units.text, answers(units, role), units.open_ended, times=when.times)
    content = (_measure(draw, world),)
    task = Task("", str(number), (), Words(world.deed()), (Paragraph(content, clause),))
    return Line((task.title.text, content[0].text, units.text, when.text), task)


_HEADS = {
    "columns: leads, supports and times": (
        "序号",
        "重点任务",
        "工作内容",
        "牵头单位",
        "配合单位",
        "完成时限",
    ),
    "columns: answering units and times": ("序号", "重点任务", "工作举措", "责任单位", "完成时限"),
}


def _time(draw: Draw, world: World) -> Words:
    forms = [
        form
        for form in DEADLINES.forms
        if form.name.endswith(("end of a month", "a quarter", "end of the year"))
    ]
    return draw(st.sampled_from(forms)).write(draw, world)


def _measure(draw: Draw, world: World) -> Words:
    while (words := SENTENCES.draw(draw, world)).reports:
        pass
    return words


@st.composite
def tables(draw: Draw) -> Written:
    """A plan that is a table."""
    world = draw_world(draw)
    head, printed = HEADS.draw(draw, world), TABLES.draw(draw)
    form = draw(st.sampled_from(COLUMNS.forms))
    lines: list[Line] = [form.write(draw, world, number) for number in range(1, draw(st.integers(2, 5)) + 1)]
    rows = [list(_HEADS[form.name]), *([str(at), *line.cells] for at, line in enumerate(lines, 1))]
    text = f"{head.text}{printed.rows(rows)}\n"
    tasks = tuple(line.task for line in lines)
    shown = [words.shows for task in tasks for words, _ in task.measures()]
    shows = head.shows.union(printed.shows, {form.name}, *shown)
    return Written(text, "zh", head, (), tasks, (), shows, text, text)
