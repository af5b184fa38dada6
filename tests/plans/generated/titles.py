"""Titles of tasks: up to a full stop, on a line of their own, with a number or a time in them, or none at all."""

from __future__ import annotations

from dataclasses import replace

from generated.deadlines import DEADLINES
from generated.families import Draw, family
from generated.numbers import NUMBERS
from generated.said import Words, sentence_of
from generated.words import World

TITLES = family("titles")


@TITLES.form("a deed", "")
def _deed(draw: Draw, world: World) -> Words:
    return Words(world.deed())


@TITLES.form("two deeds", "")
def _two(draw: Draw, world: World) -> Words:
    return Words(f"{world.deed()}和{world.matter()}服务")


@TITLES.form("with a number", r"\d|百分之|次|番")
def _number(draw: Draw, world: World) -> Words:
    return NUMBERS.draw(draw, world)


@TITLES.form("with a time", "")
def _time(draw: Draw, world: World) -> Words:
    return sentence_of([DEADLINES.draw(draw, world), Words(f"完成{world.matter()}改造")], "", "")


def as_measure(sentence: Words) -> Words:
    """An item of one sentence: its title is its measure, too, and has no stop."""
    return replace(sentence, text=sentence.text.removesuffix("。"))
