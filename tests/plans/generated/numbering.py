"""Numbers of items: styles, nesting, lists that run on across groups and lists that begin anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from generated.families import Draw, family
from generated.numbers import chinese
from generated.said import NOTHING, Shows, Words
from generated.words import World

NUMBERING = family("numbering")

Marker = Callable[[int], tuple[str, str]]  # by value: as printed with its separator, and without


def comma(value: int) -> tuple[str, str]:
    return f"{chinese(value)}、", chinese(value)


def paren(value: int) -> tuple[str, str]:
    return (f"（{chinese(value)}）",) * 2


def narrow_paren(value: int) -> tuple[str, str]:
    return (f"({chinese(value)})",) * 2


def dot(value: int) -> tuple[str, str]:
    return f"{value}.", str(value)


def wide_dot(value: int) -> tuple[str, str]:
    return f"{value}．", str(value)


def digit_comma(value: int) -> tuple[str, str]:
    return f"{value}、", str(value)


def ordinal(value: int) -> tuple[str, str]:
    return (f"第{chinese(value)}条",) * 2


def task_word(value: int) -> tuple[str, str]:
    return f"任务{value}：", str(value)


def chapter(value: int) -> tuple[str, str]:
    return (f"第{chinese(value)}章",) * 2


@dataclass(frozen=True)
class Numbering:
    """How sections (outermost first) and tasks are numbered."""

    sections: tuple[Marker, ...]
    tasks: Marker
    runs_on: bool
    shows: Shows = NOTHING

    @property
    def points(self) -> tuple[Marker, ...]:
        """What may number the points inside a task."""
        return () if self.tasks in (dot, wide_dot, digit_comma, task_word) else (dot, wide_dot)


def apart_from(number: str, words: Words) -> Words:
    """Words that may stand behind a printed number: a digit behind a point would make it a decimal."""
    glued = number[-1:] in ".．、" and number[:1].isdigit() and words.text[:1].isdigit()
    return words.put("推动") if glued and not re.match(r"20..年|[-—至\d]{1,5}月", words.text) else words


@NUMBERING.form("一、", "一、")
def _commas(draw: Draw, world: World) -> Numbering:
    return Numbering((), comma, True)


@NUMBERING.form("（一）", "[(（]一[)）]")
def _parens(draw: Draw, world: World) -> Numbering:
    return Numbering((), draw(st.sampled_from((paren, narrow_paren))), True)


@NUMBERING.form("1.", "1[.．、]")
def _dots(draw: Draw, world: World) -> Numbering:
    return Numbering((), draw(st.sampled_from((dot, wide_dot, digit_comma))), True)


@NUMBERING.form("第一条", "第一条")
def _ordinals(draw: Draw, world: World) -> Numbering:
    return Numbering((), ordinal, True)


@NUMBERING.form("任务1：", "任务1：")
def _task_words(draw: Draw, world: World) -> Numbering:
    return Numbering((), task_word, True)


@NUMBERING.form("（一） in 一、, run on", "[一二]、[^。]*（一）")
def _parens_in_commas(draw: Draw, world: World) -> Numbering:
    return Numbering((comma,), paren, True)


@NUMBERING.form("（一） in 一、, begun anew", "[一二]、[^。]*（一）")
def _parens_anew(draw: Draw, world: World) -> Numbering:
    return Numbering((comma,), paren, False)


@NUMBERING.form("1. in （一）, run on", r"（一）[^。]*1[.．]")
def _dots_in_parens(draw: Draw, world: World) -> Numbering:
    return Numbering((paren,), draw(st.sampled_from((dot, wide_dot))), True)


@NUMBERING.form("1. in （一）, begun anew", r"（一）[^。]*1[.．]")
def _dots_anew(draw: Draw, world: World) -> Numbering:
    return Numbering((paren,), draw(st.sampled_from((dot, wide_dot))), False)


@NUMBERING.form("一、 in 第一章", "第一章[^。]*一、")
def _commas_in_chapters(draw: Draw, world: World) -> Numbering:
    return Numbering((chapter,), comma, draw(st.booleans()))


@NUMBERING.form("three levels", r"[一二]、[^。]*（一）[^。]*1\.")
def _three_levels(draw: Draw, world: World) -> Numbering:
    return Numbering((comma, paren), dot, draw(st.booleans()))
