"""Rules on roles that a document states once: the comma parts leads from supports, or the first leads; 下同."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from generated.families import Draw, family
from generated.roles import answers, apart, joined, listed
from generated.said import Clause
from generated.units import one_unit
from generated.words import World

COMMA_RULE = family("comma rule")
FIRST_RULE = family("first is lead")

STATED = {
    "comma-before-is-lead": ("逗号前为牵头单位", "逗号之前为牵头单位"),
    "first-is-lead": ("排在第一位的为牵头单位", "列首位的为牵头单位", "排第一的为牵头单位"),
}


@COMMA_RULE.form("leads before the comma", "[,，]")
def _comma(draw: Draw, world: World) -> Clause:
    leads = one_unit(draw, world)
    others = apart(draw, world, leads)
    return joined(f"责任单位：{leads.text}{world.comma}{others.text}", (leads, "lead"), (others, "support"))


@COMMA_RULE.form("by duty without a comma", "按职责分工负责")
def _by_duty(draw: Draw, world: World) -> Clause:
    units = listed(draw, world)
    return joined(f"责任单位：{units.text}按职责分工负责", (units, "by_duty"))


@COMMA_RULE.form("one alone", "")
def _alone(draw: Draw, world: World) -> Clause:
    unit = one_unit(draw, world)
    return joined(f"责任单位：{unit.text}", (unit, "lead"))


@FIRST_RULE.form("the first of a list", "、")
def _first(draw: Draw, world: World) -> Clause:
    unit = one_unit(draw, world)
    others = apart(draw, world, unit)
    return joined(f"责任单位：{unit.text}、{others.text}", (unit, "lead"), (others, "support"))


@FIRST_RULE.form("all jointly", "分别负责")
def _jointly(draw: Draw, world: World) -> Clause:
    units = listed(draw, world)
    return Clause(f"{units.text}分别负责", answers(units, "joint"), units.open_ended, shows=units.shows)


@FIRST_RULE.form("words of their own", "牵头.*配合")
def _own_words(draw: Draw, world: World) -> Clause:
    unit = one_unit(draw, world)
    others = apart(draw, world, unit)
    text = f"牵头单位：{unit.text}{world.semicolon}配合单位：{others.text}"
    return joined(text, (unit, "lead"), (others, "support"))


def ruled(rule: str) -> object:
    """The family of clauses under a rule."""
    return {"comma-before-is-lead": COMMA_RULE, "first-is-lead": FIRST_RULE}[rule]


def stating(draw: Draw, world: World, clause: Clause, rule: str) -> Clause:
    """The first clause of the document, which states the rule behind its units."""
    words = draw(st.sampled_from(STATED[rule]))
    stop = draw(st.sampled_from(("。", world.comma)))
    return replace(clause, text=f"{clause.text}{stop}{words}{world.comma}下同", rule=rule)
