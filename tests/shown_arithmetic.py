"""Works out again what a scoring shows, by a reader of its own: 20×(45÷60×100)÷75, MAX(10-(12-10)×2, 2), -1×3."""

from __future__ import annotations

import re
from fractions import Fraction

_TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?|MIN|MAX|[-+×÷(),])")


def worked_out(shown: str) -> Fraction:
    """The exact value of the arithmetic before = or ≈."""
    tokens = _TOKEN.findall(re.split("[=≈]", shown)[0])
    assert "".join(tokens) == re.split("[=≈]", shown)[0].replace(" ", ""), shown
    value, rest = _sum(tokens)
    assert rest == [], shown
    return value


def told_result(shown: str) -> Fraction:
    """The number behind = or ≈; the whole where it is one number."""
    return Fraction(re.split("[=≈]", shown)[-1])


def _sum(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, rest = _product(tokens)
    while rest and rest[0] in "+-":
        more, left = _product(rest[1:])
        value, rest = (value + more if rest[0] == "+" else value - more), left
    return value, rest


def _product(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, rest = _factor(tokens)
    while rest and rest[0] in "×÷":
        more, left = _factor(rest[1:])
        value, rest = (value * more if rest[0] == "×" else value / more), left
    return value, rest


def _factor(tokens: list[str]) -> tuple[Fraction, list[str]]:
    head, rest = tokens[0], tokens[1:]
    if head == "-":
        value, rest = _factor(rest)
        return -value, rest
    if head in ("MIN", "MAX"):
        first, rest = _sum(rest[1:])
        second, rest = _sum(rest[1:])
        return (min if head == "MIN" else max)(first, second), rest[1:]
    if head == "(":
        value, rest = _sum(rest)
        return value, rest[1:]
    return Fraction(head), rest
