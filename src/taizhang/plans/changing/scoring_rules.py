"""What a plan's scoring may not say: of one item, one rule a line; and of the whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from taizhang.model.grid import plain
from taizhang.model.plan import Answer, Comparator, Direction, Indicator, Plan
from taizhang.model.scoring import Deduction, Manner, Scoring, ScoringItem
from taizhang.plans.changing.contradiction import Contradiction
from taizhang.plans.changing.scoring_fields import SCORE, scoring_of, scoring_spots
from taizhang.plans.changing.spots import PLAN

_BY_UNIT = (Manner.DEDUCT, Manner.BONUS)
_BY_STEP = (Manner.STEP, Manner.RATE_STEP)
_BY_RATE = (Manner.PROPORTIONAL, Manner.RATE_STEP, Manner.BONUS)
_OF_ROWS = ("standing", "value", "value_max", "comparator", "kind", "scope", "direction")
_MOST_PLACES = 4


@dataclass(frozen=True, slots=True)
class ItemRule:
    """What the settings of one item may not say together, or against its indicator."""

    fields: tuple[str, ...]
    broken: Callable[[ScoringItem, Indicator | None], bool]
    says: str
    fix: str


def scoring_contradictions(plan: Plan) -> Iterator[Contradiction]:
    """Everything in the plan's scoring that does not go together, whoever wrote it."""
    scoring = plan.settings.scoring
    if scoring is not None:
        yield from _of_items(plan, scoring, [one.id for one in scoring.items])
        yield from _of_whole(scoring, [f"{SCORE}{name}" for name in _WHOLE])


def changed_scoring(plan: Plan, changed: Mapping[str, Collection[str]]) -> Iterator[Contradiction]:
    """The same of what was changed, in the scoring or in the rows that it scores."""
    scoring = scoring_of(plan)
    vanished: set[str] = set()
    if any("standing" in own for own in changed.values()):
        found = tuple(_of_vanished(plan, scoring, [one.id for one in scoring.items]))
        vanished = {one.id for one in found}
        yield from found
    touched = {one.id for one in scoring.items if _touches(changed.get(one.id, ()))}
    yield from _of_items(plan, scoring, touched - vanished)
    yield from _of_whole(scoring, changed.get(PLAN, ()))


def _touches(own: Collection[str]) -> bool:
    return any(name.startswith((SCORE, "split/")) or name in _OF_ROWS for name in own)


def _of_items(plan: Plan, scoring: Scoring, wanted: Collection[str]) -> Iterator[Contradiction]:
    indicators = {one.id: one for one in plan.indicators()}
    vanished = {one.id: one for one in _of_vanished(plan, scoring, wanted)}
    for item in scoring.items:
        if item.id in vanished:
            yield vanished[item.id]
        elif item.id in wanted:
            yield from _of_item(item, indicators.get(item.id), plan)


def _of_vanished(plan: Plan, scoring: Scoring, wanted: Collection[str]) -> Iterator[Contradiction]:
    asked = {spot.id for spot in scoring_spots(plan)}
    for item in scoring.items:
        if item.id in wanted and item.id not in asked:
            says = f"{item.id}有分值，却已经取消或不在计划中"
            fields = ("standing", f"{SCORE}weight")
            yield Contradiction(item.id, fields, says, "请在“评分设置”清空这一行，或恢复这一行")


def _of_item(item: ScoringItem, indicator: Indicator | None, plan: Plan) -> Iterator[Contradiction]:
    for rule in ITEM_RULES:
        if rule.broken(item, indicator):
            fields = tuple(f"{SCORE}{name}" for name in rule.fields)
            yield Contradiction(item.id, fields, rule.says, rule.fix)
    if item.steps and item.manner in _BY_STEP and max(item.steps.points) != item.weight:
        says = f"分档中最高得{plain(max(item.steps.points))}分，与分值{plain(item.weight)}分不符"
        yield Contradiction(item.id, (f"{SCORE}steps", f"{SCORE}weight"), says, "请使最高一档等于分值")
    if item.held_to is not None and any(split.id == item.id for split in plan.splits):
        says = "已经在“任务分解”中分到各单位，又填了考核目标值"
        yield Contradiction(item.id, (f"{SCORE}held_to",), says, "请清空考核目标值，或清空分解数")


def _goal(item: ScoringItem, indicator: Indicator) -> Decimal:
    return indicator.target.value if item.held_to is None else item.held_to


def _has_no_rate(item: ScoringItem, indicator: Indicator | None) -> bool:
    if indicator is None or item.manner not in _BY_RATE or indicator.answer is Answer.YES_NO:
        return False
    falling = indicator.target.comparator.is_upper_limit or indicator.direction is Direction.LOWER
    return _goal(item, indicator) < 0 if falling else _goal(item, indicator) <= 0


def _is_number(indicator: Indicator | None) -> bool:
    return indicator is not None and indicator.answer is not Answer.YES_NO


def _not_above(value: Decimal | None, least: int) -> bool:
    return value is not None and value <= least


