"""Clauses of a translation: who leads, who supports, by duty or jointly, the default and the rule on roles."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from generated.english.words import World
from generated.families import Draw, family
from generated.said import Answer, Clause, Default

CLAUSES = family("clauses", "en")
DEFAULTS = family("defaults", "en")


def _units(draw: Draw, world: World, fewest: int, most: int = 4) -> list[str]:
    return draw(st.lists(st.sampled_from(world.offices()), min_size=fewest, max_size=most, unique=True))


def _answers(world: World, *parts: tuple[list[str], str]) -> tuple[Answer, ...]:
    return tuple(
        Answer(unit, role, canonical=world.canonical(unit)) for units, role in parts for unit in units
    )


def _list(draw: Draw, units: list[str]) -> str:
    """Units with commas and an `and`, with or without articles."""
    the = draw(st.sampled_from(("", "the ")))
    named = [the + unit for unit in units]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


def _clause(world: World, text: str, *parts: tuple[list[str], str]) -> Clause:
    return Clause(f"({text[0].upper()}{text[1:]})", _answers(world, *parts))


@CLAUSES.form("one alone", "is responsible|takes the lead")
def _alone(draw: Draw, world: World) -> Clause:
    units = _units(draw, world, 1, 1)
    word = draw(st.sampled_from(("is responsible", "takes the lead")))
    return _clause(world, f"{_list(draw, units)} {word}", (units, "lead"))


@CLAUSES.form("by duty", "division of responsibilities|according to their duties|respective duties")
def _by_duty(draw: Draw, world: World) -> Clause:
    units = _units(draw, world, 2)
    words = draw(
        st.sampled_from(
            (
                "are responsible for the division of responsibilities",
                "are responsible for the division of labor according to their duties",
                "shall be responsible for their respective duties",
            )
        )
    )
    return _clause(world, f"{_list(draw, units)} {words}", (units, "by_duty"))


@CLAUSES.form("jointly", "respectively responsible|jointly responsible")
def _jointly(draw: Draw, world: World) -> Clause:
    units = _units(draw, world, 2)
    words = draw(st.sampled_from(("are respectively responsible", "are jointly responsible")))
    return _clause(world, f"{_list(draw, units)} {words}", (units, "joint"))


@CLAUSES.form("one leads, others support", "(?:[Ll]e[ad]d?|responsible).*(?:cooperat|participat|assist)")
def _led(draw: Draw, world: World) -> Clause:
    lead, *others = _units(draw, world, 2)
    first, rest = f"the {lead}", _list(draw, others)
    text = draw(
        st.sampled_from(
            (
                f"{first} takes the lead, and {rest} cooperate",
                f"led by {first}, with the cooperation of {rest}",
                f"led by {first}, with the participation of {rest}",
                f"{first} is responsible, with assistance from {rest}",
            )
        )
    )
    return _clause(world, text, ([lead], "lead"), (others, "support"))


@CLAUSES.form("labels", "[Ll]ead(?:ing)? unit: .*; ")
def _labelled(draw: Draw, world: World) -> Clause:
    lead, *others = _units(draw, world, 2)
    label = draw(st.sampled_from(("cooperating units", "participating units")))
    text = f"lead unit: {lead}; {label}: {', '.join(others)}"
    return _clause(world, text, ([lead], "lead"), (others, "support"))


@CLAUSES.form("a list alone", "")
def _listed(draw: Draw, world: World) -> Clause:
    units = _units(draw, world, 2)
    label = draw(st.sampled_from(("", "responsible units: ")))
    return _clause(world, f"{label}{', '.join(units)}", (units, "joint"))


@CLAUSES.form("and others", r"etc\.")
def _open(draw: Draw, world: World) -> Clause:
    units = _units(draw, world, 2)
    clause = _clause(world, f"responsible units: {', '.join(units)}, etc.", (units, "joint"))
    return replace(clause, open_ended=True)


@DEFAULTS.form("in the first clause", "following tasks")
def _default(draw: Draw, world: World, clause: Clause) -> Clause:
    units = "people's governments of each county (city, district)"
    note = f"The following tasks must be implemented by the {units}, and will not be listed separately"
    return replace(clause, text=f"{clause.text[:-1]}. {note})", default=Default((units,)))
