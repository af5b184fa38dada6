"""Names of units in a list: each with its prefix or the prefix once, joiners, generic units, 等, places as one unit."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from generated.families import Draw, family
from generated.said import NOTHING, Shows
from generated.words import PARTY, World

UNITS = family("units")


@dataclass(frozen=True)
class Listed:
    """A list as printed and the full names in it; `generic` are those that nobody bears."""

    text: str
    names: tuple[str, ...]
    generic: frozenset[str] = NOTHING
    open_ended: bool = False
    redacted: frozenset[str] = NOTHING
    shows: Shows = NOTHING


def draw_offices(draw: Draw, world: World, fewest: int = 1, most: int = 4) -> list[str]:
    """Names without their level."""
    return draw(st.lists(st.sampled_from(world.offices()), min_size=fewest, max_size=most, unique=True))


def one_unit(draw: Draw, world: World) -> Listed:
    name = world.sign + draw(st.sampled_from(world.offices()))
    return Listed(name, (name,))


@UNITS.form("each with its prefix", "")
def _full(draw: Draw, world: World) -> Listed:
    names = tuple(world.sign + name for name in draw_offices(draw, world, 2))
    return Listed("、".join(names), names)


@UNITS.form("the prefix once", "")
def _once(draw: Draw, world: World) -> Listed:
    offices = draw_offices(draw, world, 2)
    return Listed(world.sign + "、".join(offices), tuple(world.sign + name for name in offices))


@UNITS.form("party bodies first", "委(?:组织部|宣传部|编办|网信办|党校)")
def _party(draw: Draw, world: World) -> Listed:
    prefix = "自治区党委" if world.sign == "自治区" else f"{world.sign}委"
    bodies = draw(st.lists(st.sampled_from(PARTY), min_size=1, max_size=2, unique=True))
    offices = draw_offices(draw, world, 1, 2)
    carried = draw(st.booleans())
    first = world.sign + offices[0]
    printed = [prefix + bodies[0], *bodies[1:], first if not carried else offices[0], *offices[1:]]
    names = (*(prefix + body for body in bodies), *(world.sign + office for office in offices))
    return Listed("、".join(printed), names)


@UNITS.form("joined by 和", "[和及与]")
def _joined(draw: Draw, world: World) -> Listed:
    names = tuple(world.sign + name for name in draw_offices(draw, world, 2))
    joiner = draw(st.sampled_from(("和", "及", "与")))
    return Listed("、".join(names[:-1]) + joiner + names[-1], names)


@UNITS.form("others, unnamed", "其他有关部门|相关部门|成员单位")
def _generic(draw: Draw, world: World) -> Listed:
    names = tuple(world.sign + name for name in draw_offices(draw, world, 1, 3))
    other = draw(st.sampled_from(("其他有关部门", "各成员单位", f"{world.sign}级相关部门")))
    return Listed("、".join((*names, other)), (*names, other), frozenset({other}))


@UNITS.form("places as one unit", r"各.{1,2}[(（]")
def _places(draw: Draw, world: World) -> Listed:
    names = tuple(world.sign + name for name in draw_offices(draw, world, 1, 3))
    places = f"各{world.below}" + draw(st.sampled_from(("", "人民政府")))
    return Listed("、".join((*names, places)), (*names, places), frozenset({places}))


@UNITS.form("and others", "等")
def _open(draw: Draw, world: World) -> Listed:
    names = tuple(world.sign + name for name in draw_offices(draw, world, 2))
    return Listed("、".join(names) + "等", names, open_ended=True)
