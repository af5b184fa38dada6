"""Whether a line of the plan is asked, and whether a person still has to look at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from taizhang.model.plan import Duty, Plan, Task, Unresolved
from taizhang.model.words.plan_words import KEPT, NAMES_SCHEME, RETIRED
from taizhang.plans.changing.duties import clause_id
from taizhang.plans.changing.spots import Spot, spots, with_indicator, with_task


def standing_of(spot: Spot) -> str:
    """保留, 取消, or 只作称谓 for a count that only names a scheme."""
    if spot.id in spot.plan.gone():
        return RETIRED
    return NAMES_SCHEME if spot.indicator and spot.indicator.names_scheme else KEPT


def with_standing(plan: Plan, given: str, word: str, _before: Plan) -> Plan:
    """The plan in which the line is asked, or no more, or only names a scheme."""
    retired = tuple(one for one in plan.retired if one != given)
    plan = replace(plan, retired=(*retired, given) if word == RETIRED else retired)
    if word == RETIRED:
        return plan
    return with_indicator(plan, given, lambda one: replace(one, names_scheme=word == NAMES_SCHEME))


def is_unresolved(spot: Spot) -> bool:
    """Whether the text leaves two readings of something on the line."""
    return any(True for _ in unresolved_of(spot))


def unresolved_of(spot: Spot) -> Iterator[Unresolved]:
    """What a person has to decide on the line: of its task and clause, too, where it is the first to show them."""
    if spot.plan.unresolved:
        held = ids_on(spot)
        yield from (one for one in spot.plan.unresolved if one.id in held)


def ids_on(spot: Spot) -> set[str]:
    """The line's id, and those of the task and the clause whose first line it is."""
    held = {spot.id}
    if spot.task and spot.id == first_line(spot.task):
        held.add(spot.task.id)
    if spot.task and spot.clause is not None and shows_clause_first(spot):
        held.add(clause_id(spot.task, spot.clause))
    return held


def first_line(task: Task, clause: int | None = None) -> str:
    """The first line of a task, or of one of its clauses, in the order of the text."""
    alone = clause is None or len(task.clauses) < 2
    if alone and task.title_indicators:
        return task.title_indicators[0].id
    held = (one.id for one in task.measures if alone or one.clause == clause)
    return next(held, task.id)


def is_inferred(spot: Spot) -> bool:
    """Whether anything on the line is not stated in so many words: the indicator's fields, its clause's units.

    Units that several lines show are asked about once, on the first of them.
    """
    if spot.indicator and spot.indicator.inferred:
        return True
    return shows_clause_first(spot) and any(duty.inferred for duty in duties_of(spot))


def shows_clause_first(spot: Spot) -> bool:
    """Whether the line is the first that its responsibility clause holds for."""
    task, clause = spot.task, spot.clause
    return task is not None and clause is not None and spot.id == first_line(task, clause)


def duties_of(spot: Spot) -> Iterator[Duty]:
    """The duties of the clause that holds for the line."""
    if spot.task and spot.clause is not None:
        yield from (duty for duty in spot.task.duties if duty.clause == spot.clause)


def with_everything_clear(plan: Plan, given: str, _word: str, _before: Plan) -> Plan:
    """The plan in which a person has confirmed whatever stands on the line."""
    spot = next((one for one in spots(plan) if one.id == given), None)
    settled = {given} if spot is None else ids_on(spot)
    plan = replace(plan, unresolved=tuple(one for one in plan.unresolved if one.id not in settled))
    plan = with_indicator(plan, given, lambda one: replace(one, inferred=()))
    if spot is None or spot.task is None or not shows_clause_first(spot):
        return plan
    own = set(duties_of(spot))
    return with_task(
        plan,
        spot.task.id,
        lambda task: replace(
            task, duties=tuple(replace(one, inferred=()) if one in own else one for one in task.duties)
        ),
    )
