"""What two plans say differently, clause beside clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from taizhang.model.plan import Plan
from taizhang.model.plan_change import Amendment
from taizhang.plans.changing.fields import SPLIT, field_named, fields, settings_fields
from taizhang.plans.changing.scoring_fields import scoring_fields, scoring_lines
from taizhang.plans.changing.spots import PLAN, Spot, spots
from taizhang.plans.in_force import in_force

_NOT_SAID = ("checked",)  # whether a person has looked is nothing that the plan says


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one id that two plans say differently, with the words that each rests on."""

    id: str
    field: str  # its name
    title: str  # of its column
    one: str
    other: str
    quote: str  # of the first plan
    other_quote: str


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that two plans say differently."""

    fields: tuple[Difference, ...]
    only_in_one: tuple[tuple[str, str], ...]  # id and words of rows that the second plan has not
    only_in_other: tuple[tuple[str, str], ...]
    amendments: tuple[Amendment, ...]  # that the first plan alone has
    other_amendments: tuple[Amendment, ...]
    text: bool  # the documents themselves differ, blanks aside

    def __bool__(self) -> bool:
        rows = self.only_in_one or self.only_in_other
        return bool(self.fields or rows or self.amendments or self.other_amendments or self.text)


def differences(one: Plan, other: Plan, day: date | None = None) -> Differences:
    """How the second plan differs from the first; with a day, as both are in force on it."""
    held = tuple(change for change in one.amendments if change not in other.amendments)
    others = tuple(change for change in other.amendments if change not in one.amendments)
    first, second = (in_force(one, day), in_force(other, day)) if day else (one, other)
    lines, other_lines = _lines(first), _lines(second)
    return Differences(
        (*_of_fields(lines, other_lines), *_of_points(first, second)),
        tuple((given, spot.quote.words) for given, spot in lines.items() if given not in other_lines),
        tuple((given, spot.quote.words) for given, spot in other_lines.items() if given not in lines),
        held,
        others,
        "".join(one.text.split()) != "".join(other.text.split()),
    )


def _lines(plan: Plan) -> dict[str, Spot]:
    return {spot.id: spot for spot in spots(plan)}


def _of_fields(lines: dict[str, Spot], other_lines: dict[str, Spot]) -> Iterator[Difference]:
    plans = [next(iter(held.values())).plan for held in (lines, other_lines)]
    document, other_document = (Spot(plan, PLAN) for plan in plans)
    for field in settings_fields():
        one, other = field.show(document), field.show(other_document)
        if one != other:
            yield Difference(PLAN, field.name, field.title, one, other, plans[0].title, plans[1].title)
    told: set[tuple[str, str]] = set()
    for given, spot in lines.items():
        if given in other_lines:
            yield from _of_line(spot, other_lines[given], told)


def _of_line(spot: Spot, other: Spot, told: set[tuple[str, str]]) -> Iterator[Difference]:
    """The line's words, its fields and its shares; what several lines show is told once."""
    if spot.quote.words != other.quote.words:
        yield Difference(
            spot.id, "quote", "原文", spot.quote.words, other.quote.words, spot.quote.words, other.quote.words
        )
    for field in fields():
        owner, theirs = field.owner(spot), field.owner(other)
        one, another = field.show(spot), field.show(other)
        if one == another or field.name in _NOT_SAID or (owner or theirs, field.name) in told:
            continue
        told.add((owner or theirs, field.name))
        words, other_words = _quotes(field.name, spot), _quotes(field.name, other)
        yield Difference(owner or theirs, field.name, field.title, one, another, words, other_words)
    yield from _of_shares(spot, other)


def _of_points(first: Plan, second: Plan) -> Iterator[Difference]:
    """What each item counts, of whatever either plan scores."""
    lines, others = ({spot.id: spot for spot in scoring_lines(plan)} for plan in (first, second))
    for given in dict.fromkeys((*lines, *others)):
        spot, other = lines.get(given) or Spot(first, given), others.get(given) or Spot(second, given)
        for field in scoring_fields():
            one, another = field.show(spot), field.show(other)
            if one != another:
                words, other_words = (
                    held[given].quote.words if given in held else "" for held in (lines, others)
                )
                yield Difference(given, field.name, field.title, one, another, words, other_words)


def _quotes(field: str, spot: Spot) -> str:
    """The bracket for units, the title for a task's own fields, else the line's words."""
    if spot.task and field.startswith("units/"):
        clause = spot.clause
        return (
            spot.task.clauses[clause].words if clause is not None and clause < len(spot.task.clauses) else ""
        )
    if spot.task and field in ("title", "task_deadline"):
        return spot.task.title_span.words
    return spot.quote.words


def _of_shares(spot: Spot, other: Spot) -> Iterator[Difference]:
    keys = {
        key
        for one in (spot, other)
        for split in one.plan.splits
        if split.id == one.id
        for key, _ in split.parts
    }
    for key in sorted(keys):
        field = field_named(f"{SPLIT}{key}")
        one, another = field.show(spot), field.show(other)
        if one != another:
            yield Difference(
                spot.id, field.name, f"分解（{key}）", one, another, spot.quote.words, other.quote.words
            )
