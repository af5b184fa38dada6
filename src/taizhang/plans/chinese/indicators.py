"""Indicators: the targets of a sentence that somebody could check, as far as its words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from taizhang.model.plan import Comparator
from taizhang.model.words.targets import (
    APPROXIMATE,
    ASPIRATIONAL,
    CENTRAL,
    IN_PRINCIPLE,
    INSTITUTIONS,
    LOWER_IS_BETTER,
    MEAN_OF_PLACES,
    NOT_PLACES,
    OF_THE_PERIOD,
    PLACES,
    SCHEMES,
)
from taizhang.model.words.units import whole_of
from taizhang.plans.chinese.amount import Amount
from taizhang.plans.chinese.amounts import read_amounts
from taizhang.plans.chinese.conditions import is_condition
from taizhang.plans.chinese.coverage import read_coverage
from taizhang.plans.chinese.lists import inherit_subjects, own_days, own_subjects, share_comparators
from taizhang.plans.chinese.names import names_of, per_of
from taizhang.plans.chinese.number_doubts import doubts_of
from taizhang.plans.chinese.past import read_bases, read_past
from taizhang.plans.chinese.ratios import what_over_what
from taizhang.plans.chinese.sentences import MASK, TIME_MASK, asides, masked, pieces
from taizhang.plans.chinese.subjects import bare_words, subject_of
from taizhang.plans.draft import Found, Timed
from taizhang.plans.squeezed import Stretch

_PLACE_AFTER = re.compile(f"的?(?P<place>(?>{PLACES}))(?!{NOT_PLACES})")
_PLACE_COUNTED = re.compile(f"(?:[^,，。;；、]{{0,12}}?的)?(?P<place>(?>{PLACES}))(?!{NOT_PLACES})")
_ASPIRATIONAL = re.compile(ASPIRATIONAL)
_IN_PRINCIPLE = re.compile(IN_PRINCIPLE)
_APPROXIMATE = re.compile(APPROXIMATE)
_COVERED_BEFORE = re.compile("[^,，;；]{0,200}全覆盖[、和及]")
_SCHEME = {"项": re.compile(f"[一-龥]{{0,8}}?(?:{SCHEMES})"), "条": re.compile(f"[一-龥]{{0,6}}?(?:{SCHEMES})"),
           "个": re.compile(f"(?:专项|重大)?(?:{SCHEMES}|方面)")}  # fmt: skip
_YEAR = re.compile(r"20\d\d年度?")
_REDACTED = re.compile(r"[(（]略[)）]|\*")
_NO_TARGET_ASIDE = re.compile("(?:每|按|占|含|不含|包括|即|以下简称|以上|[≥>≤<]|第)")
_SHARE_OF = re.compile("的[^,，;；。、]{0,8}(?:比例|占比|比重)")
_STOP = re.compile("[,，;；:：。]")
_LESSENED = re.compile("(?:下降|降低|减少|缩短|压[减缩])$")  # 下降10%: the more the better
_COVERAGE = re.compile("(?:全部|所有|各级|全体)(?!落实)")


@dataclass(frozen=True)
class _Part:
    """The words around one amount: from `start` to `end` of the sentence's text."""

    start: int
    end: int


def read_indicators(sentence: Stretch, times: tuple[Timed, ...], year: int) -> tuple[Found, ...]:
    """The targets of one sentence in its order; what has been reached before the plan's `year` is none."""
    visible = masked(sentence.text)
    past = tuple(read_past(visible, year))
    text = _without_times(visible, sentence, times)
    shut = asides(sentence.text)
    found = [*_numbers(sentence, text, past, times), *_in_asides(sentence, shut, times, year)]
    counted = tuple((one.at, one) for one in found)
    found += (one for one in read_coverage(sentence, text, counted) if not _inside(one.at, past))
    found.sort(key=lambda one: one.at)
    named = inherit_subjects(found, sentence.text)
    return tuple(one if one.day else replace(one, day=_day(one, sentence, shut, times)) for one in named)


