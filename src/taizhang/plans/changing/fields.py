"""The fields of a plan that persons review: one declaration a field says how it prints, is read and is set.

A new reviewable field of an indicator is one line in `_FIELDS`: its name, its column, its form.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from taizhang.model.plan import Indicator, Over, Plan, Role
from taizhang.model.plan_change import Split
from taizhang.model.words.plan_words import (
    ADDED,
    ALL_OF_THEM,
    APPROXIMATE,
    ASPIRATIONAL,
    CLEAR,
    COMPARATOR_WORDS,
    DIRECTION_WORDS,
    EVEN_PACES,
    EVERYBODY,
    HOLIDAY_WORDS,
    IN_PRINCIPLE,
    KEPT,
    KIND_WORDS,
    METHOD_WORDS,
    NAMES_SCHEME,
    OVER_WORDS,
    PACE_WORDS,
    RETIRED,
    SCOPE_WORDS,
    STATUS_WORDS,
    UNCHECKED,
    UNDECIDED,
)
from taizhang.plans.changing import times
from taizhang.plans.changing.adding import with_new_indicator
from taizhang.plans.changing.days_off import DAYS_OFF
from taizhang.plans.changing.field import (
    Field,
    id_of_indicator,
    of_clause,
    of_form_head,
    of_indicator,
    of_plan,
    of_setting,
    of_target,
    set_attribute,
)
from taizhang.plans.changing.forms import (
    DAY,
    MAYBE_DAY,
    MAYBE_LAST_DAY,
    MAYBE_NUMBER,
    NAMES,
    NUMBER,
    SOME_TEXT,
    TEXT,
    WHOLE,
    Form,
    choice,
    marks,
)
from taizhang.plans.changing.light_bands import BANDS
from taizhang.plans.changing.scoring_fields import scoring_fields, scoring_settings
from taizhang.plans.changing.spots import Spot, with_indicator, with_task
from taizhang.plans.changing.standing import (
    is_inferred,
    is_unresolved,
    standing_of,
    with_everything_clear,
    with_standing,
)
from taizhang.plans.changing.timings import timing_fields

SPLIT = "split/"  # and the reporter's key: the share of a total


def fields() -> tuple[Field, ...]:
    """The fields of the lines of the sheet 审核, in the order of its columns."""
    return _FIELDS


def settings_fields() -> tuple[Field, ...]:
    """The fields of the document, one a line of the sheet 计划设置."""
    return _SETTINGS


@cache
def field_named(name: str) -> Field:
    """The field of this name; one of the sheet 任务分解 for split/ and a reporter's key.

    Raises:
        KeyError: there is none.
    """
    if name.startswith(SPLIT):
        return share_of(name.removeprefix(SPLIT))
    return {one.name: one for one in (*_FIELDS, *_SETTINGS, *scoring_fields(), _QUOTE)}[name]


def _own(spot: Spot) -> str:
    return spot.id


def share_of(reporter: str) -> Field:
    """A reporter's share of a total."""

    def put(plan: Plan, given: str, share: Decimal | None, _before: Plan) -> Plan:
        rest = tuple(one for one in plan.splits if one.id != given)
        old = next((dict(one.parts) for one in plan.splits if one.id == given), {})
        new = {key: value for key, value in old.items() if key != reporter}
        if share is not None:
            new[reporter] = share
        added = (Split(given, tuple(sorted(new.items()))),) if new else ()
        return replace(plan, splits=tuple(sorted((*rest, *added), key=lambda one: one.id)))

    return Field(
        f"{SPLIT}{reporter}", reporter, MAYBE_NUMBER, id_of_indicator,
        lambda spot: spot.plan.share_of(spot.id, reporter), put,
    )  # fmt: skip


def _qualifiers(indicator: Indicator) -> tuple[str, ...]:
    said = (
        (ASPIRATIONAL, indicator.aspirational),
        (APPROXIMATE, indicator.approximate),
        (IN_PRINCIPLE, indicator.in_principle),
        (ALL_OF_THEM, indicator.coverage == "all"),
    )
    return tuple(word for word, holds in said if holds)


def _with_qualifiers(indicator: Indicator, words: tuple[str, ...]) -> Indicator:
    return replace(
        indicator, aspirational=ASPIRATIONAL in words, approximate=APPROXIMATE in words,
        in_principle=IN_PRINCIPLE in words, coverage="all" if ALL_OF_THEM in words else "",
    )  # fmt: skip


def _source() -> Form:
    return Form(
        lambda value: value or EVERYBODY, lambda text, _plan: _unless_everybody("".join(text.split()))
    )


def _unless_everybody(name: str) -> str:
    return "" if name == EVERYBODY else name


def _checked(spot: Spot) -> str:
    if is_unresolved(spot):
        return UNDECIDED
    return UNCHECKED if is_inferred(spot) else CLEAR


def _deadline(spot: Spot) -> Any:
    if spot.indicator or spot.measure is None or spot.task is None:
        return spot.indicator.deadline if spot.indicator else None
    return times.day_of_measure(spot.task, spot.measure)


def _has_deadline(spot: Spot) -> str:
    """Measures with indicators leave the time to these."""
    if spot.indicator or (spot.measure and not spot.measure.indicators):
        return spot.id
    return ""


def _with_deadline(plan: Plan, given: str, value: Any, _before: Plan) -> Plan:
    plan = times.with_day_of_measure(plan, given, value)
    return with_indicator(plan, given, lambda one: replace(one, deadline=value))


