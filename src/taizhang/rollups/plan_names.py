"""What a reader knows the parts of a plan by, whatever their ids."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.plan import Indicator, Plan, Task


def names_of_ids(plan: Plan) -> dict[str, str]:
    """The name of the plan, of every task, clause, measure and indicator, those that are asked no more too."""
    return {"plan": "计划", **dict(_named(plan))}


def _named(plan: Plan) -> Iterator[tuple[str, str]]:
    for goal in plan.goals:
        yield goal.id, goal.span.words
        yield from (_of_indicator(one) for one in goal.indicators)
    for task in plan.tasks:
        yield from _of_task(task)


def _of_task(task: Task) -> Iterator[tuple[str, str]]:
    yield task.id, task.title
    for number, _ in enumerate(task.clauses, 1):
        yield f"{task.id}.C{number}", f"{task.title}（责任分工）"
    yield from (_of_indicator(one) for one in task.title_indicators)
    for measure in task.measures:
        yield measure.id, measure.text
        yield from (_of_indicator(one) for one in measure.indicators)


def _of_indicator(indicator: Indicator) -> tuple[str, str]:
    return indicator.id, indicator.subject or indicator.span.words
