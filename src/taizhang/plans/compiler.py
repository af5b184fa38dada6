"""The compiler: a plan document's text becomes a Plan, every field tied to its clause."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from taizhang.errors import CannotRead
from taizhang.model.plan import (
    Cadence,
    Deadline,
    DefaultDuty,
    Goal,
    Jurisdiction,
    Plan,
    RoleRule,
    Settings,
    Task,
)
from taizhang.model.region import Level, Region
from taizhang.plans.dialects import Dialect, choose_dialect
from taizhang.plans.doubts import doubts_of_goals, doubts_of_numbers, doubts_of_tasks, doubts_of_year
from taizhang.plans.draft import ClauseReading, Head, Item, Timed
from taizhang.plans.form_head import find_form_head
from taizhang.plans.squeezed import Squeezed, Stretch
from taizhang.plans.targets import Reading, ReadSentence, make_goal_indicators, without_number
from taizhang.plans.tasks import make_task

_NO_TASKS = "这份材料里没有读出编号的工作任务，请确认它是重点工作任务或实施方案的正文，再重新编制。"
_NO_YEAR = "这份材料没有写明是哪一年的计划，请在编制时指明年度。"
_LONGEST_NOTE = 300  # characters
_LEVEL_OF_PREFIX = {
    "省": "province",
    "自治区": "province",
    "市": "city",
    "州": "city",
    "县": "county",
    "区": "county",
}


def compile_plan(text: str, *, place: Region | None = None, year: int | None = None) -> Plan:
    """The plan that the text states; `place` and `year` stand in where the text leaves them open.

    Raises:
        CannotRead: the text holds no tasks, or says nowhere which year it plans.
    """
    grammar = choose_dialect(text)
    source = grammar.squeeze(text)
    items = grammar.read_items(source) if source.text else ()
    if not items:
        raise CannotRead(_NO_TASKS)
    head = grammar.read_head(source, items[0].whole.start)
    planned = year or head.year
    if planned is None:
        raise CannotRead(_NO_YEAR)
    return _assemble(grammar, source, items, head, planned, place)


def _assemble(
    grammar: Dialect, source: Squeezed, items: tuple[Item, ...], head: Head, year: int, place: Region | None
) -> Plan:
    notes = _read_notes(grammar, source, items)
    clauses = _read_clauses(grammar, items, _rule(notes))
    readings = tuple(Reading(grammar, item, clauses[item.whole.start], year) for item in items)
    doubts = doubts_of_year(source, head, year)
    tasks = tuple(make_task(reading, ordinal) for ordinal, reading in enumerate(readings, start=1))
    stated = [*notes, *(clause for item in items for clause in clauses[item.whole.start])]
    jurisdiction = _jurisdiction(head, place, tasks)
    aims = _read_goals(grammar, source, items, head, year)
    goals = tuple(_goal(aim, ordinal) for ordinal, aim in enumerate(aims, start=1))
    unresolved = (
        *doubts, *doubts_of_goals(aims, goals), *doubts_of_tasks(readings, tasks, head.issued_on),
        *doubts_of_numbers(goals, tasks),
    )  # fmt: skip
    return Plan(
        id=_plan_id(jurisdiction, year, head.title), title=head.title, text=source.origin,
        text_sha256=hashlib.sha256(source.origin.encode("utf-8", "surrogatepass")).hexdigest(),
        language=grammar.language, jurisdiction=jurisdiction, year=year, issuer=head.issuer,
        doc_number=head.number, issued_on=head.issued_on, status="draft" if head.draft else "issued",
        goals=goals, tasks=tasks,
        default_duty=_default(stated), role_rule=_rule(stated),
        cadences=_cadences(grammar, source, items), unresolved=unresolved,
        settings=Settings(form=find_form_head(source.origin)),
    )  # fmt: skip


def _read_notes(grammar: Dialect, source: Squeezed, items: tuple[Item, ...]) -> list[ClauseReading]:
    """What letter and opening say of every clause: units not listed again, a rule on roles; and a note after them."""
    opening, rest = (
        Stretch(source, 0, items[0].whole.start),
        Stretch(source, items[-1].whole.end, len(source.text)),
    )
    before = list(_notes(grammar, opening))
    after = (note for note in _notes(grammar, rest.part(0, min(len(rest), _LONGEST_NOTE))) if note.rule)
    return before or list(after)


def _notes(grammar: Dialect, stretch: Stretch) -> Iterator[ClauseReading]:
    sentences = (one for one in grammar.read_sentences(stretch) if len(one) <= _LONGEST_NOTE)
    readings = (grammar.read_clause(sentence, "", "") for sentence in sentences)
    yield from (reading for reading in readings if reading.default or reading.rule)


def _read_clauses(
    grammar: Dialect, items: tuple[Item, ...], before: RoleRule | None
) -> dict[int, tuple[ClauseReading, ...]]:
    """Each item's clauses, by where the item starts; a rule holds from the clause that states it."""
    rule, read = before.rule if before else "", {}
    for item in items:
        readings = []
        labels = item.labels or ("",) * len(item.clauses)
        for clause, label in zip(item.clauses, labels, strict=True):
            reading = grammar.read_clause(clause, rule, label)
            rule = reading.rule.rule if reading.rule else rule
            readings.append(reading)
        read[item.whole.start] = tuple(readings)
    return read


