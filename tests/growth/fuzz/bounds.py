"""What holds of every input: nothing is raised but CannotRead, and the time is bounded by the length."""

from __future__ import annotations

import time
from dataclasses import dataclass

from taizhang.errors import CannotRead
from taizhang.papers import read_document
from taizhang.plans import compile_plan

from ..cost import MOST, growth

MOST_TIMES = 4000.0  # times the cost of one bare pass over the characters
_LEAST = 2000  # characters: below that the time is not the text's
_WORTH = 0.05  # CPU seconds: what is cheaper does not show how it grows


@dataclass
class Seen:
    """What the inputs so far have shown."""

    texts: int = 0
    files: int = 0
    characters: int = 0
    slowest: float = 0.0  # CPU seconds a character
    slowest_text: str = ""
    times: float = 0.0  # the slowest, over a bare pass
    steepest: float = 0.0  # how many times the cost of ten times the text
    grown: int = 0  # texts that were also read at ten times their length


def compile_text(text: str, seen: Seen) -> float:
    """Compile it; the CPU seconds that it took come back."""
    before = time.process_time()
    _compile(text)
    seen.texts += 1
    seen.characters += len(text)
    return time.process_time() - before


def check_text(text: str, seen: Seen) -> None:
    """Compile it, in a time bounded by its length; what costs much is compiled at ten times its length, too."""
    spent = compile_text(text, seen)
    if len(text) < _LEAST:
        return
    bare = _bare_pass(text)
    if spent / len(text) > seen.slowest:
        seen.slowest, seen.slowest_text, seen.times = spent / len(text), text, spent / bare
    assert spent <= MOST_TIMES * bare, f"{1e6 * spent / len(text):.0f} µs a character"
    if spent > _WORTH and seen.grown * 20 < seen.texts:
        times, _ = growth(compile_plan, text, text * 10)
        seen.grown += 1
        seen.steepest = max(seen.steepest, times)
        assert times <= MOST, f"ten times the text costs {times:.1f} times as much"


def check_file(content: bytes, seen: Seen) -> None:
    try:
        text = read_document(content, "计划")
    except CannotRead:
        text = ""
    seen.files += 1
    _compile(text)


def _compile(text: str) -> None:
    try:
        assert compile_plan(text).tasks
    except CannotRead:
        return


def _bare_pass(text: str) -> float:
    before = time.process_time()
    sum(character.isalpha() for character in text)
    return max(time.process_time() - before, 2e-8 * len(text))
