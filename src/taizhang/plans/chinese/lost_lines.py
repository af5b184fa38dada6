"""Lines that a page or a chat lost on the way: breaks put back before item numbers, labels and the parts of a head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from taizhang.model.words.clauses import PLAN_WORDS
from taizhang.model.words.numerals import CHINESE, read_integer
from taizhang.plans.brackets import CLOSING
from taizhang.plans.chinese.labels import LABEL_FIRST
from taizhang.plans.squeezed import Squeezed

_LONGEST_PARAGRAPH = 1500  # characters
_SKIPPED = 2  # a number further on: one between them may be lost
_SOME = 3  # items in one line before its breaks are taken for lost
_NUMERAL = f"[{CHINESE}]{{1,3}}"
_NUMBER = re.compile(
    rf"(?P<comma>(?<![{CHINESE}])(?P<c>{_NUMERAL})、(?![{CHINESE}]+[级类线甲乙]))"
    rf"|(?P<paren>[(（](?P<p>{_NUMERAL})[)）])"
    rf"|(?P<article>第(?P<a>{_NUMERAL})(?:章|条))"
    r"|(?P<dot>(?<![\d.])(?P<d>\d{1,2})[.．、](?P<tight>(?=\d))?)"
)
_VALUES = {"comma": "c", "paren": "p", "article": "a", "dot": "d"}
_STOPS = '。；;：:！!？?”"' + CLOSING
_FRONT = 6000  # characters: what stands further on is no head
_LONGEST_HEADING = 40  # characters
_LONGEST_LIST = 300  # characters of units behind a label
_LABELLED = re.compile(f"(?<=[。；;{re.escape(CLOSING)}])(?=[^。；;:：]{{2,12}}[:：])")
_DATE = r"20\d\d年\d{1,2}月\d{1,2}日"
_HEAD = re.compile(
    r"的通知(?=[一-龥]{2,16}[〔\[【［(（]20\d\d)|[〔\[【［(（]20\d\d[〕\]】］)）]第?\d{1,4}号"
    rf"|。(?=[^。,，:：]{{4,40}}{_DATE})|{_DATE}(?![之以]?前|起)|[(（]此件[^()（）]{{2,12}}[)）]"
)
_TITLED = re.compile("《(?P<title>[^《》]{6,80})》")
_TITLE = re.compile(
    f"[^。，,；;：:《》]{{4,50}}?(?:{'|'.join(PLAN_WORDS)})(?:任务|安排)?(?:及(?:责任|任务)?分工)?(?![的》))）])"
)


@dataclass(frozen=True)
class _Number:
    style: str
    value: int
    start: int
    end: int
    tight: bool  # a digit follows (8.60%以上的县)


def restore_lines(source: Squeezed) -> Squeezed:
    """The text with the breaks that long lines have lost; a text whose lines stand is given back as it is."""
    breaks = set(source.breaks)
    for start, end in source.run_together(_LONGEST_PARAGRAPH):
        numbers = list(_numbers(source.text, start, end))
        if len(numbers) >= _SOME:
            first = numbers[0].start
            breaks |= {number.start for number in numbers}
            breaks |= {
                *_labels(source.text, first, end),
                *_head(source.text, start, min(first, start + _FRONT)),
            }
    return replace(source, breaks=frozenset(breaks)) if len(breaks) > len(source.breaks) else source


def _numbers(text: str, start: int, end: int) -> Iterator[_Number]:
    """The numbers of items in a line: each goes on with its list, or opens one that goes on behind it."""
    found = [
        _Number(
            style,
            read_integer(one[name]) or int(one[name] if one[name].isdigit() else 0),
            *one.span(),
            one["tight"] is not None,
        )
        for one in _NUMBER.finditer(text, start, end)
        for style, name in _VALUES.items()
        if one[style]
    ]
    seconds = {number.style: number.start for number in found if number.value == 2}  # the last of each
    last: dict[str, int] = {}
    before = start
    for number in found:
        opens = number.value == 1 and number.start < seconds.get(number.style, start)
        ahead = number.value - last.get(number.style, 0)
        closed = text[max(start, number.start - 1)] in _STOPS
        follows = ahead == 1 or (ahead == _SKIPPED and closed and bool(last.get(number.style)))
        if number.tight and not (ahead == 1 and closed):
            continue
        if (follows or opens) and _stands_free(text, number, before, first=not last):
            last[number.style] = number.value
            before = number.end
            yield number


def _stands_free(text: str, number: _Number, before: int, *, first: bool) -> bool:
    """Behind a sentence, a heading, or the units of a label."""
    if first or text[number.start - 1] in _STOPS:
        return True
    heading = text[max(before, number.start - _LONGEST_LIST) : number.start]
    if len(heading) < _LONGEST_HEADING and not re.search("[。；;]", heading):
        return True
    return bool(LABEL_FIRST.match(heading[heading.rfind("。") + 1 :]))


def _labels(text: str, start: int, end: int) -> Iterator[int]:
    for found in _LABELLED.finditer(text, start, end):
        if LABEL_FIRST.match(text, found.start()):
            yield found.start()


def _head(text: str, start: int, end: int) -> Iterator[int]:
    """Behind the number, the date and the name of the document, and before who signs it."""
    parts = [start, *(found.end() for found in _HEAD.finditer(text, start, end))]
    for part in parts:
        title = _TITLE.match(text, part, end)
        yield from (part, title.end()) if title else (part,)
    for found in _TITLED.finditer(text, start, end):
        again = text.find(found["title"], found.end(), end)
        yield from (again, again + len(found["title"])) if again >= 0 else ()
