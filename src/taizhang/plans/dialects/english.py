"""Numbered clauses in English as translation machines write it."""

from __future__ import annotations

from taizhang.plans.dialects import dialect
from taizhang.plans.draft import Item
from taizhang.plans.english.cadence import read_cadences
from taizhang.plans.english.deadlines import read_deadlines
from taizhang.plans.english.duties import read_clause
from taizhang.plans.english.header import read_head
from taizhang.plans.english.indicators import read_indicators
from taizhang.plans.english.lost_lines import restore_lines
from taizhang.plans.english.sentences import join_broken_lines, read_sentences
from taizhang.plans.english.structure import read_items
from taizhang.plans.squeezed import Squeezed, squeeze


@dialect
class English:
    """Items `1.` and `Third,` with clauses in brackets; one office may be translated in two ways."""

    language = "en"
    read_head = staticmethod(read_head)
    read_clause = staticmethod(read_clause)
    read_sentences = staticmethod(read_sentences)
    read_deadlines = staticmethod(read_deadlines)
    read_indicators = staticmethod(read_indicators)
    read_cadences = staticmethod(read_cadences)

    def fits(self, text: str) -> float:
        """The share of Latin letters among the letters."""
        letters = sum(character.isalpha() for character in text)
        latin = sum(character.isascii() and character.isalpha() for character in text)
        return latin / letters if letters else 0.0

    def squeeze(self, text: str) -> Squeezed:
        return join_broken_lines(restore_lines(squeeze(text, blanks=True)))

    def read_items(self, source: Squeezed) -> tuple[Item, ...]:
        return read_items(source)