def _numbers(
    sentence: Stretch, text: str, past: tuple[tuple[int, int], ...], times: tuple[Timed, ...]
) -> Iterator[Found]:
    amounts = [
        one for one in read_amounts(text) if not _inside(one.start, past) and not is_condition(text, one)
    ]
    for start, end in pieces(text):
        inside = share_comparators(text, [one for one in amounts if start <= one.start < end])
        inside = _without_inner(text, _without_criteria(text, inside))
        days = own_days(text, inside, sentence, times)
        parts = zip(inside, _parts(text, start, end, inside), strict=True)
        read = [_read(sentence, text, amount, part, (start, end), inside[0]) for amount, part in parts]
        named = own_subjects(text, inside, _held_each(read))
        yield from (replace(one, day=days.get(one.at)) for one in named)


def _inside(at: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= at < end for start, end in spans)


def _in_asides(
    sentence: Stretch, shut: tuple[tuple[int, int], ...], times: tuple[Timed, ...], year: int
) -> Iterator[Found]:
    """The targets in brackets: a count's parts (市级8个、县级10个), or what is held to a number (三级≥60%)."""
    for start, end in shut:
        inner = sentence.part(start + 1, end - 1)
        if _NO_TARGET_ASIDE.match(inner.text):
            continue
        own = tuple(timed for timed in times if inner.start <= timed.printed.start < inner.end)
        text = _without_times(masked(inner.text), inner, own)
        read = list(_numbers(inner, text, tuple(read_past(text, year)), own))
        if (
            len(read) > 1
            or inner.text.startswith("其中")
            or any(one.comparator is not Comparator.EQUAL for one in read)
        ):
            yield from (replace(one, at=one.at + start + 1) for one in read)


def _without_times(text: str, sentence: Stretch, times: tuple[Timed, ...]) -> str:
    """The text with times and starting values blotted out at the same length."""
    for timed in times:
        start, end = timed.printed.start - sentence.start, timed.printed.end - sentence.start
        if text[start] != MASK:
            text = text[:start] + TIME_MASK * (end - start) + text[end:]
    for start, end in read_bases(text):
        text = text[:start] + TIME_MASK * (end - start) + text[end:]
    return _YEAR.sub(lambda year: TIME_MASK * len(year[0]), text)


def _without_inner(text: str, amounts: list[Amount]) -> list[Amount]:
    """In 60%的县至少有1家 the share is the target; the inner count says when a place belongs to it."""
    if len(amounts) < 2 or amounts[0].unit != "%" or text[amounts[0].end : amounts[0].end + 1] in "、,，":
        return amounts
    attributive = _PLACE_AFTER.match(text, amounts[0].end) or text.startswith("的", amounts[0].end)
    shares = ("%", "‰")
    return [
        amounts[0],
        *[one for one in amounts[1:] if one.unit in shares or not (attributive or one.level)],
    ]


def _without_criteria(text: str, amounts: list[Amount]) -> list[Amount]:
    """In 提供6类以上服务的比例达到95% the first number says what is counted in the share."""
    shares = [one.start for one in amounts if one.unit == "%"]
    return [
        one
        for one in amounts
        if one.unit == "%"
        or not any(one.start < share and _SHARE_OF.search(text, one.end, share) for share in shares)
    ]


def _parts(text: str, start: int, end: int, amounts: list[Amount]) -> Iterator[_Part]:
    """Each amount's own words: a list (甲1个、乙2个) or a joiner (2家甲和1个乙) parts them."""
    covered = _COVERED_BEFORE.match(text, start, amounts[0].opens) if amounts else None
    borders = [covered.end() if covered else start]
    for one, other in pairwise(amounts):
        between = text[one.end : other.opens]
        cut = max(between.rfind("、"), between.rfind("和"), between.rfind("及"), between.rfind("与"))
        borders.append(one.end + cut + 1 if cut >= 0 else other.opens)
    borders.append(end)
    for first, last in pairwise(borders):
        if amounts:
            yield _Part(first, last)


