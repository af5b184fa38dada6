"""Dirt: what typists, scanners and page breaks do to a text, and what must change nothing in the plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st

from generated.families import Draw, family
from generated.said import NOTHING, Shows

DIRT = family("dirt")
_WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")
_HAN = "[\u4e00-\u9fff]"
_OPENS = re.compile(r"第.{1,3}[条章]|任务\d|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|附件$")


@dataclass(frozen=True)
class Dirt:
    """How a text is soiled."""

    soil: Callable[[str], str]
    shows: Shows = NOTHING


@DIRT.form("clean", "")
def _clean(draw: Draw, by_line: bool) -> Dirt:
    return Dirt(lambda text: text)


@DIRT.form("blanks inside words", f"{_HAN}[ \u3000]{{1,2}}{_HAN}")
def _blanks(draw: Draw, by_line: bool) -> Dirt:
    blank, random = draw(st.sampled_from((" ", "\u3000", "  "))), Random(draw(st.integers(0, 99)))
    return Dirt(lambda text: _sprinkled(text, blank, random))


@DIRT.form("invisible characters", f"{_HAN}[\u200b\ufeff\u00ad]{_HAN}")
def _invisible(draw: Draw, by_line: bool) -> Dirt:
    mark, random = draw(st.sampled_from("\u200b\ufeff\u00ad")), Random(draw(st.integers(0, 99)))
    return Dirt(lambda text: _sprinkled(text, mark, random))


def _sprinkled(text: str, what: str, random: Random) -> str:
    """Something in front of one character in eight; lines keep their beginnings, pages their numbers."""
    lines = (
        line if line.startswith("—") else "".join(_soiled(line, what, random)) for line in text.split("\n")
    )
    return "\n".join(lines)


def _soiled(line: str, what: str, random: Random) -> list[str]:
    return [what + one if at and random.random() < 0.12 else one for at, one in enumerate(line)]


@DIRT.form("digits in full width", "[０-９]")
def _wide_digits(draw: Draw, by_line: bool) -> Dirt:
    return Dirt(lambda text: text.translate(_WIDE))


@DIRT.form("lines set in", "\n\u3000\u3000")
def _indented(draw: Draw, by_line: bool) -> Dirt:
    return Dirt(lambda text: text.replace("\n", "\n\u3000\u3000"))


@DIRT.form("line ends of another system", "\r\n")
def _other_ends(draw: Draw, by_line: bool) -> Dirt:
    return Dirt(lambda text: text.replace("\n", "\r\n"))


@DIRT.form("empty lines", "\n\n")
def _empty_lines(draw: Draw, by_line: bool) -> Dirt:
    return Dirt(lambda text: text.replace("\n", "\n\n"))


@DIRT.form("lines broken at the width of a page", "", lambda by_line: not by_line)
def _wrapped(draw: Draw, by_line: bool) -> Dirt:
    width = draw(st.integers(24, 40))
    return Dirt(lambda text: _broken(text, width))


def _broken(text: str, width: int) -> str:
    """Paragraphs broken at the width, where that is done so often that nobody takes it for their ends."""
    widths = [(line, width if "。" in line else len(line) or 1) for line in text.split("\n")]
    broken = [line[at : at + wide] for line, wide in widths for at in range(0, len(line), wide)]
    long = [line for line in broken if len(line) > 12]
    cut = [line for line in long if line[-1] not in "。；;：:！？!?）)】〕]”" and not _OPENS.match(line)]
    return "\n".join(broken) if len(cut) > 9 and len(cut) > 0.5 * len(long) else text
