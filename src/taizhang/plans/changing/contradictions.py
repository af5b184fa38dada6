"""What a person's changes may not say together: one rule a line, with the fields that it looks at.

A rule is asked only of what was changed, so that a plan as it was compiled is never in the way of its own correction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taizhang.model.divisions import divisions, name_key
from taizhang.model.grid import plain
from taizhang.model.plan import Comparator, Direction, Indicator, Kind, Method, Plan, Scope
from taizhang.plans.changing.duties import clause_id
from taizhang.plans.changing.fields import SPLIT
from taizhang.plans.changing.spots import PLAN

_OF_PLACES = ("", "个", "家", "%", "‰")
_UPWARD = (Comparator.AT_LEAST, Comparator.ABOVE)
_DOWNWARD = (Comparator.AT_MOST, Comparator.BELOW)
_COUNTING = (Method.COUNT_MEETING, Method.SHARE_MEETING)
_PLACES = (Scope.EACH_PLACE, Scope.NAMED, Scope.SHARE_OF_PLACES)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What does not go together on one line."""

    id: str
    fields: tuple[str, ...]  # names of the fields that disagree
    says: str
    fix: str


@dataclass(frozen=True, slots=True)
class _Rule:
    fields: tuple[str, ...]
    broken: Callable[[Indicator], bool]
    says: str
    fix: str


def _has_shares(indicator: Indicator) -> bool:
    return indicator.target.unit == "个百分点" or indicator.whole is not None


_RULES = (
    _Rule(
        ("value_max", "value"),
        lambda one: one.target.value_max is not None and one.target.value_max < one.target.value,
        "上限小于目标值", "请核对这两个数",
    ),
    _Rule(
        ("comparator", "value_max"),
        lambda one: one.target.comparator is Comparator.RANGE and one.target.value_max is None,
        "比较选了“区间”，却没有上限", "请填写上限，或改选其他比较词",
    ),
    _Rule(
        ("value_max", "comparator"),
        lambda one: one.target.comparator is not Comparator.RANGE and one.target.value_max is not None,
        "有上限，比较却不是“区间”", "请把比较改为“区间”，或清空上限",
    ),
    _Rule(
        ("method", "unit", "kind"),
        lambda one: one.method is Method.SUM and _has_shares(one),
        "百分比、比率不能相加", "请把汇总方式改为“分子合计÷分母合计”，或核对单位",
    ),
    _Rule(
        ("method", "kind"),
        lambda one: one.method is Method.RATIO_OF_SUMS
        and one.kind not in (Kind.RATIO, Kind.LEVEL)
        and one.scope is not Scope.INSTITUTIONS,
        "只有比率和等级能用分子合计÷分母合计", "请把类型改为“比率”，或改选其他汇总方式",
    ),
    _Rule(
        ("method", "kind"),
        lambda one: one.method in (Method.SUM, Method.MAX, Method.MIN) and one.kind in (Kind.YES_NO, Kind.LEVEL),
        "“是否”和“等级”不能相加、取大或取小", "请把汇总方式改为“达标单位个数”或“达标单位占比”",
    ),
    _Rule(
        ("method", "scope", "kind"),
        lambda one: one.method in _COUNTING and one.scope not in _PLACES and one.kind is not Kind.YES_NO,
        "按达标单位汇总的，范围要落到各地", "请把范围改为“各地分别”“点名地区”或“地区占比”，或改选其他汇总方式",
    ),
    _Rule(
        ("kind", "unit"),
        lambda one: one.kind is Kind.YES_NO and one.target.unit not in _OF_PLACES,
        "“是否”类指标不能带这样的单位", "请清空单位或填“个”“%”，或把类型改为“数量”",
    ),
    _Rule(
        ("kind", "unit"),
        lambda one: one.kind is Kind.RATIO and not _has_shares(one),
        "比率要以%、‰或每万人等为单位", "请核对单位，或把类型改为“数量”",
    ),
    _Rule(
        ("direction", "comparator"),
        lambda one: one.direction is Direction.LOWER and one.target.comparator in _UPWARD,
        "目标是不低于某数，方向却是越低越好", "请核对比较和方向",
    ),
    _Rule(
        ("direction", "comparator"),
        lambda one: one.direction is Direction.HIGHER and one.target.comparator in _DOWNWARD,
        "目标是不超过某数，方向却是越高越好", "请核对比较和方向",
    ),
    _Rule(
        ("direction", "comparator"),
        lambda one: one.direction is Direction.BAND and one.target.comparator is not Comparator.RANGE,
        "区间内为好，比较却不是“区间”", "请核对比较和方向",
    ),
    _Rule(
        ("scope", "names"), lambda one: one.scope is Scope.NAMED and not one.names,
        "范围是点名地区，却没有写是哪些地区", "请填写点名地区，以顿号隔开",
    ),
    _Rule(
        ("names", "scope"), lambda one: one.scope is not Scope.NAMED and bool(one.names),
        "写了点名地区，范围却不是“点名地区”", "请把范围改为“点名地区”，或清空点名地区",
    ),
    _Rule(
        ("names", "value"),
        lambda one: bool(one.names) and one.target.unit in ("个", "家") and one.target.comparator is Comparator.EQUAL
        and Decimal(len(one.names)) != one.target.value and one.kind is Kind.YES_NO,
        "点名地区的个数与目标值不符", "请核对点名地区和目标值",
    ),
    _Rule(
        ("comparator", "scope"),
        lambda one: one.target.comparator is Comparator.ONE_EACH and one.scope is not Scope.EACH_PLACE,
        "每地至少一个，范围却不是“各地分别”", "请把范围改为“各地分别”，或改选其他比较词",
    ),
    _Rule(
        ("comparator", "value"),
        lambda one: one.target.comparator is Comparator.ALL and one.target.value != 100,
        "比较是“全部”，目标值应为100", "请把目标值改为100，或改选其他比较词",
    ),
    _Rule(
        ("value", "unit"), lambda one: one.target.unit == "%" and one.target.comparator in (Comparator.EQUAL, *_UPWARD)
        and one.kind is Kind.YES_NO and one.target.value > 100,
        "地区占比不会超过100%", "请核对目标值",
    ),
)  # fmt: skip


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
    yield from _of_document(plan, changed.get(PLAN, ()))


def _of_line(plan: Plan, one: Indicator, own: Collection[str], places: set[str]) -> Iterator[Contradiction]:
    for rule in _RULES:
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
    if "yellow" in own and not 0 <= plan.settings.lights.yellow <= 100:
        yield Contradiction(PLAN, ("yellow",), "百分点应在0到100之间", "请核对")
    if "year" in own and not 2000 <= plan.year <= 2100:
        yield Contradiction(PLAN, ("year",), "计划年度应是四位年份", "请核对")
