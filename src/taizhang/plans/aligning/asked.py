"""What a plan asks for that can be held against another: indicators, and measures with a deadline of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from taizhang.model.plan import Deadline, Indicator, Measure, Plan, Scope, Span, Target, Task
from taizhang.model.words.qualifiers import QUALIFIERS
from taizhang.plans.aligning.weigh import is_specific, place_words, subjects

_OF_MEASURE = 0.35  # what the whole sentence speaks of, beside the words of the indicator
_OF_TITLE = 0.2
_CLAUSE_END = re.compile(r"[,，。;；.]")
_NUMBERS = re.compile(r"[\d.,，%‰]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator, or a measure that says by when."""

    id: str
    task: Task | None  # None for a goal of the document
    measure: Measure | None  # None for an indicator of a title or a goal
    indicator: Indicator | None  # None for a measure that only says by when
    span: Span
    day: date | None
    speaks_of: Mapping[str, float]
    own: frozenset[str]  # the terms of its own words, or of its sentence where they have none; no wide ones
    marks: Mapping[str, frozenset[str]]  # rank, tier … that set it apart, by what they tell apart

    @property
    def words(self) -> str:
        return self.span.words

    @property
    def subject(self) -> str:
        return (self.indicator.subject if self.indicator else "") or self.words

    @property
    def target(self) -> Target | None:
        return self.indicator.target if self.indicator else None


def asked_in(plan: Plan, *, words: bool) -> tuple[Asked, ...]:
    """In the order of the text; what a title repeats of its body is taken once."""
    return tuple(_Reading(plan, words).all())


@dataclass(frozen=True)
class _Reading:
    plan: Plan
    in_words: bool

    @cached_property
    def place(self) -> re.Pattern[str]:
        return place_words(self.plan)

    def all(self) -> Iterator[Asked]:
        for goal in self.plan.goals:
            yield from (self._asked(None, None, one) for one in goal.indicators if not one.names_scheme)
        for task in self.plan.tasks:
            yield from self._of_task(task)

    def _of_task(self, task: Task) -> Iterator[Asked]:
        body = [one for measure in task.measures for one in measure.indicators]
        for indicator in task.title_indicators:
            if not indicator.names_scheme and not any(_repeats(indicator, other) for other in body):
                yield self._asked(task, None, indicator)
        for measure in task.measures:
            counted = [one for one in measure.indicators if not one.names_scheme]
            yield from (self._asked(task, measure, one) for one in counted)
            if not counted:
                yield from self._dated(task, measure)

    def _dated(self, task: Task, measure: Measure) -> Iterator[Asked]:
        """A clause for each deadline that the measure states."""
        inside = [
            deadline
            for deadline in task.deadlines
            if measure.span.start <= deadline.span.start < measure.span.end and deadline.day
        ]
        apart = inside[:1] if self.plan.language == "en" else inside
        for number, deadline in enumerate(apart, start=1):
            clause = self._clause(measure, deadline)
            yield self._made(f"{measure.id}.D{number}", task, measure, None, clause, deadline.day)

    def _clause(self, measure: Measure, deadline: Deadline) -> Span:
        """What is to be done by then; in English the time may stand at the end of its sentence."""
        if self.plan.language == "en":
            return measure.span
        return _clause_from(measure.span, deadline.span.start, deadline.span.end)

    def _asked(self, task: Task | None, measure: Measure | None, indicator: Indicator) -> Asked:
        return self._made(indicator.id, task, measure, indicator, indicator.span, indicator.deadline)

    def _made(
        self,
        given: str,
        task: Task | None,
        measure: Measure | None,
        indicator: Indicator | None,
        span: Span,
        day: date | None,
    ) -> Asked:
        texts = [(span.words, 1.0)]
        texts += [(indicator.subject, 1.0)] if indicator else []
        texts += [(measure.text, _OF_MEASURE)] if measure else []
        texts += [(task.title, _OF_TITLE)] if task else []
        found: dict[str, float] = {}
        own: frozenset[str] = frozenset()
        for text, share in texts:
            said = self._subjects(text)
            own = own or frozenset(name for name, weight in said.items() if weight >= 1 and is_specific(name))
            for name, weight in said.items():
                found[name] = max(found.get(name, 0.0), share * weight)
        marks = _marks(f"{span.words} {indicator.subject if indicator else ''}")
        return Asked(given, task, measure, indicator, span, day, found, own, marks)

    def _subjects(self, text: str) -> dict[str, float]:
        text = self.place.sub(" ", text)
        return subjects(_NUMBERS.sub(" ", text), self.plan.language, words=self.in_words, finely=True)


def _repeats(indicator: Indicator, other: Indicator) -> bool:
    """Whether a title says what its body says again: the same number over the same base."""
    return (indicator.target, indicator.scope) == (
        other.target,
        other.scope,
    ) and indicator.scope is not Scope.NAMED


def _clause_from(measure: Span, start: int, end: int) -> Span:
    """From a time word to the end of its clause; a comma right after the time word does not end it."""
    after = measure.quote[end - measure.start :]
    offset = len(after) - len(after.lstrip(" ,，、\n"))
    stop = _CLAUSE_END.search(after, offset)
    last = end + (stop.start() if stop else len(after))
    return Span(start, last, measure.quote[start - measure.start : last - measure.start])


def _marks(text: str) -> dict[str, frozenset[str]]:
    lowered = text.lower()
    return {
        kind: frozenset(value for value, words in values if re.search(words, lowered))
        for kind, values in QUALIFIERS.items()
    }
