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
    BEFORE,
    CENTRAL,
    IN_PRINCIPLE,
    INSTITUTIONS,
    LOWER_IS_BETTER,
    NOT_PLACES,
    PLACES,
    SCHEMES,
)
from taizhang.plans.chinese.amounts import Amount, read_amounts
from taizhang.plans.chinese.conditions import is_condition
from taizhang.plans.chinese.coverage import read_coverage
from taizhang.plans.chinese.lists import own_days, own_subjects, share_comparators
from taizhang.plans.chinese.past import read_bases, read_past
from taizhang.plans.chinese.sentences import MASK, TIME_MASK, asides, masked, pieces
from taizhang.plans.draft import Doubt, Found, Timed
from taizhang.plans.squeezed import Stretch

_PLACE_AFTER = re.compile(f"的?(?P<place>(?>{PLACES}))(?!{NOT_PLACES})")
_PLACE_COUNTED = re.compile(f"(?:[^,，。;；、]{{0,12}}?的)?(?P<place>(?>{PLACES}))(?!{NOT_PLACES})")
_EACH = re.compile(
    rf"(?P<per>(?:每(?:一)?个?|各)(?:[县市区村镇乡]|社区|{PLACES}|[^\d,，、;；]{{1,10}}?(?:省份|省|县|市|区|乡镇|街道|社区|村|机构|医院|医共体|中心|家庭|团队)))"
    r"(?=至少|不少于|不低于|均|都|应|要|须|有|建|设|配|完成|打造|培育|创建|达|选|确定|推|新增|重点|原则)"
)
_RATE_PER = re.compile(r"每\d{0,3}(?:千|万|百|十万)(?:常住)?(?:人口|人|名|农村人口|居民|服务人口)?")
_NAMES = re.compile(
    f"(?P<names>(?:[^、,，。;；:：{MASK}]{{2,10}}(?:县|市|区|旗)、)+[^、,，。;；:：]{{2,10}}?(?:县|市|区|旗))等?$"
)
_LISTED = re.compile(
    f"(?P<names>(?:[^、,，。;；:：{MASK}{TIME_MASK}\\d]{{2,14}}、){{1,30}}[^、,，。;；:：\\d]{{2,14}})$"
)
_LIST_LEAD = re.compile(
    "^.*(?:在|对|以|推动|支持|指导|督促|推进|确保|选取|选择|其中|组建|建设|建成|创建|遴选|认定)(?=.{2})"
)
_TRAILING = re.compile(
    "(?:达到?|不低于|不少于|至少|提升?高?(?:到|至)|增加?(?:到|至)|控制在|在|为|共|超过|约|占|力争|逐步|总体|进一步|保持|稳定|原则上|不得|分别|均|已)+$"
)
_LEADING = re.compile(
    f"^(?:{ASPIRATIONAL}|{IN_PRINCIPLE}|基本实现|全市|全省|全区|[一二三四五六七八九]是|确保|实现|并|同时|以及|和|及|与|要|均|计划)+"
)
_WORDS_OF_COMPARISON = re.compile("^(?:" + "|".join(words for _, words, _ in BEFORE) + ")|为$|在$")
_ASPIRATIONAL = re.compile(ASPIRATIONAL)
_IN_PRINCIPLE = re.compile(IN_PRINCIPLE)
_APPROXIMATE = re.compile(APPROXIMATE)
_COVERED_BEFORE = re.compile("[^,，;；]{0,200}全覆盖[、和及]")
_SCHEME = {"项": re.compile(f"[一-龥]{{0,8}}?(?:{SCHEMES})"), "条": re.compile(f"[一-龥]{{0,6}}?(?:{SCHEMES})"),
           "个": re.compile(f"(?:专项|重大)?(?:{SCHEMES}|方面)")}  # fmt: skip
_YEAR = re.compile(r"20\d\d年度?")
_REDACTED = re.compile(r"[(（]略[)）]|\*")
_NO_TARGET_ASIDE = re.compile("(?:每|按|占|含|不含|包括|即|以下简称|以上|[≥>≤<]|第)")
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
    found = [*_numbers(sentence, text, past, times), *_in_asides(sentence, times, year)]
    counted = tuple((one.at, one) for one in found)
    found += (one for one in read_coverage(sentence, text, counted) if not _inside(one.at, past))
    found.sort(key=lambda one: one.at)
    return tuple(one if one.day else replace(one, day=_day(one, sentence, times)) for one in found)


def _numbers(
    sentence: Stretch, text: str, past: tuple[tuple[int, int], ...], times: tuple[Timed, ...]
) -> Iterator[Found]:
    amounts = [
        one for one in read_amounts(text) if not _inside(one.start, past) and not is_condition(text, one)
    ]
    for start, end in pieces(text):
        inside = share_comparators(text, [one for one in amounts if start <= one.start < end])
        inside = _without_inner(text, inside)
        days = own_days(text, inside, sentence, times)
        parts = zip(inside, _parts(text, start, end, inside), strict=True)
        read = [_read(sentence, text, amount, part, (start, end)) for amount, part in parts]
        named = own_subjects(text, inside, read)
        yield from (replace(one, day=days.get(one.at)) for one in named)


def _inside(at: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= at < end for start, end in spans)


def _in_asides(sentence: Stretch, times: tuple[Timed, ...], year: int) -> Iterator[Found]:
    """The targets in brackets: a count's parts (市级8个、县级10个), or what is held to a number (三级≥60%)."""
    for start, end in asides(sentence.text):
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


