"""Labels on lines of their own (责任单位： / 市医保局、市财政局): the next line goes on with them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from taizhang.model.words.clauses import TIME_LABELS
from taizhang.plans.chinese.labels import IS_LABEL
from taizhang.plans.chinese.unit_lists import lists_units
from taizhang.plans.squeezed import Squeezed

_LONGEST = 14  # characters of a label with its signs
_OPENS = re.compile(r"[(（〔【\[]")
_TIME = re.compile(TIME_LABELS)


def join_labels(source: Squeezed) -> Squeezed:
    """The text without the break behind a label; a head of a table is none, for another head follows it."""
    joined = {
        after.start for line, after in pairwise(source.lines()) if _goes_on(line.text.strip("●·"), after.text)
    }
    return replace(source, breaks=source.breaks - joined) if joined else source


def _goes_on(line: str, after: str) -> bool:
    if len(line) > _LONGEST or _is_label(after.rstrip(":：")):
        return False
    label = _OPENS.sub("", line, count=1).rstrip("】)）〕]")
    if label[-1:] in ":：":
        return _is_label(label[:-1])
    return _is_label(label) and not _TIME.fullmatch(label) and lists_units(after.rstrip("。；;"))


def _is_label(words: str) -> bool:
    return bool(IS_LABEL.fullmatch(words) or _TIME.fullmatch(words))
