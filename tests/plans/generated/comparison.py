"""A compiled plan held against what its text was written to say, as plain lists that read well side by side."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from generated.said import Aim, Answer, Doubt, Report, Task, When, Words, Written
from taizhang.model.grid import plain
from taizhang.model.plan import Deadline, Duty, Indicator, Plan
from taizhang.model.plan import Task as CompiledTask

_MARKS = ("aspirational", "approximate", "in_principle", "redacted", "names_scheme")


def bare(words: str) -> str:
    """The words apart from how they are set: no blanks between Chinese words, all punctuation in one width."""
    text = re.sub("[\u200b\u200c\u200d\u2060\ufeff\u00ad]", "", unicodedata.normalize("NFKC", words))
    if re.search("[\u4e00-\u9fff]", text):
        return re.sub(r"\s", "", text).translate(str.maketrans("〔〕【】[]", "()()()"))
    return re.sub(r"%(?=[a-z])", "% ", re.sub(r"\s+", " ", text)).strip()


def told(plan: Plan) -> dict[str, Any]:
    """What the compiled plan says."""
    default, rule = plan.default_duty, plan.role_rule
    return {
        "language": plan.language,
        "title": bare(plan.title),
        "place": (bare(plan.jurisdiction.name), plan.jurisdiction.level.value),
        "year": plan.year,
        "issuer": bare(plan.issuer),
        "number": bare(plan.doc_number),
        "issued": plan.issued_on,
        "draft": plan.status == "draft",
        "default": default and ([bare(unit) for unit in default.units], default.role.value),
        "rule": rule.rule if rule else "",
        "reports": [(one.every, bare(one.by), bare(one.to)) for one in plan.cadences],
        "goals": [
            ([_indicator(one) for one in goal.indicators], [_deadline(one) for one in goal.deadlines])
            for goal in plan.goals
        ],
        "tasks": [_compiled_task(task) for task in plan.tasks],
        "unresolved": sorted((one.field, tuple(map(bare, one.candidates))) for one in plan.unresolved),
    }


def _compiled_task(task: CompiledTask) -> dict[str, Any]:
    return {
        "number": bare(task.number),
        "section": [bare(heading) for heading in task.section],
        "title": bare(task.title),
        "title_aims": [_indicator(one) for one in task.title_indicators],
        "measures": [
            (bare(one.text), one.clause, [_indicator(i) for i in one.indicators]) for one in task.measures
        ],
        "clauses": [bare(clause.words) for clause in task.clauses],
        "open_ended": task.open_ended,
        "duties": [_duty(duty) for duty in task.duties],
        "times": [_deadline(one) for one in task.deadlines],
    }


def _duty(duty: Duty) -> tuple[Any, ...]:
    return bare(duty.unit), duty.role.value, duty.clause, duty.generic, duty.redacted, duty.canonical


def _deadline(deadline: Deadline) -> tuple[Any, ...]:
    return bare(deadline.span.words), deadline.day, deadline.precision.value


def _indicator(one: Indicator) -> tuple[Any, ...]:
    marks = {mark for mark in _MARKS if getattr(one, mark)} | ({"all"} if one.coverage else set())
    target = one.target
    return (
        f"{target.comparator.value} {plain(target.value)}",
        target.value_max and plain(target.value_max), bare(target.unit), [bare(name) for name in one.names],
        bare(one.per), one.scope.value, one.deadline, sorted(marks),
    )  # fmt: skip


def meant(written: Written) -> dict[str, Any]:
    """What the text was written to say."""
    head = written.head
    clauses = [clause for task in written.tasks for clause in task.clauses()]
    default = next((clause.default for clause in clauses if clause.default), None)
    return {
        "language": written.language,
        "title": bare(head.title),
        "place": (head.place, head.level),
        "year": head.year,
        "issuer": bare(head.issuer),
        "number": bare(head.number),
        "issued": head.issued,
        "draft": head.draft,
        "default": default and ([bare(unit) for unit in default.units], default.role),
        "rule": next((clause.rule for clause in clauses if clause.rule), ""),
        "reports": [_report(one) for one in written.reports],
        "goals": [
            ([_aim(aim) for aim in goal.aims], [_when(when) for when in goal.times])
            for goal in written.goals
            if goal.aims or goal.times
        ],
        "tasks": [_task(task) for task in written.tasks],
        "unresolved": sorted((one.field, tuple(map(bare, one.candidates))) for one in _doubts(written)),
    }


def _task(task: Task) -> dict[str, Any]:
    clauses = task.clauses()
    measures = list(task.measures())
    return {
        "number": bare(task.number),
        "section": [bare(heading) for heading in task.section],
        "title": bare(task.title.text),
        "title_aims": [] if task.untitled else [_aim(aim) for aim in task.title.aims],
        "measures": [
            (bare(words.text), clause, [_aim(aim) for aim in words.aims]) for words, clause in measures
        ],
        "clauses": [bare(clause.text) for clause in clauses],
        "open_ended": any(clause.open_ended for clause in clauses),
        "duties": [_answer(one, at) for at, clause in enumerate(clauses) for one in clause.answers],
        "times": _times(task),
    }


def _times(task: Task) -> list[tuple[Any, ...]]:
    """Each time once by its words and day, in the order of the text."""
    every = [] if task.untitled else list(task.title.times)
    for paragraph in task.paragraphs:
        every += [when for sentence in paragraph.sentences for when in sentence.times]
        every += paragraph.clause.times if paragraph.clause else ()
    once: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for one in every:
        once.setdefault((bare(one.quote), one.day), _when(one))
    return list(once.values())


def _answer(one: Answer, clause: int) -> tuple[Any, ...]:
    return bare(one.unit), one.role, clause, one.generic, one.redacted, one.canonical


def _when(when: When) -> tuple[Any, ...]:
    return bare(when.quote), when.day, when.precision


def _aim(aim: Aim) -> tuple[Any, ...]:
    return (
        f"{aim.comparator} {plain(aim.value)}", aim.value_max and plain(aim.value_max), bare(aim.unit),
        [bare(name) for name in aim.names], bare(aim.per), aim.scope, aim.day, sorted(aim.marks),
    )  # fmt: skip


def _report(one: Report) -> tuple[str, str, str]:
    return one.every, bare(one.by), bare(one.to)


def _doubts(written: Written) -> list[Doubt]:
    words: list[Words] = [*written.goals]
    for task in written.tasks:
        words += [*([] if task.untitled else [task.title]), *(words for words, _ in task.measures())]
    return [*written.head.doubts, *(doubt for one in words for doubt in one.doubts)]


def assert_says_what_was_meant(written: Written, plan: Plan) -> None:
    """Every field, the first that differs named with the text."""
    compiled, expected = told(plan), meant(written)
    for name in expected:
        if name != "tasks":
            assert compiled[name] == expected[name], f"{name} of\n{written.text}"
    assert [one["title"] for one in compiled["tasks"]] == [one["title"] for one in expected["tasks"]], (
        written.text
    )
    for one, other in zip(compiled["tasks"], expected["tasks"], strict=True):
        for name in other:
            assert one[name] == other[name], (
                f"{name} of task {other['number']} {other['title']} in\n{written.text}"
            )
