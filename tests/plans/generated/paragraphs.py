"""What stands in a task: one paragraph or several, each with its clause or one for all; points with numbers."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from generated.families import Draw, family
from generated.numbering import Numbering, apart_from
from generated.said import Clause, Paragraph, Task, Words
from generated.sentences import SENTENCES
from generated.titles import TITLES, as_measure
from generated.words import World

PARAGRAPHS = family("paragraphs")

NextClause = Callable[[], Clause]


def _sentences(draw: Draw, world: World, fewest: int = 1) -> tuple[Words, ...]:
    return tuple(SENTENCES.draw(draw, world) for _ in range(draw(st.integers(fewest, 3))))


def _titled(draw: Draw, world: World, numbering: Numbering, paragraphs: tuple[Paragraph, ...]) -> Task:
    title = apart_from(numbering.tasks(1)[0], TITLES.draw(draw, world))
    return Task("", "", (), title, paragraphs)


@PARAGRAPHS.form("one, with a clause", "")
def _one(draw: Draw, world: World, numbering: Numbering, clause: NextClause, by_line: bool) -> Task:
    return _titled(draw, world, numbering, (Paragraph(_sentences(draw, world), clause()),))


@PARAGRAPHS.form("each with its clause", "")
def _each(draw: Draw, world: World, numbering: Numbering, clause: NextClause, by_line: bool) -> Task:
    count = draw(st.integers(2, 3))
    return _titled(
        draw, world, numbering, tuple(Paragraph(_sentences(draw, world), clause()) for _ in range(count))
    )


@PARAGRAPHS.form("lines with one clause", "")
def _lines(draw: Draw, world: World, numbering: Numbering, clause: NextClause, by_line: bool) -> Task:
    return _titled(draw, world, numbering, (Paragraph(_sentences(draw, world, 2), clause(), by_line=True),))


@PARAGRAPHS.form("points with one clause", "", lambda world, numbering, *_, **__: bool(numbering.points))
def _points(draw: Draw, world: World, numbering: Numbering, clause: NextClause, by_line: bool) -> Task:
    """Numbered points, where the numbers of the tasks leave a style for them."""
    mark = draw(st.sampled_from(numbering.points))
    points = tuple(apart_from(mark(1)[0], point) for point in _sentences(draw, world, 2))
    numbers = tuple(mark(at)[0] for at in range(1, len(points) + 1))
    return _titled(draw, world, numbering, (Paragraph(points, clause(), numbers=numbers),))


@PARAGRAPHS.form("no title", "", lambda *_, by_line: not by_line)
def _untitled(draw: Draw, world: World, numbering: Numbering, clause: NextClause, by_line: bool) -> Task:
    only = as_measure(apart_from(numbering.tasks(1)[0], SENTENCES.draw(draw, world)))
    return Task("", "", (), only, (Paragraph((only,), clause()),), untitled=True)
