"""Whole documents in Chinese: a head, goals, tasks in their numbers, closing parts, a page around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import strategies as st

from generated.clauses import CLAUSES
from generated.defaults import DEFAULTS
from generated.dirt import DIRT
from generated.families import Draw, Family
from generated.frames import ANNEXES, CLOSINGS, GOALS, PAGES, After, Page
from generated.heads import HEADS
from generated.numbering import NUMBERING, Numbering
from generated.paragraphs import PARAGRAPHS
from generated.role_rules import STATED, ruled, stating
from generated.roles import ROLES
from generated.said import Clause, Paragraph, Report, Task, Written
from generated.words import World, draw_world

MOST_TASKS = 6


@st.composite
def documents(draw: Draw) -> Written:
    """A plan in the shapes of Chinese documents."""
    world = draw_world(draw)
    head = HEADS.draw(draw, world)
    numbering: Numbering = NUMBERING.draw(draw, world)
    opening = GOALS.draw(draw, world, numbering)
    by_line = draw(st.booleans())
    tasks = tuple(_tasks(draw, world, numbering, opening.sections, by_line))
    last = _last_number(numbering, tasks, opening.sections)
    closing = CLOSINGS.draw(draw, world, numbering, last)
    page = PAGES.draw(draw, world)
    annex = After("") if page.twice else ANNEXES.draw(draw, world)
    dirt = DIRT.draw(draw, by_line)
    body = opening.text + _body(tasks, by_line) + closing.text + annex.text
    shows = [part.shows for part in (head, numbering, opening, closing, annex, page, dirt)]
    plain = head.text + body
    printed = _printed(plain, page)
    return Written(
        dirt.soil(printed), "zh", head, opening.goals, tasks, (*_reports(tasks), *closing.reports),
        frozenset().union(*shows, *(_shown(task) for task in tasks)), plain, printed,
    )  # fmt: skip


def _tasks(draw: Draw, world: World, numbering: Numbering, before: int, by_line: bool) -> Iterator[Task]:
    count = draw(st.integers(2, MOST_TASKS))
    clauses = _clauses(draw, world)
    sections = _sections(draw, world, numbering, count, before)
    number, last = 0, None
    for section in sections:
        number = 1 if section != last and not numbering.runs_on else number + 1
        last = section
        task = PARAGRAPHS.draw(draw, world, numbering, lambda: next(clauses), by_line=by_line)
        printed, bare = numbering.tasks(number)
        yield replace(task, marker=printed, number=bare, section=section)


def _clauses(draw: Draw, world: World) -> Iterator[Clause]:
    """The clauses of a document, under the rule and the default that its first one states."""
    rule = draw(st.sampled_from(("", "", *STATED)))
    kind: Family = ruled(rule) if rule else ROLES
    first = kind.draw(draw, world)
    first = stating(draw, world, first, rule) if rule else first
    if draw(st.booleans()):
        first = DEFAULTS.draw(draw, world, first)
    yield CLAUSES.draw(draw, world, first)
    while True:
        yield CLAUSES.draw(draw, world, kind.draw(draw, world))


def _sections(
    draw: Draw, world: World, numbering: Numbering, count: int, before: int
) -> list[tuple[str, ...]]:
    """The heading path of each task: groups of at least two."""
    depth = len(numbering.sections)
    if not depth:
        return [()] * count
    groups = [2, *([count - 2] if count >= 4 else [])]
    paths: list[tuple[str, ...]] = []
    for at, size in enumerate(groups, 1):
        outer = f"{numbering.sections[0](before + at)[0]}{world.deed()}"
        inner = (f"{numbering.sections[1](1)[0]}{world.deed()}",) if depth > 1 else ()
        paths += [(outer, *inner)] * size
    return paths


def _last_number(numbering: Numbering, tasks: tuple[Task, ...], before: int) -> int:
    if numbering.sections:
        return before + len({task.section[0] for task in tasks})
    return len(tasks)


def _body(tasks: tuple[Task, ...], by_line: bool) -> str:
    section: tuple[str, ...] = ()
    lines = []
    for task in tasks:
        if task.section != section:
            same = 0
            while task.section[: same + 1] == section[: same + 1]:
                same += 1
            lines += task.section[same:]
            section = task.section
        lines.append(_task(task, by_line))
    return "\n".join(lines) + "\n"


def _task(task: Task, by_line: bool) -> str:
    if task.untitled:
        return f"{task.marker}{_paragraph(task.paragraphs[0], '。')}"
    text = f"{task.marker}{task.title.text}" + ("\n" if by_line else "。")
    if task.paragraphs[0].numbers and not by_line:
        text += "\n"
    return text + "\n".join(_paragraph(paragraph) for paragraph in task.paragraphs)


def _paragraph(paragraph: Paragraph, stop: str = "") -> str:
    numbers = paragraph.numbers or ("",) * len(paragraph.sentences)
    lines = [number + one.text for number, one in zip(numbers, paragraph.sentences, strict=True)]
    text = ("\n" if paragraph.by_line or paragraph.numbers else "").join(lines) + stop
    clause = paragraph.clause
    return text + (("\n" if clause.apart else "") + clause.text if clause else "")


def _printed(text: str, page: Page) -> str:
    if page.numbered:
        text = _on_two_pages(text)
    return page.before + (text + text if page.twice else text) + page.after


def _on_two_pages(text: str) -> str:
    """The number of a page inside the sentence that stands in the middle, or behind it."""
    middle = len(text) // 2
    inside = re.compile(
        "(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff]{2}(?![一二三四五六七八九十]))(?![一二三四五六七八九十第])"
    )
    behind = re.compile("(?<=[。)）])(?=\n)")
    found = next((one for one in (inside.search(text, middle), behind.search(text, middle)) if one), None)
    at = found.start() if found else len(text) - 1
    return f"{text[:at]}\n— 2 —\n{text[at:].lstrip(chr(10))}"


def _reports(tasks: tuple[Task, ...]) -> Iterator[Report]:
    for task in tasks:
        for words, _ in task.measures():
            yield from words.reports


def _shown(task: Task) -> frozenset[str]:
    words = [task.title, *(words for words, _ in task.measures())]
    return task.shows.union(*(one.shows for one in words), *(one.shows for one in task.clauses()))
