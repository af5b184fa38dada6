"""Lists of numbers (分别达到40%和60%): what stands once and holds for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from taizhang.model.plan import Comparator
from taizhang.plans.chinese.amount import Amount
from taizhang.plans.chinese.ratios import what_over_what
from taizhang.plans.chinese.sentences import MASK, TIME_MASK
from taizhang.plans.draft import Found, Timed
from taizhang.plans.squeezed import Stretch

_JOINER = re.compile(f"[、和及与以{MASK}]*[、和及与][{MASK}]*")
_TIMES_JOINED = re.compile(f"{TIME_MASK}[、和及与{TIME_MASK}]*{TIME_MASK}")
_HELD_ALIKE = (Comparator.AT_LEAST, Comparator.AT_MOST)
_LONGEST_STAND_IN = 40  # characters
_HEADS = re.compile("(?:率|占比|比例|比重|数|水平|等级|费用|量|日)$")


def runs_of(text: str, amounts: list[Amount]) -> Iterator[list[Amount]]:
    """The amounts of one part in runs; within a run, only a joiner stands between two numbers."""
    run: list[Amount] = []
    for amount in amounts:
        if run and not _JOINER.fullmatch(text, run[-1].end, amount.opens):
            yield run
            run = []
        run.append(amount)
    if run:
        yield run


def share_comparators(text: str, amounts: list[Amount]) -> list[Amount]:
    """In 达到40%和60%, and in 40%、60%以上, the words of one number hold for those that have none.

    So do those before a list of things: 不少于2个甲、3个乙.
    """
    shared = [one for run in runs_of(text, amounts) for one in _shared(run)]
    for position, (one, other) in enumerate(pairwise(shared), start=1):
        said_before = not one.bare and one.opens < one.start and one.comparator in _HELD_ALIKE
        listed = text[other.start - 1] in "、和及" and one.unit == other.unit
        if other.bare and listed and said_before:
            shared[position] = replace(other, comparator=one.comparator, bare=False, opens=other.start - 1)
    return shared


def _shared(run: list[Amount]) -> Iterator[Amount]:
    said = [one for one in run if not one.bare]
    for one in run:
        before = [other for other in said if other.start < one.start]
        model = (before or said or [one])[-1 if before else 0]
        yield replace(one, comparator=model.comparator, bare=model.bare) if one.bare else one


def own_days(
    text: str, amounts: list[Amount], sentence: Stretch, times: tuple[Timed, ...]
) -> dict[int, date | None]:
    """The day of each number under several joined times: 到2033年和2035年分别达到40%和60% has one for each.

    Fewer numbers than times are held to the first.
    """
    days: dict[int, date | None] = {}
    for run in runs_of(text, amounts):
        joined = _last_joined(text[: run[0].start], sentence, times)
        if len(joined) > 1:
            one_each = joined if len(joined) == len(run) else [joined[0]] * len(run)
            days |= {amount.start: timed.day for amount, timed in zip(run, one_each, strict=True)}
    return days


def _last_joined(text: str, sentence: Stretch, times: tuple[Timed, ...]) -> list[Timed]:
    """The times of the last group before the text's end: 到2033年和2035年 is one of two."""
    placed = [(timed.printed.start - sentence.start, timed) for timed in times if timed.day]
    before = [(start, timed) for start, timed in placed if 0 <= start < len(text)]
    group = [timed for _, timed in before[-1:]]
    for (_, one), (start, _) in reversed(list(pairwise(before))):
        if not _TIMES_JOINED.fullmatch(text, one.printed.end - sentence.start - 1, start + 1):
            break
        group.insert(0, one)
    return group


def own_subjects(text: str, amounts: list[Amount], found: list[Found]) -> list[Found]:
    """In 甲和乙分别达到40%和60% each number has its own subject; else the first one's holds for all."""
    told = {one.at: one for one in found}
    for run in runs_of(text, amounts):
        members = [told[amount.start] for amount in run if amount.start in told]
        if len(members) > 1 and "分别" in text[max(0, run[0].opens - 8) : run[0].start]:
            told |= {one.at: _under(one, subject) for one, subject in _shared_subjects(members)}
    return [told[one.at] for one in found]


def _under(one: Found, subject: str) -> Found:
    above, below = what_over_what(subject, "", one.per)
    return replace(one, subject=subject, numerator=above, denominator=below)


def inherit_subjects(found: list[Found], printed: str) -> Iterator[Found]:
    """A number of which nothing is said (到2035年达到5名) is of what the one before it is."""
    before: Found | None = None
    for one in found:
        if one.subject:
            told = one
        elif before is None:
            told = replace(one, subject=printed.rstrip("。")[:_LONGEST_STAND_IN])
        else:
            per = one.per or before.per
            told = replace(
                one,
                subject=before.subject,
                per=per,
                numerator=before.numerator,
                denominator=before.denominator,
            )
        yield told
        before = told


def _shared_subjects(members: list[Found]) -> Iterator[tuple[Found, str]]:
    whole = members[0].subject
    parts = [part for part in re.split("[、和与]|及(?!以[上下]|其)", whole) if part]
    for position, one in enumerate(members):
        if len(parts) != len(members):
            yield one, whole
        elif _HEADS.search(parts[-1]) and not _HEADS.search(parts[position]):
            yield one, f"{whole}（{parts[position]}）"  # 甲、乙患者管理率: the last word belongs to both
        else:
            yield one, parts[position]
