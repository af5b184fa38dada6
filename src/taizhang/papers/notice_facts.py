"""Everything that a Word template of a notice may ask for."""

from __future__ import annotations

from taizhang.papers.notice_lists import LISTS
from taizhang.papers.notice_words import NUMBERS, WORDS
from taizhang.papers.placeholders import Asked, Facts, Placeholder

PLACEHOLDERS: tuple[Placeholder, ...] = (*WORDS, *NUMBERS, *LISTS)


def notice_facts(asked: Asked) -> Facts:
    """Each placeholder's value by its name."""
    return {one.name: one.fact(asked) for one in PLACEHOLDERS}