def _read(
    sentence: Stretch, text: str, amount: Amount, part: _Part, piece: tuple[int, int], first: Amount
) -> Found:
    before, after = text[part.start : amount.opens], text[amount.end : part.end].rstrip("、和及与。")
    led = text[part.start : amount.start]
    per, names = per_of(text[part.start : amount.start + 1]), names_of(led, amount)
    whole = before + after
    place = _PLACE_AFTER.match(text, amount.end) if amount.unit in ("%", "‰") else _PLACE_COUNTED.match(after)
    subject = subject_of(sentence, text, part.start, part.end, amount)
    share = amount.unit in ("%", "‰")
    following = sentence.text[amount.end : part.end].rstrip("、和及与。") if share else ""
    above, below = what_over_what(subject, following, "" if share else per)
    printed = sentence.part(*bare_words(text, part.start, piece[1] if piece[1] - part.end < 2 else part.end))
    return Found(
        printed=printed,
        subject=subject,
        comparator=amount.comparator,
        value=amount.value,
        value_max=amount.value_max,
        unit=amount.unit,
        at=amount.start,
        stated=sentence.part(amount.start, amount.end),
        names=names,
        per=per,
        coverage="all" if _COVERAGE.search(before) and amount.unit == "级" else "",
        places=bool(place) and (amount.unit in ("%", "个", "家")) and not per,
        institutions=bool(re.search(INSTITUTIONS, whole)),
        central=bool(re.search(CENTRAL, whole)) or (amount.unit == "次" and not per),
        lower=bool(re.search(LOWER_IS_BETTER, whole)) and not _LESSENED.search(before),
        numerator=above,
        denominator=below,
        level=amount.level,
        redacted=bool(_REDACTED.search(text[amount.end : amount.end + 4])),
        mean=bool(re.search(MEAN_OF_PLACES, led)),
        of_period=bool(re.search(OF_THE_PERIOD, sentence.text[part.start : amount.start])),
        names_scheme=amount.bare and _names_scheme(amount.unit, after),
        doubts=tuple(doubts_of(text, piece[0], amount, first, names)),
        aspirational=bool(_ASPIRATIONAL.search(text, piece[0], amount.end)),
        in_principle=bool(_IN_PRINCIPLE.search(text, piece[0], amount.end)),
        approximate=bool(_APPROXIMATE.search(text, piece[0], amount.end)),
    )


def _names_scheme(unit: str, after: str) -> bool:
    return unit in _SCHEME and bool(_SCHEME[unit].match(after))


def _held_each(read: list[Found]) -> list[Found]:
    """In 每个县建成1个甲、1个乙 both are for each; one for each is a comparator of its own."""
    each = next((one.per for one in read if one.per and whole_of("", one.per) is None), "")
    if not read or not each or read[0].per != each:
        return read
    held = (one if one.per or one.unit in ("%", "‰") else replace(one, per=each) for one in read)
    return [replace(one, comparator=Comparator.ONE_EACH) if _is_one_each(one) else one for one in held]


def _is_one_each(one: Found) -> bool:
    counted = one.value == 1 and one.value_max is None and one.unit not in ("%", "‰", "个百分点")
    at_least = one.comparator in (Comparator.AT_LEAST, Comparator.EQUAL)
    return counted and at_least and bool(one.per) and whole_of("", one.per) is None


def _day(
    found: Found, sentence: Stretch, shut: tuple[tuple[int, int], ...], times: tuple[Timed, ...]
) -> date | None:
    """The time word that stands nearest before the number in its sentence, else the first one after it in its part.

    A time in brackets holds inside them only.
    """
    placed = [(timed.printed.start - sentence.start, timed.day) for timed in times if timed.day]
    stop = _STOP.search(sentence.text, found.at)
    part_ends = stop.start() if stop else len(sentence)
    days = [
        (at > found.at, -at if at <= found.at else at, day)
        for at, day in placed
        if at < part_ends and all(_inside(found.at, (aside,)) for aside in shut if _inside(at, (aside,)))
    ]
    return min(days)[2] if days else None