ITEM_RULES = (
    ItemRule(
        ("weight", "manner", "held_to", "per", "points", "floor", "cap", "steps"), lambda item, _: item.weight <= 0,
        "分值要大于0", "请填分值；不考核的，请把这一行其余各格清空",
    ),
    ItemRule(
        ("per", "points", "manner"),
        lambda item, _: item.manner in _BY_UNIT and (item.per is None or item.points is None),
        "没有写明每差（超）多少扣（加）几分", "请填这两格，或改选计分办法",
    ),
    ItemRule(
        ("per", "points"), lambda item, _: _not_above(item.per, 0) or _not_above(item.points, 0),
        "每差（超）多少、扣（加）几分都要大于0", "请核对",
    ),
    ItemRule(
        ("per", "points", "manner"),
        lambda item, _: item.manner not in _BY_UNIT and not (item.per is None and item.points is None),
        "这种计分办法不按差（超）多少扣（加）分", "请清空这两格，或改选“每差一单位扣分”“超额加分”",
    ),
    ItemRule(
        ("floor", "manner"), lambda item, _: item.floor is not None and item.manner is not Manner.DEDUCT,
        "只有“每差一单位扣分”有最低得分", "请清空最低得分，或改选计分办法",
    ),
    ItemRule(
        ("floor", "weight"), lambda item, _: item.floor is not None and not 0 <= item.floor <= item.weight,
        "最低得分应在0到分值之间", "请核对这两个数",
    ),
    ItemRule(
        ("cap", "manner"), lambda item, _: item.manner is Manner.BONUS and (item.cap is None or item.cap <= 0),
        "超额加分没有写明最多加几分", "请填最多加分，要大于0",
    ),
    ItemRule(
        ("cap", "manner"), lambda item, _: item.manner is not Manner.BONUS and item.cap is not None,
        "只有“超额加分”有最多加分", "请清空最多加分，或改选计分办法",
    ),
    ItemRule(
        ("steps", "manner"), lambda item, _: item.manner in _BY_STEP and item.steps is None,
        "分档计分没有写明各档", "请填分档，如：≥90得10分；≥80且＜90得8分；＜80得0分",
    ),
    ItemRule(
        ("steps", "manner"), lambda item, _: item.manner not in _BY_STEP and item.steps is not None,
        "这种计分办法不分档", "请清空分档，或改选“按完成值分档”“按完成率分档”",
    ),
    ItemRule(
        ("manner",), lambda item, indicator: item.manner is Manner.BONUS and not _is_number(indicator),
        "任务、举措和“是否”类指标没有超额可言", "请改选其他计分办法",
    ),
    ItemRule(
        ("manner",),
        lambda item, indicator: item.manner is Manner.BONUS
        and indicator is not None and indicator.target.value_max is not None and item.held_to is None,
        "目标是一个区间，没有超额可言", "请改选其他计分办法，或填考核目标值",
    ),
    ItemRule(
        ("held_to",), lambda item, indicator: item.held_to is not None and indicator is None,
        "任务和举措按是否完成计分，没有考核目标值", "请清空考核目标值",
    ),
    ItemRule(
        ("held_to",),
        lambda item, indicator: item.held_to is not None and item.held_to != 1
        and indicator is not None and indicator.answer is Answer.YES_NO,
        "“是否”类指标的考核目标值只能是“是”", "请填“是”，或清空",
    ),
    ItemRule(
        ("manner", "held_to"), _has_no_rate,
        "目标值不大于0，没有完成率可言", "请改选“达标得满分”“按完成值分档”或“每差一单位扣分”",
    ),
    ItemRule(
        ("manner", "held_to"),
        lambda item, indicator: item.manner is Manner.FULL and item.held_to is None
        and indicator is not None and indicator.target.comparator is Comparator.ABOUT,
        "目标值是约数，不能判断是否达标", "请填考核目标值，或改选“按完成率得分”",
    ),
)  # fmt: skip


def _of_whole(scoring: Scoring, own: Collection[str]) -> Iterator[Contradiction]:
    for name, (broken, says, fix) in _WHOLE.items():
        if f"{SCORE}{name}" in own and broken(scoring):
            yield Contradiction(PLAN, (f"{SCORE}{name}",), says, fix)


def _crooked(deduction: Deduction) -> bool:
    return deduction != Deduction() and not 0 < deduction.each <= deduction.most


def _outside(scoring: Scoring) -> bool:
    shares = scoring.roles
    return any(not 0 <= one <= 1 for one in (shares.lead, shares.joint, shares.by_duty, shares.support))


_MOST_OFF = ("每次扣的分要大于0，最多扣的不能比它少", "请核对")
_WHOLE: dict[str, tuple[Callable[[Scoring], bool], str, str]] = {
    "places": (lambda one: not 0 <= one.places <= _MOST_PLACES, "小数位应在0到4之间", "请核对"),
    "late": (lambda one: _crooked(one.late), *_MOST_OFF),
    "unreported": (lambda one: _crooked(one.unreported), *_MOST_OFF),
    "returned": (lambda one: _crooked(one.returned), *_MOST_OFF),
    "roles": (_outside, "计入比例应在0到1之间", "请核对，1为全部计入"),
    "least_share": (lambda one: not 0 <= one.least_share <= 100, "百分比应在0到100之间", "请核对"),
    "least_items": (lambda one: one.least_items < 0, "项数不能小于0", "请核对"),
    "least_denominator": (lambda one: one.least_denominator < 0, "分母不能小于0", "请核对"),
}
