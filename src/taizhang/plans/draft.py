"""What a dialect reads off a document before ids are given: items, clauses, targets, times."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from taizhang.model.plan import Comparator, Precision, Role, Target
from taizhang.plans.squeezed import Stretch


@dataclass(frozen=True)
class Item:
    """A numbered item that is a task."""

    number: str  # as printed, without its separator
    section: tuple[str, ...]  # heading path, outermost first
    whole: Stretch
    title: Stretch
    body: Stretch  # what follows the title
    clauses: tuple[Stretch, ...]  # each responsibility clause, brackets included
    untitled: bool = False  # its first sentence is no title but its first measure, too
    labels: tuple[str, ...] = ()  # what the column of each clause says of it; () outside tables
    times: tuple[Stretch, ...] = ()  # cells elsewhere that only say when


@dataclass(frozen=True)
class NamedUnit:
    """A unit in a clause, with the part it takes."""

    unit: str
    role: Role
    printed: Stretch
    generic: bool = False
    redacted: bool = False
    canonical: str = ""
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True)
class Default:
    """Units that answer for every later task."""

    printed: Stretch
    units: tuple[str, ...]
    role: Role


@dataclass(frozen=True)
class Rule:
    """A rule on roles, stated once for the whole document."""

    printed: Stretch
    rule: str


@dataclass(frozen=True)
class ClauseReading:
    """What one responsibility clause says."""

    units: tuple[NamedUnit, ...] = ()
    open_ended: bool = False
    default: Default | None = None
    rule: Rule | None = None


@dataclass(frozen=True)
class Doubt:
    """A field with two readings."""

    field: str
    candidates: tuple[str, ...]
    why: str


def no_first_year(words: str, day: date) -> Doubt:
    """A span of years (两年内) that names no first day ends on `day`, or a year later."""
    candidates = (day.isoformat(), day.replace(year=day.year + 1).isoformat())
    return Doubt("deadline", candidates, f"“{words}”没有写明从哪一天算起，暂从计划年度算起，请核定完成时限。")


@dataclass(frozen=True)
class Timed:
    """A time word and the last day it allows; None for a time that comes back."""

    printed: Stretch
    day: date | None
    precision: Precision
    dated: bool = True  # False where the year is left to the plan's own
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Found:
    """A target in a sentence, as far as the words tell."""

    printed: Stretch
    subject: str
    comparator: Comparator
    value: Decimal
    unit: str
    at: int  # where its number stands in the sentence
    stated: Stretch  # the number with its unit and what follows (60%以上), or the word of full coverage
    value_max: Decimal | None = None
    day: date | None = None
    names: tuple[str, ...] = ()
    per: str = ""
    coverage: str = ""
    places: bool = False  # what is counted are places that report
    institutions: bool = False  # what is counted are hospitals, centres, schools …
    central: bool = False  # the issuing office itself answers: its own institutions, its own acts
    lower: bool = False  # the words say that less is better
    level: bool = False
    numerator: str = ""  # what over what, where the words of a ratio tell
    denominator: str = ""
    aspirational: bool = False
    approximate: bool = False
    in_principle: bool = False
    redacted: bool = False
    names_scheme: bool = False
    mean: bool = False  # the words say that the places' values are averaged
    of_period: bool = False  # the words say that the number is of its own period
    doubts: tuple[Doubt, ...] = ()

    @property
    def target(self) -> Target:
        return Target(self.comparator, self.value, self.unit, self.value_max)


@dataclass(frozen=True)
class Reported:
    """How often somebody reports to somebody."""

    printed: Stretch
    every: str
    kind: str
    by: str = ""
    to: str = ""


@dataclass(frozen=True)
class Head:
    """What the document says of itself."""

    title: str
    place: str  # "" where the head names none
    level: str  # of the place; "" where unknown
    year: int | None
    canonical: str = ""
    issuer: str = ""
    number: str = ""
    issued_on: date | None = None
    draft: bool = False
    year_from: str = "stated"  # "period" where it is the last of a period (“十四五”), "cited" where only other documents have it
    starts_at: int = 0  # where the plan's own text starts, after the announcement


@dataclass(frozen=True)
class Known:
    """What is known of the document while its sentences are read."""

    year: int
    rule: str = ""  # the rule on roles in force
    prefix: str = ""  # the level that the document's units carry
    extra: tuple[str, ...] = field(default=())

    def under(self, rule: Rule | None) -> Known:
        return replace(self, rule=rule.rule) if rule else self
