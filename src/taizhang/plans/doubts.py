"""Doubts: readings that change a number, a unit, a scope or a date; each names its candidates, and a person decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from taizhang.model.plan import Goal, Indicator, Measure, Task, Unresolved
from taizhang.plans.draft import Found, Head, Timed
from taizhang.plans.meaning import contradicts
from taizhang.plans.squeezed import Squeezed
from taizhang.plans.targets import Reading, ReadSentence

_LEVEL_FIRST = re.compile("自治区|自治州|[省市县区州盟旗]")
_LEVELS = ("省", "市", "县")
_WHOLE_PLACE = re.compile("^(?:全[国省市县区州盟旗]|我[省市县区])的?")
_FEWEST_WORDS = 5  # characters: shorter subjects may be of different things
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|“?十[一二三四五六七]五|次年|翌年|明年")


def doubts_of_year(source: Squeezed, head: Head, year: int) -> tuple[Unresolved, ...]:
    """A title that names only a period (“十四五”), or no year at all, leaves the year to a person."""
    at = source.text.find(head.title)
    if head.year_from == "stated" or at < 0 or year != head.year:
        return ()
    candidates = tuple(str(one) for one in range(year - 4, year + 1))
    why = f"标题只写规划期，暂按{year}年计，请核定计划年度。"
    if head.year_from == "cited":
        candidates = (str(year), str(year + 1))
        why = f"标题、文号和落款都没有写年份，暂按所引文件的{year}年计，请核定计划年度。"
    return (Unresolved("plan", "year", source.span(at, at + len(head.title)), candidates, why),)


def doubts_of_tasks(
    readings: tuple[Reading, ...], tasks: tuple[Task, ...], issued: date | None
) -> Iterator[Unresolved]:
    """The doubts of each task, in the order of the text."""
    for reading, task in zip(readings, tasks, strict=True):
        yield from _of_found(reading.title.found, f"{task.id}.M00")
        for sentence, measure in zip(reading.sentences, task.measures, strict=True):
            yield from _of_found(sentence.found, measure.id)
            yield from _of_times(sentence, measure, issued)
        yield from _of_promises(reading, task)
        yield from _of_units(task)
        yield from _contradictions(task)


def doubts_of_goals(read: tuple[ReadSentence, ...], goals: tuple[Goal, ...]) -> Iterator[Unresolved]:
    """The doubts about the numbers of the opening."""
    for sentence, goal in zip(read, goals, strict=True):
        yield from _of_found(sentence.found, goal.id)


def doubts_of_numbers(goals: tuple[Goal, ...], tasks: tuple[Task, ...]) -> Iterator[Unresolved]:
    """One thing in the very same words, held to two numbers in two sentences of the document."""
    first: dict[tuple[str, ...], Indicator] = {}
    sentences = [goal.indicators for goal in goals]
    sentences += [measure.indicators for task in tasks for measure in task.measures]
    for indicators in sentences:
        keys = Counter(map(_same_thing, indicators))
        for indicator in (one for one in indicators if keys[_same_thing(one)] == 1):
            before = first.setdefault(_same_thing(indicator), indicator)
            if before.target != indicator.target and len(_same_thing(indicator)[0]) >= _FEWEST_WORDS:
                candidates = (str(before.target), str(indicator.target))
                why = f"同一指标在{before.id}写{candidates[0]}，这里写{candidates[1]}，请核定以哪个为准。"
                yield Unresolved(indicator.id, "target", indicator.span, candidates, why)


def _same_thing(one: Indicator) -> tuple[str, ...]:
    return (_WHOLE_PLACE.sub("", one.subject), one.target.unit, one.per, str(one.deadline), one.scope.value)


def _of_found(found: tuple[Found, ...], measure: str) -> Iterator[Unresolved]:
    for position, one in enumerate(found, start=1):
        for doubt in one.doubts:
            given = f"{measure}.I{position}"
            yield Unresolved(given, doubt.field, one.printed.span(), doubt.candidates, doubt.why)


def _of_times(sentence: ReadSentence, measure: Measure, issued: date | None) -> Iterator[Unresolved]:
    """A month without a year that was over before the plan was issued may be the next year's."""
    for timed in sentence.times:
        if not issued or not timed.day or timed.day >= issued or _HAS_YEAR.search(timed.printed.text):
            continue
        governed = [one.id for one in measure.indicators if one.deadline == timed.day]
        for given in governed or [measure.id]:
            yield _late(given, timed, timed.day, issued)


def _of_promises(reading: Reading, task: Task) -> Iterator[Unresolved]:
    """Times whose own words leave two days open (三年内)."""
    for timed in reading.times:
        for doubt in timed.doubts:
            given = next((measure.id for measure in task.measures if _holds(measure, timed)), task.id)
            yield Unresolved(given, doubt.field, timed.printed.span(), doubt.candidates, doubt.why)


def _holds(measure: Measure, timed: Timed) -> bool:
    return measure.span.start <= timed.printed.span().start < measure.span.end


def _late(given: str, timed: Timed, day: date, issued: date) -> Unresolved:
    # 28 stands for the last day of February in any year.
    again = day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)
    why = f"“{timed.printed.text}”早于印发日期{issued.isoformat()}，可能指次年，请核定完成时限。"
    return Unresolved(given, "deadline", timed.printed.span(), (day.isoformat(), again.isoformat()), why)


def _of_units(task: Task) -> Iterator[Unresolved]:
    """A name whose front was blotted out, where nothing in its clause says of which level it is."""
    for duty in task.duties:
        if not duty.redacted or _LEVEL_FIRST.match(duty.unit):
            continue
        closed = (measure.id for measure in task.measures if measure.clause == duty.clause)
        given = next(closed, task.measures[0].id if task.measures else task.id)
        candidates = tuple(f"{level}{duty.unit}" for level in _LEVELS)
        why = f"单位名称前面的文字被略去，看不出“{duty.unit}”是哪一级的，请对照原件核定。"
        yield Unresolved(given, "unit", duty.span, candidates, why)


def _contradictions(task: Task) -> Iterator[Unresolved]:
    """The title and the body say different numbers of the same thing."""
    body = [indicator for measure in task.measures for indicator in measure.indicators]
    for indicator in task.title_indicators:
        for other in body:
            if contradicts(indicator, other):
                candidates = (str(indicator.target), str(other.target))
                why = f"标题写{candidates[0]}，正文写{candidates[1]}，请核定以哪个为准。"
                yield Unresolved(indicator.id, "target", indicator.span, candidates, why)
