"""Whole translated documents: a head, goals, tasks under numbers or ordinals, closing parts, blanks that went astray."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from hypothesis import strategies as st

from generated.english.clauses import CLAUSES, DEFAULTS
from generated.english.sentences import SENTENCES
from generated.english.words import World, draw_world
from generated.families import Draw, family
from generated.said import NOTHING, Clause, Head, Paragraph, Shows, Task, Words, Written

HEADS = family("heads", "en")
NUMBERING = family("numbering", "en")
TITLES = family("titles", "en")
PARAGRAPHS = family("paragraphs", "en")
FRAMES = family("openings and closings", "en")
DIRT = family("dirt", "en")

ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")
ROMAN = ("I", "II", "III", "IV", "V", "VI")
WORDS = ("One", "Two", "Three", "Four", "Five", "Six")


@dataclass(frozen=True)
class Numbering:
    """How tasks are numbered, and the groups around them."""

    task: Callable[[int], tuple[str, str]]  # as printed with its separator, and without
    group: Callable[[int], str] | None = None
    lower: bool = False  # what follows the number starts small, as after `First,`
    shows: Shows = NOTHING


@NUMBERING.form("1.", r"\n1\. ")
def _dots(draw: Draw) -> Numbering:
    return Numbering(lambda n: (f"{n}. ", str(n)))


@NUMBERING.form("(1)", r"\n\(1\) ")
def _parens(draw: Draw) -> Numbering:
    return Numbering(lambda n: (f"({n}) ", f"({n})"))


@NUMBERING.form("First,", r"\nFirst, ")
def _ordinals(draw: Draw) -> Numbering:
    return Numbering(lambda n: (f"{ORDINALS[n - 1]}, ", ORDINALS[n - 1]), lower=True)


@NUMBERING.form("1. and Second,", r"\n1\. .*\nSecond, ")
def _mixed(draw: Draw) -> Numbering:
    return Numbering(lambda n: ("Second, ", "Second") if n == 2 else (f"{n}. ", str(n)))


@NUMBERING.form("1. in I.", r"\nI\. .*\n1\. ")
def _in_roman(draw: Draw) -> Numbering:
    return Numbering(lambda n: (f"{n}. ", str(n)), lambda n: f"{ROMAN[n - 1]}. ")


@NUMBERING.form("(one) in One,", r"\nOne, .*\n\(one\) ")
def _in_words(draw: Draw) -> Numbering:
    return Numbering(
        lambda n: (f"({WORDS[n - 1].lower()}) ", f"({WORDS[n - 1].lower()})"), lambda n: f"{WORDS[n - 1]}, "
    )


@HEADS.form("a title", "20..")
def _title(draw: Draw, world: World) -> Head:
    title = draw(
        st.sampled_from(
            (
                f"{world.place} Deepening the Reform of the Medical and Health System {world.year} Key work tasks",
                f"Key work tasks of {world.place} in {world.year}",
                f"{world.place} Medical Reform {world.year} Work Points",
            )
        )
    )
    return Head(f"{title}\n", title, world.place, world.level, world.year)


@TITLES.form("a deed", "")
def _deed(draw: Draw, world: World) -> Words:
    return Words(world.deed())


@TITLES.form("two deeds", " and ")
def _two(draw: Draw, world: World) -> Words:
    return Words(f"{world.deed()} and {world.matter()}")


NextClause = Callable[[], Clause]


@PARAGRAPHS.form("one with a clause", "")
def _one(draw: Draw, world: World, clause: NextClause) -> tuple[Paragraph, ...]:
    return _kept((Paragraph(_some(draw, world), clause()),))


@PARAGRAPHS.form("each with its clause", "")
def _each(draw: Draw, world: World, clause: NextClause) -> tuple[Paragraph, ...]:
    return _kept(tuple(Paragraph(_some(draw, world), clause()) for _ in range(2)))


@dataclass(frozen=True)
class Kept:
    """Paragraphs of a task with the form they show."""

    paragraphs: tuple[Paragraph, ...]
    shows: Shows = NOTHING


def _kept(paragraphs: tuple[Paragraph, ...]) -> Kept:
    return Kept(paragraphs)


def _some(draw: Draw, world: World) -> tuple[Words, ...]:
    return tuple(SENTENCES.draw(draw, world) for _ in range(draw(st.integers(1, 3))))


@dataclass(frozen=True)
class Frame:
    """What stands before and behind the tasks."""

    opening: str = ""
    goals: tuple[Words, ...] = ()
    closing: Callable[[Numbering, int], str] = lambda numbering, last: ""
    shows: Shows = NOTHING


@FRAMES.form("none", "")
def _bare(draw: Draw, world: World) -> Frame:
    return Frame()


@FRAMES.form("goals before", "In order to")
def _goals(draw: Draw, world: World) -> Frame:
    while (goal := SENTENCES.draw(draw, world)).reports:
        pass
    return Frame(f"In order to do a good job, these tasks are formulated. {goal.text}\n", (goal,))


@FRAMES.form("a closing part", "[Ww]ork requirements")
def _closing(draw: Draw, world: World) -> Frame:
    def closing(numbering: Numbering, last: int) -> str:
        mark = numbering.group(last + 1) if numbering.group else numbering.task(last + 1)[0]
        return f"{mark}Work requirements\nAll localities should strengthen leadership.\n"

    return Frame(closing=closing)


@dataclass(frozen=True)
class Dirt:
    soil: Callable[[str], str]
    shows: Shows = NOTHING


@DIRT.form("clean", "")
def _clean(draw: Draw) -> Dirt:
    return Dirt(lambda text: text)


@DIRT.form("blanks doubled", "  ")
def _doubled(draw: Draw) -> Dirt:
    random = Random(draw(st.integers(0, 99)))
    return Dirt(
        lambda text: re.sub("(?<=[a-z]) (?=[a-z])", lambda _: " " * random.choice((1, 1, 1, 2, 3)), text)
    )


@DIRT.form("blanks lost behind a share", r"%[a-z]|\A(?!.*% (?:and|of|or))")
def _lost(draw: Draw) -> Dirt:
    return Dirt(lambda text: re.sub("% (?=and|of|or)", "%", text))


@DIRT.form("line ends of another system", "\r\n")
def _ends(draw: Draw) -> Dirt:
    return Dirt(lambda text: text.replace("\n", "\r\n"))


@st.composite
def english_documents(draw: Draw) -> Written:
    """A plan in the shapes of machine-translated documents."""
    world = draw_world(draw)
    head, numbering = HEADS.draw(draw, world), NUMBERING.draw(draw)
    frame, dirt, by_line = FRAMES.draw(draw, world), DIRT.draw(draw), draw(st.booleans())
    tasks = tuple(_tasks(draw, world, numbering))
    groups = len({task.section for task in tasks})
    closing = frame.closing(numbering, groups if numbering.group else len(tasks))
    text = head.text + frame.opening + _body(tasks, by_line) + closing
    shows = (head.shows, numbering.shows, frame.shows, dirt.shows, *map(_shown, tasks))
    reports = tuple(report for task in tasks for words, _ in task.measures() for report in words.reports)
    return Written(
        dirt.soil(text), "en", head, frame.goals, tasks, reports, frozenset().union(*shows), text, text
    )


def _tasks(draw: Draw, world: World, numbering: Numbering) -> Iterator[Task]:
    count = draw(st.integers(2, 5))
    clauses = _clauses(draw, world)
    sections = [(f"{numbering.group(at)}{world.deed()}",) if numbering.group else () for at in (1, 2)]
    for number in range(1, count + 1):
        kept = PARAGRAPHS.draw(draw, world, lambda: next(clauses))
        section = sections[number > 2 and count > 3]
        title = TITLES.draw(draw, world)
        printed, bare = numbering.task(number)
        if printed.startswith(ORDINALS) or numbering.lower:
            title = replace(title, text=title.text[0].lower() + title.text[1:])
        yield Task(printed, bare, section, title, kept.paragraphs, shows=kept.shows)


def _clauses(draw: Draw, world: World) -> Iterator[Clause]:
    first = CLAUSES.draw(draw, world)
    yield DEFAULTS.draw(draw, world, first) if draw(st.booleans()) else first
    while True:
        yield CLAUSES.draw(draw, world)


def _body(tasks: tuple[Task, ...], by_line: bool) -> str:
    lines, section = [], ()
    for task in tasks:
        lines += task.section if task.section != section else ()
        section = task.section
        paragraphs = [
            f"{' '.join(one.text for one in part.sentences)} {part.clause.text}" for part in task.paragraphs
        ]
        lines.append(f"{task.marker}{task.title.text}" + ("\n" if by_line else ". ") + "\n".join(paragraphs))
    return "\n".join(lines) + "\n"


def _shown(task: Task) -> frozenset[str]:
    words = [task.title, *(words for words, _ in task.measures())]
    return task.shows.union(*(one.shows for one in words), *(one.shows for one in task.clauses()))
