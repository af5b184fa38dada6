"""Subjects: what a target counts or measures, in the words around its number."""

from __future__ import annotations

import re

from taizhang.model.words.targets import ASPIRATIONAL, BEFORE, IN_PRINCIPLE
from taizhang.plans.chinese.amount import Amount
from taizhang.plans.chinese.amounts import read_amounts
from taizhang.plans.chinese.names import without_names
from taizhang.plans.chinese.sentences import MASK, TIME_MASK
from taizhang.plans.squeezed import Stretch

_TRAILING = re.compile(
    "(?:达到?|不低于|不少于|至少|提升?高?(?:到|至)|增加?(?:到|至)|控制在|在|为|共|超过|约|占|力争|逐步|总体|进一步|保持|稳定|原则上|不得|分别|(?<!平)均|已)+$"
)
_LEADING = re.compile(
    f"^(?:{ASPIRATIONAL}|{IN_PRINCIPLE}|基本实现|全市|全省|全区|[一二三四五六七八九]是|确保|实现|并|同时|以及|和|及|与|要|均|计划)+"
)
_WORDS_OF_COMPARISON = re.compile(
    "^(?:" + "|".join(words for _, words, gap in BEFORE if gap) + "|达到?)|为$|在$"
)
_SHARE_ITSELF = re.compile("的?(?:比例|占比|比重)$")
_OF_WHAT = {"%": "占{}的比例", "倍": "为{}的倍数"}


def subject_of(sentence: Stretch, text: str, start: int, end: int, amount: Amount) -> str:
    """What is counted or measured: the words around the number without number, time, comparator and hedge.

    "" where nothing else is said (到2035年达到5名).
    """
    printed = sentence.text
    before = without_names(_timeless(printed, text, start, amount.opens))
    front = _LEADING.sub("", _TRAILING.sub("", before))
    between = "" if amount.level else _WORDS_OF_COMPARISON.sub("", text[amount.opens : amount.start])
    if between.endswith("的") and amount.unit in _OF_WHAT:
        return _SHARE_ITSELF.sub("", front) + _OF_WHAT[amount.unit].format(between[:-1])
    back = _timeless(printed, text, amount.end, end).removeprefix("的").strip("、,，。;；和及与")
    subject = front + between + back
    return subject if not subject or len(subject) > 4 else _with_context(printed, text, start, subject)


def _with_context(printed: str, text: str, start: int, subject: str) -> str:
    """履约率 or 比例 alone says little: the words of the part before it stand in front."""
    before = text[:start].rstrip("、,，;；")
    opening = max(before.rfind(mark) for mark in ",，;；。") + 1
    context = _LEADING.sub("", _timeless(printed, text, opening, len(before)))
    if not 4 <= len(context) <= 60 or read_amounts(text[opening : len(before)]):
        return subject
    return f"{context}，{subject}"


def _timeless(printed: str, text: str, start: int, end: int) -> str:
    if TIME_MASK not in text[start:end]:
        return printed[start:end].strip("、,，。;；")
    kept = (p for p, m in zip(printed[start:end], text[start:end], strict=True) if m != TIME_MASK)
    return "".join(kept).strip("、,，。;；")


def bare_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blotted times and stops at either end."""
    while start < end - 1 and text[start] in MASK + TIME_MASK + "、,，和及与。":
        start += 1
    while end > start + 1 and text[end - 1] in "、,，和及与。;；":
        end -= 1
    return start, end
