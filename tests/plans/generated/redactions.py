"""Words blotted out: in the name of a unit, behind a number, in a title."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from generated.families import Draw, family
from generated.said import Aim, Doubt, Words
from generated.titles import TITLES
from generated.units import UNITS, Listed, draw_offices
from generated.words import World

REDACTIONS = family("redactions")


@REDACTIONS.form("behind a number", r"%[(（]略[)）]")
def _number(draw: Draw, world: World) -> Words:
    number = draw(st.integers(10, 95))
    aim = Aim("=", Decimal(number), "%", marks=frozenset({"redacted"}))
    doubt = Doubt("target", (f"{number}%", f"≥{number}%"))
    return Words(f"{number}%{world.brackets('略')}建成{world.built()}", (aim,), doubts=(doubt,))


@UNITS.form("a name blotted out", r"[(（]略[)）]")
def _unit(draw: Draw, world: World) -> Listed:
    names = tuple(world.sign + name for name in draw_offices(draw, world, 2))
    blotted = draw(st.integers(1, len(names) - 1))
    printed = [
        name if at != blotted else world.brackets("略") + name.removeprefix(world.sign)
        for at, name in enumerate(names)
    ]
    return Listed("、".join(printed), names, redacted=frozenset({names[blotted]}))


@TITLES.form("partly blotted out", r"[(（]略[)）]")
def _title(draw: Draw, world: World) -> Words:
    return Words(f"完善{world.brackets('略')}{world.matter()}制度")