def _task(spot: Spot) -> str:
    return spot.task.id if spot.task else ""


def _of_lights(name: str, title: str, form: Form) -> Field:
    def put(plan: Plan, value: Any) -> Plan:
        lights = replace(plan.settings.lights, **{name: value})
        return replace(plan, settings=replace(plan.settings, lights=lights))

    return of_plan(name, title, form, lambda plan: getattr(plan.settings.lights, name), put)


_FIELDS: tuple[Field, ...] = (
    Field(
        "standing", "处理", choice({word: word for word in (KEPT, RETIRED, ADDED, NAMES_SCHEME)}), _own, standing_of,
        with_standing, ("standing",),
    ),
    Field("checked", "核对", choice({word: word for word in (UNDECIDED, UNCHECKED, CLEAR)}), _own, _checked, with_everything_clear),
    Field(
        "title", "重点任务", SOME_TEXT, _task, lambda spot: spot.task.title if spot.task else "",
        lambda plan, given, value, _before: with_task(plan, given, lambda one: replace(one, title=value)), ("title",),
    ),
    of_indicator("subject", "指标内容", SOME_TEXT),
    of_target("comparator", "比较", choice(COMPARATOR_WORDS)),
    of_target("value", "目标值", NUMBER),
    of_target("value_max", "上限", MAYBE_NUMBER),
    of_target("unit", "单位", TEXT),
    of_indicator("scope", "范围", choice(SCOPE_WORDS)),
    of_indicator("names", "点名地区", NAMES),
    of_indicator("per", "每（对象）", TEXT),
    of_indicator("kind", "类型", choice(KIND_WORDS)),
    of_indicator("method", "汇总方式", choice(METHOD_WORDS)),
    of_indicator(
        "over", "逐期取数", choice(OVER_WORDS), lambda one: one.over or Over.LAST,
        lambda one, value: replace(one, over=None if value is Over.LAST else value),
    ),
    of_indicator("weight_of", "权数取自哪行", TEXT),
    of_indicator("numerator", "分子（什么）", TEXT),
    of_indicator("denominator", "分母（占什么）", TEXT),
    of_indicator("direction", "方向", choice(DIRECTION_WORDS)),
    of_indicator("qualifiers", "限定词", marks((ASPIRATIONAL, APPROXIMATE, IN_PRINCIPLE, ALL_OF_THEM)), _qualifiers, _with_qualifiers),
    Field("deadline", "时限", MAYBE_DAY, _has_deadline, _deadline, _with_deadline, ("deadline",)),
    Field(
        "task_deadline", "任务时限", MAYBE_DAY, _task, lambda spot: times.day_of_task(spot.task) if spot.task else None,
        lambda plan, given, value, _before: times.with_day_of_task(plan, given, value), ("task_deadline",),
    ),
    *timing_fields(),
    of_indicator("source", "数字来源", _source()),
    of_indicator("answered_by", "由哪行代答", TEXT),
    of_clause(Role.LEAD),
    of_clause(Role.JOINT),
    of_clause(Role.BY_DUTY),
    of_clause(Role.SUPPORT),
)  # fmt: skip

_SETTINGS: tuple[Field, ...] = (
    of_plan("document", "计划名称", SOME_TEXT, lambda plan: plan.title, set_attribute("title")),
    of_plan("status", "文件状态", choice(STATUS_WORDS), lambda plan: plan.status, set_attribute("status")),
    of_plan("year", "计划年度", WHOLE, lambda plan: plan.year, set_attribute("year")),
    of_plan(
        "code", "行政区划代码", TEXT, lambda plan: plan.jurisdiction.code,
        lambda plan, value: replace(plan, jurisdiction=replace(plan.jurisdiction, code=value)),
    ),
    of_plan("issuer", "发文机关", TEXT, lambda plan: plan.issuer, set_attribute("issuer")),
    of_plan("doc_number", "文号", TEXT, lambda plan: plan.doc_number, set_attribute("doc_number")),
    of_plan("issued_on", "印发日期", MAYBE_DAY, lambda plan: plan.issued_on, set_attribute("issued_on")),
    of_plan(
        "starts_on", "起算日", DAY, lambda plan: plan.starts_on,
        lambda plan, value: replace(plan, settings=replace(plan.settings, starts_on=value)),
    ),
    of_setting("due_days", "报送期限（期末后天数）", WHOLE),
    of_setting("holidays", "截止日遇节假日", choice(HOLIDAY_WORDS)),
    of_setting("days_off", "放假调休", DAYS_OFF),
    of_plan(
        "plan_pace", "序时方式（全计划）", choice({pace: PACE_WORDS[pace] for pace in EVEN_PACES}),
        lambda plan: plan.settings.pace,
        lambda plan, value: replace(plan, settings=replace(plan.settings, pace=value)),
    ),
    _of_lights("yellow", "黄灯界限（落后百分点）", NUMBER),
    _of_lights("bands", "亮灯分档（落后百分点）", BANDS),
    of_form_head("number", TEXT),
    of_form_head("maker", TEXT),
    of_form_head("approval", TEXT),
    of_form_head("valid_until", MAYBE_LAST_DAY),
    *scoring_settings(),
)  # fmt: skip

_QUOTE = Field(
    "quote", "原文", SOME_TEXT, id_of_indicator, lambda spot: spot.quote.words,
    lambda plan, given, words, _before: with_new_indicator(plan, given, words),
)  # fmt: skip
