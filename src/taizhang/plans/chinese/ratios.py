"""What over what: the numerator and the denominator of a ratio, where its words or common use tell.

Nothing is guessed: what a reviewer would have to correct is left open.
"""

from __future__ import annotations

import re

from taizhang.model.words.ratios import COUNTED_AT_END, DOES, DONE_TO, KNOWN_RATES
from taizhang.model.words.targets import INSTITUTIONS, NOT_PLACES, PLACES
from taizhang.model.words.units import whole_of

_KNOWN = tuple((re.compile(name), above, below) for name, above, below in KNOWN_RATES)
_CHANGE = re.compile("(?:增[加长]|提[高升]|下降|降低|减少|压[减缩]|[增涨降]幅|增长幅度)$")
_PART_OF_WHOLE = re.compile(
    "(?P<above>[^占]{2,}?)占(?!比)(?P<below>[^占]{2,}?)的?(?:比例|比重|百分比|比率|比)?"
)
_ONE = f"[^()（）,，、率为]{{0,24}}?(?:{INSTITUTIONS}|{COUNTED_AT_END}|(?>{PLACES})(?!{NOT_PLACES}))"
_WHO = f"(?P<who>{_ONE}(?:、{_ONE}){{0,5}}(?:[和及与]{_ONE})?)"
_SHARE_OF = re.compile(f"的?{_WHO}(?P<does>(?:{DOES}).+)")
_DOING = re.compile(f"{_WHO}(?P<does>(?:{DOES}).+?)的?(?:比例|比率|占比|比重)")
_RATE = re.compile("(?:率|比例|占比|比重)$")
_DONE = re.compile(f"{_WHO}(?P<done>{DONE_TO})率")
_FULL = re.compile(f"{_WHO}(?<!卫生室|卫生院)(?:实现)?全(?:面)?覆盖")
_ALL_OF = re.compile("(?:其中|全[国省市县区])*(?:所有的?|全部)?")


def what_over_what(subject: str, after: str, per: str) -> tuple[str, str]:
    """Numerator and denominator; "" where the words leave them open.

    `subject` is the target's words without its number, `after` what follows a share (80%的乡镇建成…), `per` says per how many.
    """
    if whole_of("", per) is not None:
        return subject.replace(per, "").strip("，的") or subject, per.removeprefix("每")
    if found := _SHARE_OF.fullmatch(after):
        return f"{found['does']}的{found['who']}", found["who"]
    for pattern, above, below in _KNOWN:
        if pattern.search(subject):
            return above, below
    return _worded(_ALL_OF.sub("", subject, count=1))


def _worded(subject: str) -> tuple[str, str]:
    """By the form of the words: 甲占乙比例, 甲开展丙的比例, 甲管理率, 甲全部开展丙."""
    if _CHANGE.search(subject):
        return "比基期增减的数", "基期的数"
    if found := _PART_OF_WHOLE.fullmatch(subject):
        return found["above"], found["below"]
    if found := _DOING.fullmatch(subject) or (
        None if _RATE.search(subject) else _SHARE_OF.fullmatch(subject)
    ):
        return f"{found['does']}的{found['who']}", found["who"]
    if found := _DONE.fullmatch(subject):
        return f"已{found['done']}的{found['who']}", found["who"]
    if found := _FULL.fullmatch(subject):
        return f"已覆盖的{found['who']}", found["who"]
    return "", ""
