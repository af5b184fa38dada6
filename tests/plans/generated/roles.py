"""Roles: the words and labels of a clause that say who takes which part."""

from __future__ import annotations

from hypothesis import strategies as st

from generated.families import Draw, family
from generated.said import Answer, Clause
from generated.units import UNITS, Listed, draw_offices, one_unit
from generated.words import World

ROLES = family("roles")


def answers(listed: Listed, role: str) -> tuple[Answer, ...]:
    return tuple(Answer(name, role, name in listed.generic, name in listed.redacted) for name in listed.names)


def joined(text: str, *parts: tuple[Listed, str]) -> Clause:
    """The clause of these lists, each in its part; its brackets come later."""
    return Clause(
        text,
        tuple(one for listed, role in parts for one in answers(listed, role)),
        any(listed.open_ended for listed, _ in parts),
        shows=frozenset().union(*(listed.shows for listed, _ in parts)),
    )


def listed(draw: Draw, world: World) -> Listed:
    return UNITS.draw(draw, world)


def apart(draw: Draw, world: World, other: Listed) -> Listed:
    """A list that shares no unit with another; one never stands twice in a clause."""
    left = [name for name in world.offices() if world.sign + name not in other.names]
    names = draw(st.lists(st.sampled_from(left), min_size=1, max_size=3, unique=True))
    full = tuple(world.sign + name for name in names)
    printed = draw(st.sampled_from(("、".join(full), world.sign + "、".join(names))))
    return Listed(printed, full)


@ROLES.form("one alone", "负责|牵头")
def _alone(draw: Draw, world: World) -> Clause:
    unit = one_unit(draw, world)
    return joined(f"{unit.text}{draw(st.sampled_from(('负责', '牵头负责', '牵头')))}", (unit, "lead"))


@ROLES.form("分别负责", "分别负责|共同负责")
def _jointly(draw: Draw, world: World) -> Clause:
    units = listed(draw, world)
    return joined(units.text + draw(st.sampled_from(("分别负责", "共同负责"))), (units, "joint"))


@ROLES.form("按职责分工负责", "职责|分工")
def _by_duty(draw: Draw, world: World) -> Clause:
    units = listed(draw, world)
    words = draw(
        st.sampled_from(("按职责分工负责", "按照职责分工负责", "按职责负责", "分工负责", "依职责分工负责"))
    )
    return joined(units.text + words, (units, "by_duty"))


@ROLES.form("one answers, others support", "负责.{1,2}.*(?:配合|参与|协助)")
def _supported(draw: Draw, world: World) -> Clause:
    unit = one_unit(draw, world)
    others = apart(draw, world, unit)
    word = draw(st.sampled_from(("配合", "参与", "协助")))
    return joined(f"{unit.text}负责{world.comma}{others.text}{word}", (unit, "lead"), (others, "support"))


@ROLES.form("one leads, others support", "牵头.{1,2}.*配合")
def _led(draw: Draw, world: World) -> Clause:
    unit = one_unit(draw, world)
    others = apart(draw, world, unit)
    return joined(f"{unit.text}牵头{world.comma}{others.text}配合", (unit, "lead"), (others, "support"))


@ROLES.form("one leads, others by duty", "牵头.*按职责分工负责")
def _led_by_duty(draw: Draw, world: World) -> Clause:
    unit = one_unit(draw, world)
    others = apart(draw, world, unit)
    text = f"{unit.text}牵头{world.comma}{others.text}按职责分工负责"
    return joined(text, (unit, "lead"), (others, "by_duty"))


@ROLES.form("会同", "会同")
def _conferring(draw: Draw, world: World) -> Clause:
    unit = one_unit(draw, world)
    others = apart(draw, world, unit)
    word = draw(st.sampled_from(("负责", "牵头")))
    return joined(f"{unit.text}会同{others.text}{word}", (unit, "lead"), (others, "support"))


@ROLES.form("labels of leads and supports", "牵头单位[:：].*配合单位[:：]")
def _labelled(draw: Draw, world: World) -> Clause:
    unit = one_unit(draw, world)
    others = apart(draw, world, unit)
    colon = "：" if world.wide else ":"
    text = f"牵头单位{colon}{unit.text}{world.semicolon}配合单位{colon}{others.text}"
    return joined(text, (unit, "lead"), (others, "support"))


@ROLES.form("a label alone", "责任(?:单位|部门)[:：]")
def _listed(draw: Draw, world: World) -> Clause:
    units = draw(st.sampled_from((listed, one_unit)))(draw, world)
    label, colon = draw(st.sampled_from(("责任单位", "责任部门"))), "：" if world.wide else ":"
    return joined(f"{label}{colon}{units.text}", (units, "lead" if len(units.names) == 1 else "joint"))


@ROLES.form("marked behind the name", "[(（]牵头[)）]")
def _marked(draw: Draw, world: World) -> Clause:
    unit = one_unit(draw, world)
    others = apart(draw, world, unit)
    text = f"责任单位：{unit.text}{world.brackets('牵头')}、{others.text}"
    return joined(text, (unit, "lead"), (others, "joint"))


@ROLES.form("a list without a word", "")
def _bare(draw: Draw, world: World) -> Clause:
    offices = [world.sign + name for name in draw_offices(draw, world, 2, 3)]
    units = Listed("、".join(offices), tuple(offices))
    return joined(units.text, (units, "joint"))
