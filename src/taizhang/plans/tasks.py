"""Tasks: an item's reading with ids, duties, measures and deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from taizhang.model.plan import Deadline, Duty, Measure, Task
from taizhang.plans.targets import Reading, ReadSentence, link_answers, make_indicators


def make_task(reading: Reading, ordinal: int) -> Task:
    """The task with its measures T03.M01 … and its title's indicators T03.M00.I1 …"""
    item, given = reading.item, f"T{ordinal:02d}"
    duties = tuple(_duties(reading))
    own = _by_clause(duties)
    measures = tuple(
        _measure(sentence, f"{given}.M{position:02d}", own.get(sentence.clause, ()) or duties)
        for position, sentence in enumerate(reading.sentences, start=1)
    )
    body = tuple(indicator for measure in measures for indicator in measure.indicators)
    title = link_answers(make_indicators(reading.title.found, f"{given}.M00", duties), body)
    return Task(
        id=given, number=item.number, ordinal=ordinal, section=item.section, title=item.title.text,
        span=item.whole.span(), title_span=item.title.span(), measures=measures, title_indicators=title,
        clauses=tuple(clause.span() for clause in item.clauses), duties=duties,
        deadlines=tuple(_deadlines(reading)), open_ended=any(clause.open_ended for clause in reading.clauses),
    )  # fmt: skip


def _duties(reading: Reading) -> Iterator[Duty]:
    for index, clause in enumerate(reading.clauses):
        for unit in clause.units:
            yield Duty(
                unit.unit, unit.role, index, unit.printed.span(), unit.generic, unit.redacted, unit.canonical,
                unit.inferred,
            )  # fmt: skip


def _by_clause(duties: tuple[Duty, ...]) -> dict[int | None, tuple[Duty, ...]]:
    """The duties of each clause, which answer for the sentences that it closes."""
    clauses = groupby(duties, key=lambda duty: duty.clause)
    return {clause: tuple(own) for clause, own in clauses}


def _measure(sentence: ReadSentence, given: str, duties: tuple[Duty, ...]) -> Measure:
    indicators = make_indicators(sentence.found, given, duties)
    return Measure(given, sentence.stretch.span(), sentence.clause, indicators)


def _deadlines(reading: Reading) -> Iterator[Deadline]:
    """Each stated time once by its words and day."""
    seen = set()
    for timed in reading.times:
        key = (timed.printed.text, timed.day)
        if key not in seen:
            seen.add(key)
            yield Deadline(timed.printed.span(), timed.day, timed.precision)
