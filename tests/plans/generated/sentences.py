"""Sentences: one part or several, a time before them or none, a deed or a trap beside a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from generated.aims import COVERAGE, EACH, LEVELS, LISTS, NAMES, SOFTENED, draw_shares
from generated.deadlines import DEADLINES
from generated.families import Draw, family
from generated.numbers import NUMBERS
from generated.redactions import REDACTIONS
from generated.reports import REPORTS
from generated.said import Aim, When, Words, sentence_of
from generated.traps import TRAPS
from generated.words import World

SENTENCES = family("sentences")
AIMED = (NUMBERS, NUMBERS, NUMBERS, COVERAGE, LEVELS, EACH, NAMES, LISTS, SOFTENED, REDACTIONS)


def _aimed(draw: Draw, world: World) -> Words:
    return draw(st.sampled_from(AIMED)).draw(draw, world)


def _deed(world: World) -> Words:
    return Words(world.deed())


@SENTENCES.form("a deed", "")
def _only_deed(draw: Draw, world: World) -> Words:
    return sentence_of([_deed(world)], "", "。")


@SENTENCES.form("a trap", "")
def _only_trap(draw: Draw, world: World) -> Words:
    return sentence_of([TRAPS.draw(draw, world)], "", "。")


@SENTENCES.form("a number", "")
def _only_aim(draw: Draw, world: World) -> Words:
    return sentence_of([_aimed(draw, world)], "", "。")


@SENTENCES.form("a deed, then a number", "[,，]")
def _deed_and_aim(draw: Draw, world: World) -> Words:
    return sentence_of([_deed(world), _aimed(draw, world)], world.comma, "。")


@SENTENCES.form("a number, then a deed", "[,，]")
def _aim_and_deed(draw: Draw, world: World) -> Words:
    return sentence_of([_aimed(draw, world), _deed(world)], world.comma, "。")


@SENTENCES.form("numbers in parts", "[;；]")
def _several(draw: Draw, world: World) -> Words:
    parts = [_aimed(draw, world) for _ in range(draw(st.integers(2, 3)))]
    return sentence_of(parts, world.semicolon, "。")


@SENTENCES.form("a time, then a deed", "")
def _timed_deed(draw: Draw, world: World) -> Words:
    when, joiner = DEADLINES.draw(draw, world), draw(st.sampled_from(("", world.comma)))
    done = Words(draw(st.sampled_from(("完成", "启动", "出台", "建立"))) + world.matter() + "方案")
    return sentence_of([when, done], joiner, "。")


@SENTENCES.form("a time over numbers", "[,，;；]")
def _timed(draw: Draw, world: World) -> Words:
    parts = [_aimed(draw, world) for _ in range(draw(st.integers(1, 3)))]
    when = DEADLINES.draw(draw, world)
    governed = sentence_of([when, *parts], world.semicolon, "。")
    return replace(governed, text=governed.text.replace(world.semicolon, world.comma, 1))


@SENTENCES.form("two years, each with its number", "到20..年和20..年.*分别")
def _two_years(draw: Draw, world: World) -> Words:
    first = world.year + draw(st.integers(0, 3))
    last = first + draw(st.integers(1, 3))
    numbers = draw_shares(draw, 2)
    days = (date(first, 12, 31), date(last, 12, 31))
    aims = tuple(Aim(">=", Decimal(n), "%", day=day) for n, day in zip(numbers, days, strict=True))
    times = (When(f"到{first}年", days[0], "year"), When(f"{last}年", days[1], "year"))
    text = f"到{first}年和{last}年{world.comma}{world.rate()}分别达到{numbers[0]}%和{numbers[1]}%。"
    return Words(text, aims, times)


@SENTENCES.form("a report", "")
def _report(draw: Draw, world: World) -> Words:
    return sentence_of([REPORTS.draw(draw, world)], "", "。")
