"""The columns of the sheet 审核: what is printed to read, and the fields that a person may change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from taizhang.plans.changing.field import Field
from taizhang.plans.changing.fields import fields
from taizhang.plans.changing.spots import Spot
from taizhang.plans.changing.standing import duties_of, first_line, shows_clause_first, unresolved_of

REVIEW, SPLITS, SETTINGS, CHOICES, PACKAGE = "审核", "任务分解", "计划设置", "选项", "_taizhang"
ID, QUOTE, WHY = "编号", "原文", "核定说明"
REVIEWER, REVIEWED_ON = "审核人", "审核日期"
SETTING, VALUE = "项目", "内容"
SAME_AS = "同"  # and the id of the line that says it
TOTAL, SUM, DIFFERENCE = "目标值", "合计", "差额"
SCORING, CATEGORY, GOAL, OWN_GOAL = "评分设置", "类别", "计划目标", "各填报单位的目标"

_WIDTHS = {
    "standing": 7, "checked": 7, "title": 18, "subject": 22, "comparator": 8, "value": 7, "value_max": 6, "unit": 6,
    "scope": 9, "names": 16, "per": 9, "kind": 7, "method": 13, "direction": 9, "qualifiers": 8, "deadline": 10.5,
    "task_deadline": 10.5, "source": 12, "answered_by": 11, "numerator": 16, "denominator": 16,
    "over": 11, "weight_of": 11, "pace": 9, "milestones": 20, "task_milestones": 20,
}  # fmt: skip
_UNITS_WIDTH, _OTHER_WIDTH = 26, 12
_READ_FIRST = ("standing", "checked")  # fields that stand before the words of the text


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a field, or words that are only read."""

    name: str
    title: str
    width: float
    field: Field | None = None
    words: Callable[[Spot], str] = lambda _spot: ""

    def text(self, spot: Spot) -> str:
        return self.field.show(spot) if self.field else self.words(spot)


@cache
def columns() -> tuple[Column, ...]:
    """In the order of the sheet: what the text says stands left of everything that was read in it."""
    of_fields = {one.name: _of_field(one) for one in fields()}
    front = tuple(of_fields.pop(name) for name in _READ_FIRST)
    units = tuple(of_fields.pop(name) for name in list(of_fields) if name.startswith("units/"))
    return (
        Column("id", ID, 11.5, words=lambda spot: spot.id),
        *front,
        Column("quote", QUOTE, 38, words=lambda spot: spot.quote.words),
        Column("why", WHY, 24, words=_why),
        *of_fields.values(),
        Column("clause", "责任条款", 40, words=_clause),
        *units,
        Column("inferred", "推断", 22, words=_inferred),
    )


def _of_field(field: Field) -> Column:
    usual = _UNITS_WIDTH if field.name.startswith("units/") else _OTHER_WIDTH
    return Column(field.name, field.title, _WIDTHS.get(field.name, usual), field)


def is_doubted(field: Field, spot: Spot) -> bool:
    """Whether the text leaves two readings of the field."""
    return any(one.field in (field.name, *field.settles) for one in unresolved_of(spot))


def is_inferred(field: Field, spot: Spot) -> bool:
    """Whether the field is not stated in so many words."""
    if field.name.startswith("units/"):
        role = field.name.removeprefix("units/")
        inferred = any(duty.inferred for duty in duties_of(spot) if duty.role == role)
        return inferred and shows_clause_first(spot)
    return bool(spot.indicator and set(field.settles) & set(spot.indicator.inferred))


def _why(spot: Spot) -> str:
    told = [f"{one.why}可选：{'；'.join(one.candidates)}。" for one in unresolved_of(spot)]
    if told and spot.sentence.words != spot.quote.words:
        told.append(f"所在句：{spot.sentence.words}")
    return "\n".join(told)


def _clause(spot: Spot) -> str:
    """The clause on the first line that it holds for; the others say which that is."""
    if spot.task is None or spot.clause is None or spot.clause >= len(spot.task.clauses):
        return ""
    first = first_line(spot.task, spot.clause)
    return spot.task.clauses[spot.clause].words if first == spot.id else f"{SAME_AS}{first}"


def _inferred(spot: Spot) -> str:
    """The titles of the columns that the text does not state, and what to know of them."""
    told = [one.title for one in fields() if is_inferred(one, spot)]
    words = f"推断：{'、'.join(told)}" if told else ""
    redacted = bool(spot.indicator and spot.indicator.redacted)
    return "；".join(filter(None, (words, "原文有略去的字" if redacted else "")))
