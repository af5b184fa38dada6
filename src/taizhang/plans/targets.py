"""Targets with ids: an item's sentences read once, its indicators numbered and linked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from taizhang.model.plan import Duty, Indicator
from taizhang.model.words.clauses import PERSON_LABELS, TIME_LABELS
from taizhang.model.words.times import OPENING_TIME
from taizhang.plans.dialects import Dialect
from taizhang.plans.draft import ClauseReading, Found, Item, Timed
from taizhang.plans.meaning import answers, make_indicator
from taizhang.plans.squeezed import Stretch

OWN_NUMBER = re.compile(
    r"(?:[(（]?[一二三四五六七八九十]{1,3}[)）、](?![一二三四五六七八九十]{1,2}[级类线甲乙])|[(（]\d{1,2}[)）]"
    rf"|\d{{1,2}}[.．、](?:(?!\d)|(?={OPENING_TIME}))|[①-⑳])(?=.{{2}})"
)
_BETWEEN_CELLS = " |｜"
_LONGEST_TITLE = 1000  # characters: what is longer is text without a stop, and is read in pieces
_SAYS_WHEN = re.compile(f"(?:{TIME_LABELS})[:：]")
_NAMES_A_PERSON = re.compile(f"(?:{PERSON_LABELS})[:：][^,，。;；]{{2,20}}[。；;]?")


def without_number(sentence: Stretch) -> Stretch:
    """The sentence behind the number of a point inside a task."""
    bare = sentence.stripped(_BETWEEN_CELLS)
    number = OWN_NUMBER.match(bare.text)
    return bare.part(number.end()) if number else bare


@dataclass(frozen=True)
class ReadSentence:
    """A sentence with the times and targets in it, and the clause that closes its paragraph."""

    stretch: Stretch
    times: tuple[Timed, ...]
    found: tuple[Found, ...]
    clause: int | None = None


@dataclass(frozen=True, eq=False)
class Reading:
    """One item and everything that its dialect reads in it."""

    grammar: Dialect
    item: Item
    clauses: tuple[ClauseReading, ...]
    year: int

    @cached_property
    def title(self) -> ReadSentence:
        """The title's times and targets; an item without a title has them in its first measure."""
        if self.item.untitled:
            return ReadSentence(self.item.title, (), ())
        return self._read(self.item.title.part(0, min(len(self.item.title), _LONGEST_TITLE)), None)

    @cached_property
    def read(self) -> tuple[ReadSentence, ...]:
        """Every sentence after the title, lines that only say when (完成时限：…) included."""
        return tuple(self._read(sentence, clause) for sentence, clause in self._split())

    @cached_property
    def times(self) -> tuple[Timed, ...]:
        """Every time in the item in its order; a clause may say when beside who (…负责，9月底前完成)."""
        clauses = (self.grammar.read_deadlines(clause, self.year) for clause in self.item.clauses)
        sentences = (sentence.times for sentence in (self.title, *self.read))
        found = [timed for times in (*sentences, *clauses) for timed in times]
        return tuple(sorted(found, key=lambda timed: timed.printed.start))

    @cached_property
    def sentences(self) -> tuple[ReadSentence, ...]:
        """The sentences that are measures."""
        return tuple(one for one in self.read if not _says_no_deed(one))

    def _split(self) -> Iterator[tuple[Stretch, int | None]]:
        """Every sentence after the title; clauses are none."""
        if self.item.untitled:
            yield from self._untitled(self.item.title, 0 if self.item.clauses else None)
        start = self.item.body.start
        for index, clause in enumerate(self.item.clauses):
            outside = clause.start >= self.item.whole.end  # listed after the tasks
            if start < clause.start and not outside:
                yield from self._of(start, clause.start, index)
            start = start if outside else max(start, clause.end)
        if start < self.item.whole.end:
            yield from self._of(start, self.item.whole.end, None)
        yield from ((cell, None) for cell in self.item.times if cell.start >= self.item.whole.end)

    def _untitled(self, first: Stretch, clause: int | None) -> Iterator[tuple[Stretch, int | None]]:
        if len(first) <= _LONGEST_TITLE:
            yield first, clause
        else:
            yield from self._of(first.start, first.end, clause)

    def _of(self, start: int, end: int, clause: int | None) -> Iterator[tuple[Stretch, int | None]]:
        for sentence in self.grammar.read_sentences(Stretch(self.item.whole.source, start, end)):
            yield without_number(sentence), clause

    def _read(self, sentence: Stretch, clause: int | None) -> ReadSentence:
        times = self.grammar.read_deadlines(sentence, self.year)
        return ReadSentence(sentence, times, self.grammar.read_indicators(sentence, times, self.year), clause)


def _says_no_deed(sentence: ReadSentence) -> bool:
    """完成时限：…, and a time that stands alone, as in a column of times; 责任领导：… says neither what nor when."""
    text = sentence.stretch.text
    alone = len(sentence.times) == 1 and len(sentence.times[0].printed) == len(text.rstrip("。；; "))
    return alone or bool(_SAYS_WHEN.match(text) or _NAMES_A_PERSON.fullmatch(text))


def make_indicators(
    found: tuple[Found, ...], measure: str, duties: tuple[Duty, ...]
) -> tuple[Indicator, ...]:
    """The sentence's indicators, numbered within their measure."""
    return tuple(
        make_indicator(one, f"{measure}.I{position}", duties) for position, one in enumerate(found, start=1)
    )


def make_goal_indicators(found: tuple[Found, ...], goal: str) -> tuple[Indicator, ...]:
    return make_indicators(found, goal, ())


def link_answers(title: tuple[Indicator, ...], body: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """The title's indicators, each with the indicator below it whose row answers it."""
    linked = []
    for indicator in title:
        answering = next((other.id for other in body if answers(indicator, other)), "")
        linked.append(replace(indicator, answered_by=answering))
    return tuple(linked)