def _jurisdiction(head: Head, place: Region | None, tasks: tuple[Task, ...]) -> Jurisdiction:
    """Whose plan it is: the place given, else the head's words, else the level that its units carry."""
    if place:
        return Jurisdiction(
            head.place if head.canonical else place.name,
            place.level,
            place.code,
            head.canonical and place.name,
        )
    if head.level:
        return Jurisdiction(head.place, Level(head.level), canonical=head.canonical)
    for task in tasks:
        for duty in task.duties:
            found = re.match("自治区|[省市州县区]", duty.unit)
            if found:
                return Jurisdiction(head.place, Level(_LEVEL_OF_PREFIX[found[0]]))
    return Jurisdiction(head.place, Level.CITY)


def _plan_id(jurisdiction: Jurisdiction, year: int, title: str) -> str:
    named = "\n".join((jurisdiction.code or jurisdiction.name, str(year), title))
    return f"{jurisdiction.code or 'x'}-{year}-{hashlib.sha256(named.encode()).hexdigest()[:8]}"


def _read_goals(
    grammar: Dialect, source: Squeezed, items: tuple[Item, ...], head: Head, year: int
) -> tuple[ReadSentence, ...]:
    """The sentences between head and first task that hold a number or a time of their own."""
    opening = Stretch(source, head.starts_at, max(head.starts_at, items[0].whole.start))
    read = []
    for sentence in grammar.read_sentences(opening):
        times = grammar.read_deadlines(sentence, year)
        read.append(ReadSentence(sentence, times, grammar.read_indicators(sentence, times, year)))
    return tuple(one for one in read if one.times or one.found)


def _goal(read: ReadSentence, ordinal: int) -> Goal:
    given = f"G{ordinal:02d}"
    indicators = make_goal_indicators(read.found, given)
    return Goal(given, read.stretch.span(), indicators, tuple(map(_deadline, read.times)))


def _deadline(timed: Timed) -> Deadline:
    return Deadline(timed.printed.span(), timed.day, timed.precision)


def _default(clauses: list[ClauseReading]) -> DefaultDuty | None:
    found = next((clause.default for clause in clauses if clause.default), None)
    return DefaultDuty(found.printed.span(), found.units, found.role) if found else None


def _rule(clauses: list[ClauseReading]) -> RoleRule | None:
    found = next((clause.rule for clause in clauses if clause.rule), None)
    return RoleRule(found.printed.span(), found.rule) if found else None


def _cadences(grammar: Dialect, source: Squeezed, items: tuple[Item, ...]) -> tuple[Cadence, ...]:
    """The regular reports, each once, with the task they stand in."""
    seen: dict[str, Cadence] = {}
    for ordinal, stretch in _stretches(source, items):
        for sentence in grammar.read_sentences(stretch):
            for found in grammar.read_cadences(without_number(sentence)):
                cadence = Cadence(found.printed.span(), found.every, found.kind, found.by, found.to, ordinal)
                seen.setdefault(found.printed.text, cadence)
    return tuple(seen.values())


def _between_clauses(item: Item) -> Iterator[Stretch]:
    """The item's text in parts: title and clauses are parts of their own, and go on into no sentence."""
    yield item.title
    start, end = item.body.start, item.body.end
    for clause in item.clauses:
        if start <= clause.start < end:
            yield Stretch(item.body.source, start, clause.start)
            yield clause
            start = clause.end
    yield Stretch(item.body.source, start, max(start, end))


def _stretches(source: Squeezed, items: tuple[Item, ...]) -> Iterator[tuple[int | None, Stretch]]:
    yield None, Stretch(source, 0, items[0].whole.start)
    for ordinal, item in enumerate(items, start=1):
        yield from ((ordinal, part) for part in _between_clauses(item))
    yield None, Stretch(source, items[-1].whole.end, len(source.text))
