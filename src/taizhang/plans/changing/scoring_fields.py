"""The fields of a plan's scoring: of each item, one column of the sheet 评分设置; of the whole, one line of 计划设置."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from taizhang.model.plan import Goal, Plan, Span
from taizhang.model.scoring import Scoring, ScoringItem
from taizhang.model.words.plan_words import CONVERSION_WORDS, MANNER_WORDS, MISSING_WORDS
from taizhang.plans.changing.field import Field, of_plan
from taizhang.plans.changing.forms import NUMBER, WHOLE, Form, choice
from taizhang.plans.changing.scoring_words import AMOUNT, DEDUCTION, OWN_GOAL, ROLE_SHARES, STEPS, SUBSIDY
from taizhang.plans.changing.spots import Spot, spots

SCORE = "score/"  # and the attribute of the item


def scoring_fields() -> tuple[Field, ...]:
    """The fields of an item, in the order of the columns of 评分设置."""
    return _OF_ITEM


def scoring_settings() -> tuple[Field, ...]:
    """The fields of the scoring as a whole."""
    return _OF_WHOLE


def scoring_spots(plan: Plan) -> Iterator[Spot]:
    """What can be scored, in the order of the text: each task, then each of its rows; goals first."""
    asked = {row.id for row in plan.rows()}
    answered = {one.id for one in plan.indicators() if one.answered_by and one.id not in plan.gone()}
    told: set[str] = set()
    for spot in spots(plan):
        if spot.task and spot.task.id not in told:
            told.add(spot.task.id)
            yield Spot(plan, spot.task.id, spot.task)
        if spot.id in asked or spot.id in answered:
            yield spot


def scoring_lines(plan: Plan) -> Iterator[Spot]:
    """What can be scored, and behind it what has points although it is asked no more."""
    known = {spot.id: spot for spot in scoring_spots(plan)}
    yield from known.values()
    gone = {spot.id: spot for spot in spots(plan)}
    for item in scoring_of(plan).items:
        if item.id not in known:
            yield gone.get(item.id) or Spot(plan, item.id, goal=Goal(item.id, Span(0, 0, "")))


def without_vanished_items(plan: Plan) -> Plan:
    """The plan without points for rows that it does not ask any more."""
    if plan.settings.scoring is None:
        return plan
    asked = {spot.id for spot in scoring_spots(plan)}
    scoring = plan.settings.scoring
    return with_scoring(plan, replace(scoring, items=tuple(one for one in scoring.items if one.id in asked)))


def scoring_of(plan: Plan) -> Scoring:
    """The plan's scoring; one without items where it has none."""
    return plan.settings.scoring or Scoring()


def with_scoring(plan: Plan, scoring: Scoring) -> Plan:
    """The plan with the scoring; none where it says nothing, so that such a plan stays as it was."""
    kept = scoring if scoring != Scoring() else None
    return replace(plan, settings=replace(plan.settings, scoring=kept))


def _of_item(name: str, title: str, form: Form) -> Field:
    """A field of the item of a line; an item of which nothing is said is none."""

    def value(spot: Spot) -> Any:
        item = scoring_of(spot.plan).item(spot.id)
        return getattr(item, name) if item else None

    def put(plan: Plan, given: str, wanted: Any, _before: Plan) -> Plan:
        blank = ScoringItem(given)
        item = scoring_of(plan).item(given) or blank
        item = replace(item, **{name: getattr(blank, name) if wanted is None else wanted})
        return _with_item(plan, item)

    return Field(f"{SCORE}{name}", title, form, lambda spot: spot.id, value, put)


def _with_item(plan: Plan, item: ScoringItem) -> Plan:
    """The plan with the item in the place that the text gives it."""
    scoring = scoring_of(plan)
    kept = {one.id: one for one in scoring.items if one.id != item.id}
    if item != ScoringItem(item.id):
        kept[item.id] = item
    order = [spot.id for spot in scoring_spots(plan)]
    known = [kept[given] for given in order if given in kept]
    strange = [one for given, one in sorted(kept.items()) if given not in order]
    return with_scoring(plan, replace(scoring, items=(*known, *strange)))


def _of_whole(name: str, title: str, form: Form) -> Field:
    def put(plan: Plan, value: Any) -> Plan:
        return with_scoring(plan, replace(scoring_of(plan), **{name: value}))

    return of_plan(f"{SCORE}{name}", title, form, lambda plan: getattr(scoring_of(plan), name), put)


def _or_nothing(form: Form) -> Form:
    """The form, where the cell may be empty too."""
    return Form(
        lambda value: "" if value is None else form.show(value),
        lambda text, plan: form.read(text, plan) if text.strip() else None,
        form.words,
    )


_OF_ITEM: tuple[Field, ...] = (
    _of_item("weight", "分值", AMOUNT),
    _of_item("manner", "计分办法", _or_nothing(choice(MANNER_WORDS))),
    _of_item("held_to", "考核目标值", OWN_GOAL),
    _of_item("per", "每差（超）多少", AMOUNT),
    _of_item("points", "扣（加）几分", AMOUNT),
    _of_item("floor", "最低得分", AMOUNT),
    _of_item("cap", "最多加分", AMOUNT),
    _of_item("steps", "分档", STEPS),
)

_OF_WHOLE: tuple[Field, ...] = (
    _of_whole("missing", "考核：没有报送的数", choice(MISSING_WORDS)),
    _of_whole("converts", "考核：不计分的项", choice(CONVERSION_WORDS)),
    _of_whole("places", "考核：得分保留小数位", WHOLE),
    _of_whole("late", "考核：迟报扣分", DEDUCTION),
    _of_whole("unreported", "考核：未报扣分", DEDUCTION),
    _of_whole("returned", "考核：退回扣分", DEDUCTION),
    _of_whole("roles", "考核：责任单位计入比例", ROLE_SHARES),
    _of_whole("least_share", "考核：排名最少计分（占满分%）", NUMBER),
    _of_whole("least_items", "考核：排名最少计分项数", WHOLE),
    _of_whole("least_denominator", "考核：比率最小分母", NUMBER),
    _of_whole("subsidy", "考核：补助资金挂钩", SUBSIDY),
)
