"""What the fields of one indicator may not say together: one rule a line, with the fields that it looks at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from taizhang.model.plan import Answer, Comparator, Direction, Indicator, Kind, Method, Over, Scope

_OF_PLACES = ("", "个", "家", "%", "‰")
_UPWARD = (Comparator.AT_LEAST, Comparator.ABOVE)
_COUNTING = (Method.COUNT_MEETING, Method.SHARE_MEETING, Method.ALL_OF)
_PLACES = (Scope.EACH_PLACE, Scope.NAMED, Scope.SHARE_OF_PLACES)


@dataclass(frozen=True, slots=True)
class LineRule:
    """What the fields of one indicator may not say together."""

    fields: tuple[str, ...]
    broken: Callable[[Indicator], bool]
    says: str
    fix: str


def _has_shares(indicator: Indicator) -> bool:
    return indicator.target.unit == "个百分点" or indicator.whole is not None


def _is_plain_share(indicator: Indicator) -> bool:
    """A share that is asked as one number, without its parts."""
    return _has_shares(indicator) and indicator.answer is Answer.NUMBER


LINE_RULES = (
    LineRule(
        ("value_max", "value"),
        lambda one: one.target.value_max is not None and one.target.value_max < one.target.value,
        "上限小于目标值", "请核对这两个数",
    ),
    LineRule(
        ("comparator", "value_max"),
        lambda one: one.target.comparator is Comparator.RANGE and one.target.value_max is None,
        "比较选了“区间”，却没有上限", "请填写上限，或改选其他比较词",
    ),
    LineRule(
        ("value_max", "comparator"),
        lambda one: one.target.comparator is not Comparator.RANGE and one.target.value_max is not None,
        "有上限，比较却不是“区间”", "请把比较改为“区间”，或清空上限",
    ),
    LineRule(
        ("method", "unit", "kind"),
        lambda one: one.method is Method.SUM and _has_shares(one),
        "百分比、比率不能相加", "请把汇总方式改为“分子合计÷分母合计”，或核对单位",
    ),
    LineRule(
        ("method", "kind"),
        lambda one: one.method is Method.RATIO_OF_SUMS
        and one.kind not in (Kind.RATIO, Kind.LEVEL)
        and one.scope is not Scope.INSTITUTIONS,
        "只有比率和等级能用分子合计÷分母合计", "请把类型改为“比率”，或改选其他汇总方式",
    ),
    LineRule(
        ("method", "kind"),
        lambda one: one.method in (Method.SUM, Method.MAX, Method.MIN) and one.kind in (Kind.YES_NO, Kind.LEVEL),
        "“是否”和“等级”不能相加、取大或取小", "请把汇总方式改为“达标单位个数”或“达标单位占比”",
    ),
    LineRule(
        ("method", "kind", "unit", "scope"),
        lambda one: one.method is Method.MEAN and (one.answer is not Answer.NUMBER or _has_shares(one)),
        "百分比、比率、等级和“是否”不能取平均",
        "请把汇总方式改为“分子合计÷分母合计”或“达标单位占比”，有权数的可用“加权平均”",
    ),
    LineRule(
        ("method", "kind"),
        lambda one: one.method is Method.WEIGHTED and one.kind not in (Kind.COUNT, Kind.RATIO),
        "只有数量和比率能加权平均", "请把汇总方式改为“达标单位个数”或“达标单位占比”",
    ),
    LineRule(
        ("method", "weight_of"), lambda one: one.method is Method.WEIGHTED and not one.weight_of,
        "汇总方式是“加权平均”，却没有写权数取自哪行", "请填写作权数的那一行指标的编号",
    ),
    LineRule(
        ("weight_of", "method"), lambda one: one.method is not Method.WEIGHTED and bool(one.weight_of),
        "写了权数取自哪行，汇总方式却不是“加权平均”", "请把汇总方式改为“加权平均”，或清空这一格",
    ),
    LineRule(
        ("over", "kind", "scope"),
        lambda one: one.over is Over.SUM and (one.kind in (Kind.YES_NO, Kind.LEVEL, Kind.DOCUMENT) or _is_plain_share(one)),
        "“是否”、等级、文件和不分分子分母的百分比不能逐期相加", "请改选“累计数取最新”，或核对类型和单位",
    ),
    LineRule(
        ("over", "kind", "scope"), lambda one: one.of_period and one.over is not Over.SUM and one.answer is Answer.RATIO,
        "填报分子、分母的指标，逐期只能取最新或相加", "请改选“累计数取最新”或“本期数相加”",
    ),
    LineRule(
        ("over", "kind", "unit"),
        lambda one: one.over is Over.MEAN and (one.answer is Answer.YES_NO or _has_shares(one)),
        "百分比和“是否”不能逐期取平均", "请改选其他取数方式",
    ),
    LineRule(
        ("method", "scope", "kind"),
        lambda one: one.method in _COUNTING and one.scope not in _PLACES and one.kind is not Kind.YES_NO,
        "按达标单位汇总的，范围要落到各地", "请把范围改为“各地分别”“点名地区”或“地区占比”，或改选其他汇总方式",
    ),
    LineRule(
        ("kind", "unit"),
        lambda one: one.kind is Kind.YES_NO and one.target.unit not in _OF_PLACES,
        "“是否”类指标不能带这样的单位", "请清空单位或填“个”“%”，或把类型改为“数量”",
    ),
    LineRule(
        ("kind", "unit"),
        lambda one: one.kind is Kind.RATIO and not _has_shares(one),
        "比率要以%、‰或每万人等为单位", "请核对单位，或把类型改为“数量”",
    ),
    LineRule(
        ("direction", "comparator"),
        lambda one: one.direction is Direction.LOWER and one.target.comparator in _UPWARD,
        "目标是不低于某数，方向却是越低越好", "请核对比较和方向",
    ),
    LineRule(
        ("direction", "comparator"),
        lambda one: one.direction is Direction.HIGHER and one.target.comparator.is_upper_limit,
        "目标是不超过某数，方向却是越高越好", "请核对比较和方向",
    ),
    LineRule(
        ("direction", "comparator"),
        lambda one: one.direction is Direction.BAND and one.target.comparator is not Comparator.RANGE,
        "区间内为好，比较却不是“区间”", "请核对比较和方向",
    ),
    LineRule(
        ("scope", "names"), lambda one: one.scope is Scope.NAMED and not one.names,
        "范围是点名地区，却没有写是哪些地区", "请填写点名地区，以顿号隔开",
    ),
    LineRule(
        ("names", "scope"), lambda one: one.scope is not Scope.NAMED and bool(one.names),
        "写了点名地区，范围却不是“点名地区”", "请把范围改为“点名地区”，或清空点名地区",
    ),
    LineRule(
        ("names", "value"),
        lambda one: bool(one.names) and one.target.unit in ("个", "家") and one.target.comparator is Comparator.EQUAL
        and Decimal(len(one.names)) != one.target.value and one.kind is Kind.YES_NO,
        "点名地区的个数与目标值不符", "请核对点名地区和目标值",
    ),
    LineRule(
        ("comparator", "scope"),
        lambda one: one.target.comparator is Comparator.ONE_EACH and one.scope is not Scope.EACH_PLACE,
        "每地至少一个，范围却不是“各地分别”", "请把范围改为“各地分别”，或改选其他比较词",
    ),
    LineRule(
        ("comparator", "value"),
        lambda one: one.target.comparator is Comparator.ALL and one.target.value != 100,
        "比较是“全部”，目标值应为100", "请把目标值改为100，或改选其他比较词",
    ),
    LineRule(
        ("value", "unit"), lambda one: one.target.unit == "%" and one.target.comparator in (Comparator.EQUAL, *_UPWARD)
        and one.kind is Kind.YES_NO and one.target.value > 100,
        "地区占比不会超过100%", "请核对目标值",
    ),
)  # fmt: skip
