"""Shapes of clauses: brackets of every kind, lines of their own, lines without brackets, times beside the units."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from generated.deadlines import DEADLINES
from generated.families import Draw, family
from generated.said import Clause
from generated.words import World

CLAUSES = family("clauses")


def _in_brackets(draw: Draw, world: World, clause: Clause) -> Clause:
    left, right = draw(st.sampled_from(("()", "（）", "〔〕", "[]", "【】")))
    return replace(clause, text=f"{left}{clause.text}{right}")


@CLAUSES.form("behind the sentence", r"。[(（〔\[【]")
def _inline(draw: Draw, world: World, clause: Clause) -> Clause:
    return _in_brackets(draw, world, clause)


@CLAUSES.form("on a line of its own", r"\n[(（〔\[【]")
def _own_line(draw: Draw, world: World, clause: Clause) -> Clause:
    return replace(_in_brackets(draw, world, clause), apart=True)


@CLAUSES.form("with a stop inside", r"。[)）〕\]】]")
def _stopped(draw: Draw, world: World, clause: Clause) -> Clause:
    return _in_brackets(draw, world, replace(clause, text=clause.text + "。"))


def _ends_in_role(world: World, clause: Clause) -> bool:
    return clause.text.endswith(("负责", "牵头", "配合"))


@CLAUSES.form("with a time", "完成[)）〕\\]】]", _ends_in_role)
def _timed(draw: Draw, world: World, clause: Clause) -> Clause:
    forms = [form for form in DEADLINES.forms if form.name.endswith(("end of a month", "a quarter"))]
    when = draw(st.sampled_from(forms)).write(draw, world)
    timed = replace(clause, text=f"{clause.text}{world.comma}{when.text}完成", times=when.times)
    return _in_brackets(draw, world, timed)


def _is_labelled(world: World, clause: Clause) -> bool:
    noted = clause.rule or clause.default
    return not noted and clause.text.startswith(("责任单位", "责任部门", "牵头单位"))


@CLAUSES.form("a labelled line", r"\n(?:责任单位|责任部门|牵头单位)[:：]", _is_labelled)
def _line(draw: Draw, world: World, clause: Clause) -> Clause:
    return replace(clause, apart=True)