def _read(sentence: Stretch, text: str, amount: Amount, part: _Part, piece: tuple[int, int]) -> Found:
    before, after = text[part.start : amount.opens], text[amount.end : part.end].rstrip("、和及与。")
    led = text[part.start : amount.start]
    per, names = _per(led), _named(led, amount)
    comparator = _comparator(amount, per)
    whole = before + after
    place = _PLACE_AFTER.match(text, amount.end) if amount.unit in ("%", "‰") else _PLACE_COUNTED.match(after)
    printed = sentence.part(*_bare(text, part.start, piece[1] if piece[1] - part.end < 2 else part.end))
    return Found(
        printed=printed,
        subject=_subject(sentence, text, part, amount),
        comparator=comparator,
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
        lower=bool(re.search(LOWER_IS_BETTER, whole)),
        level=amount.level,
        redacted=bool(_REDACTED.search(text[amount.end : amount.end + 4])),
        names_scheme=amount.bare and _names_scheme(amount.unit, after),
        doubts=tuple(_doubts(text, amount, names)),
        aspirational=bool(_ASPIRATIONAL.search(text, piece[0], amount.end)),
        in_principle=bool(_IN_PRINCIPLE.search(text, piece[0], amount.end)),
        approximate=bool(_APPROXIMATE.search(text, piece[0], amount.end)),
    )


def _names_scheme(unit: str, after: str) -> bool:
    return unit in _SCHEME and bool(_SCHEME[unit].match(after))


def _per(before: str) -> str:
    rate = _RATE_PER.search(before)
    if rate:
        return rate[0]
    found = _EACH.search(before)
    return found["per"] if found else ""


def _named(before: str, amount: Amount) -> tuple[str, ...]:
    """The names in front of a count: places whatever their number, anything else if they are as many as counted."""
    led = before.rstrip("等的")
    found = _NAMES.search(led)
    listed = found or (_LISTED.search(led) if amount.unit in ("个", "家", "所") else None)
    if not listed:
        return ()
    first, *rest = listed["names"].split("、")
    names = (_LIST_LEAD.sub("", first.lstrip(MASK)), *rest)
    return names if found or len(names) == amount.value else ()


def _comparator(amount: Amount, per: str) -> Comparator:
    one = amount.value == 1 and amount.value_max is None and amount.unit not in ("%", "‰", "个百分点")
    at_least = amount.comparator in (Comparator.AT_LEAST, Comparator.EQUAL)
    if one and at_least and per and not _RATE_PER.match(per):
        return Comparator.ONE_EACH
    return amount.comparator


def _doubts(text: str, amount: Amount, names: tuple[str, ...]) -> Iterator[Doubt]:
    if names and amount.unit != "%" and len(names) != amount.value:
        yield Doubt(
            "names",
            (f"{amount.value}{amount.unit}", f"列出的{len(names)}个"),
            f"文中写{amount.value}{amount.unit}，但前面列出的名称有{len(names)}个，请核定以哪个为准。",
        )
    if amount.bare and amount.unit == "%" and _REDACTED.match(text, amount.end):
        yield Doubt(
            "target",
            (f"{amount.value}%", f"≥{amount.value}%"),
            "数字后面的文字被略去，可能原有“以上”等字样，请对照原件核定。",
        )


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blotted times and stops at either end."""
    while start < end - 1 and text[start] in MASK + TIME_MASK + "、,，和及与。":
        start += 1
    while end > start + 1 and text[end - 1] in "、,，和及与。;；":
        end -= 1
    return start, end


def _subject(sentence: Stretch, text: str, part: _Part, amount: Amount) -> str:
    """What is counted or measured: the words around the number without number, time, comparator and hedge."""
    printed = sentence.text
    before = _NAMES.sub("", _timeless(printed, text, part.start, amount.opens))
    front = _LEADING.sub("", _TRAILING.sub("", before))
    between = "" if amount.level else _WORDS_OF_COMPARISON.sub("", text[amount.opens : amount.start])
    if between.endswith("的") and amount.unit == "%":
        return f"{front}占{between[:-1]}的比例"
    back = _timeless(printed, text, amount.end, part.end).removeprefix("的").strip("、,，。;；和及与")
    subject = (front + between + back) or printed.rstrip("。")[:40]
    return subject if len(subject) > 4 else _with_context(printed, text, part.start, subject)


def _with_context(printed: str, text: str, start: int, subject: str) -> str:
    """履约率 or 比例 alone says little: the words of the part before it stand in front."""
    before = text[:start].rstrip("、,，;；")
    opening = max(before.rfind(mark) for mark in ",，;；。") + 1
    context = _LEADING.sub("", _timeless(printed, text, opening, len(before)))
    if not 4 <= len(context) <= 60 or read_amounts(text[opening : len(before)]):
        return subject
    return f"{context}，{subject}"


def _timeless(printed: str, text: str, start: int, end: int) -> str:
    kept = (p for p, m in zip(printed[start:end], text[start:end], strict=True) if m != TIME_MASK)
    return "".join(kept).strip("、,，。;；")


def _day(found: Found, sentence: Stretch, times: tuple[Timed, ...]) -> date | None:
    """The time word that stands nearest before the number in its sentence."""
    before = [timed for timed in times if timed.printed.start - sentence.start <= found.at and timed.day]
    shut = asides(sentence.text)
    open_times = [
        timed
        for timed in before
        if not _inside(timed.printed.start - sentence.start, shut)
        or _inside(
            found.at, tuple(one for one in shut if _inside(timed.printed.start - sentence.start, (one,)))
        )
    ]
    return open_times[-1].day if open_times else None
