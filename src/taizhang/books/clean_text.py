"""Text as it may be stored, shown and written: without characters that nobody sees or that turn the line round."""

from __future__ import annotations

import re
from collections.abc import Iterable

from taizhang.model.words.unseen import UNSEEN

HARMFUL = re.compile(f"[{UNSEEN}]")

# A formula written as text: harmless here, live in the next program that pastes it. A lone sign or number is none.
_INJECTS = re.compile(r"^[\s'\"‘’“”\u200b\ufeff]*(?:[=@＝＠]|[+\-＋－]\s*[A-Za-z_]+\s*[(|!])", re.M)
# A line of its own that no formula holds: a dash in one cell and IF( in the next are no formula.
_BETWEEN = "\n.\n"
LONGEST_TEXT = 1_000_000  # characters that are kept of one cell (INTAKE 22)
CUT = "……（内容过长，以下略）"  # what stands where a text was cut


def clean_text(text: str) -> str:
    """The text without harmful characters; every kind of line break becomes one."""
    if HARMFUL.search(text) is None:
        return text
    return HARMFUL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_harmful(text: str) -> bool:
    """Whether the text holds more than an odd line break to be removed."""
    return HARMFUL.search(text.replace("\r", "")) is not None


def cut_text(text: str) -> str:
    """The text as long as one may be kept; what was cut off leaves a note."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(CUT)] + CUT


def needs_cleaning(text: str) -> bool:
    """Whether anything in it is to be removed or cut, or would run as a formula: cheap, and most texts need nothing."""
    return len(text) > LONGEST_TEXT or HARMFUL.search(text) is not None or injects_formula(text)


def one_text_of(texts: Iterable[str]) -> str:
    """The texts as one to be looked through at once, in which nothing reaches from one into the next."""
    return _BETWEEN.join(texts)


def injects_formula(text: str) -> bool:
    """Whether a line of the text would run as a formula where it is pasted."""
    return _INJECTS.search(text) is not None
