"""Which stretches of the text say which field of a Chinese or English plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from taizhang.model.plan import Cadence, Deadline, Indicator, Plan, Task
from taizhang.model.words.english import MONTHS
from taizhang.plans.accounting.fields import Places, Stated
from taizhang.plans.accounting.mentions import MappedField, MentionKind

_OFTEN = re.compile(
    r"每个?(?:季度?|月|半?年|周|旬)|按(?:季度?|月|年度?)|[季月年]度?(?=调度|报|通报)|(?:each|every) (?:quarter|month|year)|quarterly|monthly",
    re.I,
)
_EVERY = {"monthly": "每月", "quarterly": "每季度", "half-yearly": "每半年", "annual": "每年"}
_LONGEST_SIGN = 3  # characters in front of a heading's number: （ or 第
_LONGEST_TITLE = 24
_LONGEST_DATED = 200  # characters of a line that may date the notice
_MARK = re.compile("[一二三四五六七八九十百\\d]+|[IVX]+")
_DUTY = frozenset({MentionKind.DUTY})
_TIME = frozenset({MentionKind.TIME})
_SAID_OF_PAGE = re.compile("发布|来源|时间|施行|截止|time:|published", re.I)
_ALL = re.compile(r"全部|所有|各级|\ball\b", re.I)


def stated_fields(plan: Plan, places: Places) -> Iterator[Stated]:
    """Every stretch, document first, then goals and tasks in order."""
    first = min((places.of(task.span)[0] for task in plan.tasks), default=len(places.source.text))
    yield from _of_document(plan, places, first)
    for goal in plan.goals:
        for indicator in goal.indicators:
            yield from _of_indicator(indicator, places)
        for deadline in goal.deadlines:
            yield _of_deadline(goal.id, deadline, places)
    yield from _of_sections(plan, places)
    for task in plan.tasks:
        yield from _of_task(task, places)


def _of_document(plan: Plan, places: Places, first: int) -> Iterator[Stated]:
    text = places.source.text
    named = (("标题", plan.title), ("文号", plan.doc_number), ("印发单位", plan.issuer))
    for field, words in named:
        for start, end in places.find(words, 0, first):
            yield Stated(start, end, MappedField("plan", field, words))
    for found in re.finditer(rf"(?<!\d){plan.year}年?度?(?![\d月./-])", text[:first]):
        yield Stated(*found.span(), MappedField("plan", "年度", str(plan.year)), _TIME, exact=True)
    yield from _of_issue(plan, places)
    for cadence in plan.cadences:
        yield from _of_cadence(cadence, places)
    if plan.default_duty:
        units = MappedField("plan", "默认责任单位", "、".join(plan.default_duty.units))
        yield Stated(*places.of(plan.default_duty.span), units, _DUTY)
    if plan.role_rule:
        rule = MappedField("plan", "分工规则", plan.role_rule.span.words)
        yield Stated(*places.of(plan.role_rule.span), rule, _DUTY)


def _of_issue(plan: Plan, places: Places) -> Iterator[Stated]:
    """The date of issue, where a line says it and no line of the page does."""
    day = plan.issued_on
    if day is None:
        return
    printed = re.compile(
        rf"{day.year}年0?{day.month}月0?{day.day}日|{MONTHS[day.month - 1]} {day.day},? {day.year}"
    )
    for line in places.source.lines():
        if len(line) <= _LONGEST_DATED and not _SAID_OF_PAGE.search(line.text):
            for found in printed.finditer(line.text):
                field = MappedField("plan", "印发日期", day.isoformat())
                yield Stated(line.start + found.start(), line.start + found.end(), field)


def _of_cadence(cadence: Cadence, places: Places) -> Iterator[Stated]:
    """Only the words that say how often."""
    start, end = places.of(cadence.span)
    asked = MappedField(
        f"T{cadence.task:02d}" if cadence.task else "plan",
        "报送频次",
        _EVERY.get(cadence.every, cadence.every),
    )
    for often in _OFTEN.finditer(places.source.text, start, end):
        yield Stated(*often.span(), asked, _TIME)


def _of_task(task: Task, places: Places) -> Iterator[Stated]:
    start, _ = places.of(task.span)
    title_start, _ = places.of(task.title_span)
    if start < title_start:
        yield Stated(start, title_start, MappedField(task.id, "编号", f"{task.number}　{_short(task.title)}"))
    for index, clause in enumerate(task.clauses):
        duties = [f"{duty.unit}（{duty.role.word}）" for duty in task.duties if duty.clause == index]
        if duties:
            yield Stated(*places.of(clause), MappedField(task.id, "责任分工", "、".join(duties)), _DUTY)
    for deadline in task.deadlines:
        yield _of_deadline(task.id, deadline, places)
    indicators = (*task.title_indicators, *(one for measure in task.measures for one in measure.indicators))
    for indicator in indicators:
        yield from _of_indicator(indicator, places)


def _of_sections(plan: Plan, places: Places) -> Iterator[Stated]:
    """The numbers of the headings above the tasks, each once, the last one printed before its first task."""
    above: tuple[str, ...] = ()
    for task in plan.tasks:
        before = places.of(task.span)[0]
        for heading in task.section[len(_shared(above, task.section)) :]:
            at = places.source.text.rfind(heading, 0, before)
            number = _MARK.search(heading)
            if at >= 0 and number and number.start() < _LONGEST_SIGN:
                yield Stated(at, at + number.end(), MappedField(task.id, "章节", heading))
        above = task.section


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        first for first, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )


def said_again(plan: Plan, places: Places) -> dict[tuple[int, str], MappedField]:
    """Times by the position of their task and their words; a task lists each time once, wherever it says it again."""
    return {
        (position, places.words(deadline.span)): _of_deadline(task.id, deadline, places).field
        for position, task in enumerate(plan.tasks)
        for deadline in task.deadlines
    }


def _of_deadline(given: str, deadline: Deadline, places: Places) -> Stated:
    day = deadline.day.isoformat() if deadline.day else "每年重复"
    return Stated(*places.of(deadline.span), MappedField(given, "完成时限", day))


def _of_indicator(indicator: Indicator, places: Places) -> Iterator[Stated]:
    start, end = places.of(indicator.span)
    target = MappedField(indicator.id, "目标值", str(indicator.target))
    if indicator.stated:
        yield Stated(*places.of(indicator.stated), target)
    for found in places.find(indicator.per, start, end):
        yield Stated(*found, MappedField(indicator.id, "每个单位", indicator.per))
    if indicator.coverage:
        for word in _ALL.finditer(places.source.text, start, end):
            yield Stated(*word.span(), MappedField(indicator.id, "范围", "全部"))
