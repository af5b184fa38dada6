"""Numbered clauses in Chinese, as offices issue them."""

from __future__ import annotations

import re

from taizhang.model.words.clauses import PLAN_WORDS
from taizhang.plans.chinese.broken_labels import join_labels
from taizhang.plans.chinese.cadence import read_cadences
from taizhang.plans.chinese.deadlines import read_deadlines
from taizhang.plans.chinese.duties import read_clause
from taizhang.plans.chinese.header import read_head
from taizhang.plans.chinese.indicators import read_indicators
from taizhang.plans.chinese.lost_lines import restore_lines
from taizhang.plans.chinese.sentences import read_sentences
from taizhang.plans.chinese.structure import read_items
from taizhang.plans.dialects import dialect
from taizhang.plans.draft import Item
from taizhang.plans.squeezed import Squeezed, squeeze

_CALLS_ITSELF = re.compile("|".join(PLAN_WORDS))


@dialect
class Chinese:
    """Items 一、 （一） 1. with clauses in brackets; page breaks leave blanks inside words."""

    language = "zh"
    read_head = staticmethod(read_head)
    read_clause = staticmethod(read_clause)
    read_sentences = staticmethod(read_sentences)
    read_deadlines = staticmethod(read_deadlines)
    read_indicators = staticmethod(read_indicators)
    read_cadences = staticmethod(read_cadences)

    def fits(self, text: str) -> float:
        """The share of Chinese characters among the letters."""
        letters = sum(character.isalpha() for character in text)
        chinese = sum("\u4e00" <= character <= "\u9fff" for character in text)
        return chinese / letters if letters else 0.0

    def squeeze(self, text: str) -> Squeezed:
        return join_labels(restore_lines(squeeze(text, blanks=False)))

    def read_items(self, source: Squeezed) -> tuple[Item, ...]:
        """The tasks; a list in which nobody is named counts only in what calls itself a plan."""
        return read_items(source, listed=bool(_CALLS_ITSELF.search(source.text[:3000])))
