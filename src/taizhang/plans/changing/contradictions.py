"""What a person's changes may not say together, on a line, in a clause and in the document.

A rule is asked only of what was changed, so that a plan as it was compiled is never in the way of its own correction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal

from taizhang.model.divisions import divisions, name_key
from taizhang.model.grid import plain
from taizhang.model.holidays import HolidayRule
from taizhang.model.plan import Answer, Indicator, Kind, Method, Plan, Scope
from taizhang.plans.changing.contradiction import Contradiction
from taizhang.plans.changing.duties import clause_id
from taizhang.plans.changing.fields import SPLIT
from taizhang.plans.changing.light_bands import faults_of_bands
from taizhang.plans.changing.line_rules import LINE_RULES
from taizhang.plans.changing.milestone_rules import faults_of_milestones
from taizhang.plans.changing.scoring_rules import changed_scoring
from taizhang.plans.changing.spots import PLAN

_HOLD_MILESTONES = {"milestones", "task_milestones", "pace", "unit", "deadline", "direction", "comparator"}


def contradictions(
    plan: Plan, changed: Mapping[str, Collection[str]], places: Collection[str]
) -> Iterator[Contradiction]:
    """What the changes say against each other or against the rest of their line.

    `changed` has the names of the changed fields by the id they belong to; `places` are the names of the reporters'
    places, none where nobody knows them.
    """
    gone = plan.gone()
    for indicator in plan.indicators():
        own = changed.get(indicator.id, ())
        if own and indicator.id not in gone:
            yield from _of_line(plan, indicator, own, {name_key(place) for place in places})
    for task in plan.tasks:
        for clause in range(max(1, len(task.clauses))):
            if changed.get(clause_id(task, clause)):
                yield from _two_roles(plan, clause_id(task, clause), clause)
    yield from _early_measures(plan, changed)
    yield from _of_milestones(plan, changed)
    yield from _of_document(plan, changed.get(PLAN, ()))
    yield from changed_scoring(plan, changed)


def _of_line(plan: Plan, one: Indicator, own: Collection[str], places: set[str]) -> Iterator[Contradiction]:
    for rule in LINE_RULES:
        if set(rule.fields) & set(own) and rule.broken(one):
            yield Contradiction(one.id, rule.fields, rule.says, rule.fix)
    if "names" in own and places:
        strange = [name for name in one.names if name_key(name) not in places]
        if strange:
            says = f"“{'、'.join(strange)}”不在填报单位中"
            yield Contradiction(one.id, ("names",), says, "请核对名称，或先写进通讯录")
    if "deadline" in own and one.deadline:
        yield from _too_early(plan, one.id, "deadline", one.deadline)
    if "source" in own and one.source and one.source not in _units(plan, one.id):
        yield Contradiction(
            one.id,
            ("source",),
            "这个单位不在本任务的责任单位中",
            "请写责任单位全称，由各地填报的请写“各填报单位”",
        )
    if "answered_by" in own and one.answered_by:
        yield from _wrong_answer(plan, one)
    if "weight_of" in own and one.weight_of:
        yield from _wrong_weight(plan, one)
    if {"value", "value_max", "comparator", "scope", "kind"} & set(own) or any(
        f.startswith(SPLIT) for f in own
    ):
        yield from _wrong_split(plan, one)


def _too_early(plan: Plan, given: str, field: str, day: date) -> Iterator[Contradiction]:
    if day < plan.starts_on:
        says = f"时限早于计划的起算日{plan.starts_on.isoformat()}"
        yield Contradiction(given, (field,), says, "请核对年份和日期")


def _units(plan: Plan, given: str) -> set[str]:
    task = next((task for task in plan.tasks if given.startswith(f"{task.id}.")), None)
    return {name for duty in (task.duties if task else ()) for name in (duty.unit, duty.canonical)}


def _wrong_answer(plan: Plan, one: Indicator) -> Iterator[Contradiction]:
    other = next((other for other in plan.indicators() if other.id == one.answered_by), None)
    if other is None or other.id == one.id or other.answered_by or other.id in plan.gone():
        yield Contradiction(
            one.id, ("answered_by",), "没有这样一行可以代答", "请填写另一行指标的编号，或清空"
        )


def _wrong_weight(plan: Plan, one: Indicator) -> Iterator[Contradiction]:
    """A weight is a number that the same reporters write in a row of its own."""
    other = next((other for other in plan.indicators() if other.id == one.weight_of), None)
    unfit = other is None or other.id == one.id or other.id in plan.gone() or other.names_scheme
    if other is None or unfit or other.answer is not Answer.NUMBER or other.source != one.source:
        says = "没有这样一行数量指标可以作权数"
        yield Contradiction(one.id, ("weight_of",), says, "请填写由同样的单位填报数量的另一行指标的编号")


def _of_milestones(plan: Plan, changed: Mapping[str, Collection[str]]) -> Iterator[Contradiction]:
    for timing in plan.settings.timings:
        own = _HOLD_MILESTONES & set(changed.get(timing.id, ()))
        if own and timing.milestones:
            fields = tuple(sorted(own))
            for says, fix in faults_of_milestones(plan, timing):
                yield Contradiction(timing.id, fields, says, fix)


def can_be_split(indicator: Indicator) -> bool:
    """A total that the reporters add up to: a number asked of all of them."""
    return (
        indicator.scope is Scope.TOTAL
        and indicator.kind is Kind.COUNT
        and indicator.method is Method.SUM
        and not indicator.source
        and not indicator.names_scheme
    )


def _wrong_split(plan: Plan, one: Indicator) -> Iterator[Contradiction]:
    parts = next((split.parts for split in plan.splits if split.id == one.id), ())
    if not parts:
        return
    fields = (*(f"{SPLIT}{key}" for key, _ in parts), "value", "value_max", "scope", "kind")
    if not can_be_split(one):
        yield Contradiction(
            one.id,
            ("scope", "kind", *fields),
            "只有全域合计的数量可以分解",
            "请清空分解数，或核对范围、类型和汇总方式",
        )
        return
    negative = [key for key, share in parts if share < 0]
    if negative:
        yield Contradiction(one.id, (f"{SPLIT}{negative[0]}",), "分解数不能小于0", "请核对")
    total, upper = sum(share for _, share in parts), one.target.value_max
    if not one.target.value <= total <= (upper if upper is not None else one.target.value):
        says = f"各单位分解数合计{plain(Decimal(total))}，与目标值{one.target}不符"
        yield Contradiction(one.id, fields, says, "请使合计等于目标值")


def _two_roles(plan: Plan, given: str, clause: int) -> Iterator[Contradiction]:
    task = next(task for task in plan.tasks if given == clause_id(task, clause))
    duties = [duty for duty in task.duties if duty.clause == clause]
    for name in dict.fromkeys(duty.unit for duty in duties):
        roles = [duty.role for duty in duties if duty.unit == name]
        if len(roles) > 1:
            words = "、".join(dict.fromkeys(role.word for role in roles))
            says = f"“{name}”在同一责任条款中写了{len(roles)}次（{words}）"
            yield Contradiction(given, tuple(f"units/{role.value}" for role in roles), says, "请只留一处")


def _early_measures(plan: Plan, changed: Mapping[str, Collection[str]]) -> Iterator[Contradiction]:
    from taizhang.plans.changing import times

    for task in plan.tasks:
        day = times.day_of_task(task)
        if day and "task_deadline" in changed.get(task.id, ()):
            yield from _too_early(plan, task.id, "task_deadline", day)
        for measure in task.measures:
            day = times.day_of_measure(task, measure)
            if day and "deadline" in changed.get(measure.id, ()):
                yield from _too_early(plan, measure.id, "deadline", day)


def _of_document(plan: Plan, own: Collection[str]) -> Iterator[Contradiction]:
    code = plan.jurisdiction.code
    if "code" in own and code:
        region = divisions(plan.year).region(code)
        if region is None or region.level is not plan.jurisdiction.level:
            yield Contradiction(
                PLAN, ("code",), "行政区划中没有这一级的这个代码", "请填写六位代码，如 130100"
            )
    if "due_days" in own and not 0 <= plan.settings.due_days <= 366:
        yield Contradiction(PLAN, ("due_days",), "天数应在0到366之间", "请核对")
    if {"holidays", "days_off"} & set(own):
        yield from _of_days_off(plan)
    if "yellow" in own and not 0 <= plan.settings.lights.yellow <= 100:
        yield Contradiction(PLAN, ("yellow",), "百分点应在0到100之间", "请核对")
    if "bands" in own:
        for says in faults_of_bands(plan.settings.lights.bands):
            yield Contradiction(PLAN, ("bands",), says, "请使绿、黄、红三档首尾相接，不留空档，也不重叠")
    elif "yellow" in own and plan.settings.lights.bands:
        says = "已写了亮灯分档，黄灯界限用不上"
        yield Contradiction(PLAN, ("yellow",), says, "请改亮灯分档，或清空分档后再改")
    if "year" in own and not 2000 <= plan.year <= 2100:
        yield Contradiction(PLAN, ("year",), "计划年度应是四位年份", "请核对")


def _of_days_off(plan: Plan) -> Iterator[Contradiction]:
    """What the office arranged beside the shipped table must be of use, and say one thing of each day."""
    arranged = plan.settings.days_off
    if arranged and plan.settings.holidays is HolidayRule.NONE:
        says = "截止日遇节假日不顺延时，放假调休用不上"
        yield Contradiction(PLAN, ("holidays", "days_off"), says, "请选择顺延的办法，或清空放假调休")
    days = {
        works: {day for one in arranged if one.works is works for day in one.days()}
        for works in (True, False)
    }
    for day in sorted(days[True] & days[False])[:1]:
        yield Contradiction(PLAN, ("days_off",), f"{day.isoformat()}既写了放假又写了上班", "请只留一种")
