"""A new indicator under a measure: what a person found in the text that the reading missed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from taizhang.model.plan import Comparator, Indicator, Measure, Plan, Span, Target, Task
from taizhang.plans.changing.spots import with_measure
from taizhang.plans.squeezed import squeeze

_NUMBERED = re.compile(r"\.I(\d+)$")


def next_free_id(measure: str, given: Iterable[str]) -> str:
    """The id after every one that was ever given under the measure."""
    numbers = (
        int(found[1]) for one in given if one.startswith(f"{measure}.I") and (found := _NUMBERED.search(one))
    )
    return f"{measure}.I{max(numbers, default=0) + 1}"


def ids_ever_given(plan: Plan) -> set[str]:
    """Every id that stands in the plan, was retired from it, or is named in a change."""
    changes = [correction.change for correction in plan.review]
    changes += [change for amendment in plan.amendments for change in amendment.changes]
    measures = (measure.id for task in plan.tasks for measure in task.measures)
    indicators = (indicator.id for indicator in plan.indicators())
    return {*measures, *indicators, *plan.retired, *(change.id for change in changes)}


def find_words(plan: Plan, words: str, near: Span | None = None) -> Span | None:
    """Where the text has these words, blanks aside; inside `near` where they stand there."""
    wanted = "".join(words.split())
    if not wanted:
        return None
    for offset, text in ((near.start, near.quote), (0, plan.text)) if near else ((0, plan.text),):
        source = squeeze(text, blanks=False)
        at = source.text.find(wanted)
        if at >= 0:
            found = source.span(at, at + len(wanted))
            return Span(offset + found.start, offset + found.end, found.quote)
    return None


def with_new_indicator(plan: Plan, given: str, words: str) -> Plan:
    """The plan with an indicator of this id that rests on these words; its fields are set by further changes.

    Raises:
        KeyError: there is no such measure, or the text does not hold the words.
    """
    measure = measure_of(plan, given.rpartition(".")[0])
    span = find_words(plan, words, measure.span if measure else None)
    if measure is None or span is None:
        raise KeyError(given)
    added = Indicator(given, span, "", Target(Comparator.AT_LEAST, Decimal(0), ""))
    kept = tuple(one for one in measure.indicators if one.id != given)
    return with_measure(plan, measure.id, lambda one: replace(one, indicators=(*kept, added)))


def measure_of(plan: Plan, wanted: str) -> Measure | None:
    """The measure with this id; None where there is none."""
    return next((one for task in plan.tasks for one in task.measures if one.id == wanted), None)


def task_of(plan: Plan, wanted: str) -> Task | None:
    """The task with this id; None where there is none."""
    return next((task for task in plan.tasks if task.id == wanted), None)
