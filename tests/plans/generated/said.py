"""What a generated text says: nouns as light as the words need, each with the names of the phenomena it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

Shows = frozenset[str]
NOTHING: Shows = frozenset()


@dataclass(frozen=True)
class Aim:
    """An indicator."""

    comparator: str
    value: Decimal
    unit: str
    value_max: Decimal | None = None
    names: tuple[str, ...] = ()
    per: str = ""
    scope: str = "total"
    day: date | None = None
    marks: frozenset[str] = frozenset()  # aspirational, approximate, in_principle, redacted, scheme, all
    subject: str = ""  # words that the subject must hold


@dataclass(frozen=True)
class When:
    """A time word; its day is None where it comes back."""

    quote: str
    day: date | None
    precision: str


@dataclass(frozen=True)
class Report:
    """A regular report."""

    every: str
    by: str = ""
    to: str = ""


@dataclass(frozen=True)
class Doubt:
    """What is left to a person."""

    field: str
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """Any stretch of text with what it says."""

    text: str
    aims: tuple[Aim, ...] = ()
    times: tuple[When, ...] = ()
    reports: tuple[Report, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    shows: Shows = NOTHING

    def put(self, before: str = "", after: str = "") -> Words:
        return replace(self, text=f"{before}{self.text}{after}")


@dataclass(frozen=True)
class Answer:
    """A unit with its part."""

    unit: str
    role: str
    generic: bool = False
    redacted: bool = False
    canonical: str = ""


@dataclass(frozen=True)
class Default:
    """Who answers for every task and is not listed again."""

    units: tuple[str, ...]
    role: str = "by_duty"


@dataclass(frozen=True)
class Clause:
    """A responsibility clause as printed, brackets included."""

    text: str
    answers: tuple[Answer, ...] = ()
    open_ended: bool = False
    default: Default | None = None
    rule: str = ""
    times: tuple[When, ...] = ()
    shows: Shows = NOTHING
    apart: bool = False  # stands on a line of its own


@dataclass(frozen=True)
class Paragraph:
    """Sentences, with the clause that closes them."""

    sentences: tuple[Words, ...]
    clause: Clause | None = None
    by_line: bool = False  # each sentence is a line
    numbers: tuple[str, ...] = ()  # of the sentences, each a line


@dataclass(frozen=True)
class Task:
    """A numbered item."""

    marker: str  # as printed before the title, with its separator
    number: str
    section: tuple[str, ...]
    title: Words
    paragraphs: tuple[Paragraph, ...]
    untitled: bool = False
    shows: Shows = NOTHING

    def measures(self) -> Iterator[tuple[Words, int | None]]:
        """Every sentence after the title with the index of the clause that closes it."""
        clause = 0
        for paragraph in self.paragraphs:
            for sentence in paragraph.sentences:
                yield sentence, clause if paragraph.clause else None
            clause += bool(paragraph.clause)

    def clauses(self) -> tuple[Clause, ...]:
        return tuple(paragraph.clause for paragraph in self.paragraphs if paragraph.clause)


@dataclass(frozen=True)
class Head:
    """What the document says of itself, and the lines that say it."""

    text: str
    title: str
    place: str
    level: str
    year: int
    issuer: str = ""
    number: str = ""
    issued: date | None = None
    draft: bool = False
    reports: tuple[Report, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    shows: Shows = NOTHING


@dataclass(frozen=True)
class Written:
    """A whole document: its text and everything that it says."""

    text: str
    language: str
    head: Head
    goals: tuple[Words, ...]
    tasks: tuple[Task, ...]
    reports: tuple[Report, ...] = ()
    shows: Shows = NOTHING
    plain: str = ""  # the text alone: no page around it, no dirt
    printed: str = ""  # with the page around it, without dirt

    def __repr__(self) -> str:
        return f"Written(\n{self.text}\n)"


def under_times(parts: Iterable[Words]) -> tuple[Aim, ...]:
    """The aims of a sentence's parts, each under the time word that stands nearest before it."""
    day, aims = None, []
    for part in parts:
        for when in part.times:
            day = when.day or day
        aims += [aim if aim.day else replace(aim, day=day) for aim in part.aims]
    return tuple(aims)


def sentence_of(parts: list[Words], joiner: str, stop: str) -> Words:
    """One sentence of several parts."""
    return Words(
        joiner.join(part.text for part in parts) + stop,
        under_times(parts),
        tuple(when for part in parts for when in part.times),
        tuple(report for part in parts for report in part.reports),
        tuple(doubt for part in parts for doubt in part.doubts),
        NOTHING.union(*(part.shows for part in parts)),
    )
