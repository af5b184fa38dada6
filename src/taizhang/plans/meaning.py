"""What an indicator is: whose number, what sort of answer, how it rolls up (MODEL.md); inferred unless stated."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from taizhang.model.plan import (
    Comparator,
    Direction,
    Duty,
    Indicator,
    Kind,
    Method,
    Over,
    Role,
    Scope,
)
from taizhang.model.words.units import whole_of
from taizhang.plans.draft import Found

_SHARES = ("%", "‰")
# No sum over places means anything.
_AVERAGED = (
    "岁",
    "天",
    "小时",
    "分钟",
    "分",
    "个百分点",
    "倍",
    "DDD",
    "DDDs",
    "克",
    "千克",
    "公里",
    "学时",
    "课时",
    "学分",
    "years",
    "days",
    "hours",
    "minutes",
    "points",
    "percentage points",
)
_PLAIN = (Comparator.EQUAL, Comparator.ABOUT)
_PLACE_WORDS = re.compile(r"[(（][^)）]*[)）]|[县市区州占比]|counties|cities|districts")
# Words that make two subjects of one wording different things.
_CLASSES = re.compile(
    "[一二三四]级|国家|[省市县乡]级|乡镇|村|基层|中医|综合|门诊|住院|职工|居民|医师|护士|新增|累计|总数|其中"
)


def make_indicator(found: Found, given: str, duties: tuple[Duty, ...]) -> Indicator:
    """The indicator with the id `given`, every field that the words leave open marked as inferred."""
    scope, kind = _scope(found), _kind(found)
    source, source_inferred = _source(found, scope, duties)
    direction = _direction(found)
    method = _method(found, scope, kind)
    inferred = ["kind"] if method is Method.MEAN else ["kind", "method"]
    inferred += ["scope"] if scope in (Scope.TOTAL, Scope.INSTITUTIONS) else []
    inferred += [] if found.comparator.is_upper_limit else ["direction"]
    inferred += ["source"] if source_inferred else []
    numerator, denominator = _parts(found, kind)
    inferred += [name for name, words in (("numerator", numerator), ("denominator", denominator)) if words]
    return Indicator(
        id=given, span=found.printed.span(), subject=found.subject, target=found.target,
        scope=scope, kind=kind, method=method, direction=direction,
        deadline=found.day, names=found.names, per=found.per, coverage=found.coverage, source=source,
        aspirational=found.aspirational, approximate=found.approximate, in_principle=found.in_principle,
        redacted=found.redacted, names_scheme=found.names_scheme, inferred=tuple(inferred),
        numerator=numerator, denominator=denominator, stated=found.stated.span(), over=_over(found, kind, method),
    )  # fmt: skip


def _scope(found: Found) -> Scope:
    if found.names:
        return Scope.NAMED
    if found.mean:
        return Scope.TOTAL  # no place has to reach what they come to on average
    if found.per and whole_of("", found.per) is None:
        return Scope.EACH_PLACE
    if found.places and found.comparator is Comparator.ALL:
        return Scope.EACH_PLACE
    if found.places and found.unit in _SHARES:
        return Scope.SHARE_OF_PLACES
    if found.level or (found.unit in _SHARES and found.institutions):
        return Scope.INSTITUTIONS
    return Scope.TOTAL


def _kind(found: Found) -> Kind:
    if found.level:
        return Kind.LEVEL
    if found.places and (found.comparator is Comparator.ALL or not found.per):
        return Kind.YES_NO
    if whole_of(found.unit, found.per) is not None:
        return Kind.RATIO
    return Kind.COUNT


def _parts(found: Found, kind: Kind) -> tuple[str, str]:
    """What over what, where parts are asked for; 是/否 and numbers have none."""
    return (found.numerator, found.denominator) if kind in (Kind.RATIO, Kind.LEVEL) else ("", "")


def _method(found: Found, scope: Scope, kind: Kind) -> Method:
    if kind is Kind.YES_NO:
        return Method.SHARE_MEETING if found.unit in _SHARES else Method.COUNT_MEETING
    if kind in (Kind.RATIO, Kind.LEVEL):
        return Method.RATIO_OF_SUMS
    if found.mean:
        return Method.MEAN
    if scope in (Scope.EACH_PLACE, Scope.NAMED):
        return Method.COUNT_MEETING
    return Method.LAST if found.unit in _AVERAGED else Method.SUM


def _over(found: Found, kind: Kind, method: Method) -> Over | None:
    """本期数 are added over the periods, where a sum of them means anything."""
    counted = kind is Kind.RATIO or (kind is Kind.COUNT and method is Method.SUM)
    return Over.SUM if found.of_period and counted else None


def _direction(found: Found) -> Direction:
    if found.comparator.is_upper_limit:
        return Direction.LOWER
    if found.comparator is Comparator.RANGE:
        return Direction.BAND if found.unit in _SHARES else Direction.HIGHER
    return Direction.LOWER if found.lower and found.comparator in _PLAIN else Direction.HIGHER


def _source(found: Found, scope: Scope, duties: tuple[Duty, ...]) -> tuple[str, bool]:
    """The one unit that answers for what belongs to the office itself: the lead, else the first named."""
    if not found.central or scope not in (Scope.TOTAL, Scope.INSTITUTIONS) or found.places or not duties:
        return "", False
    leads = [duty.unit for duty in duties if duty.role is Role.LEAD]
    return (leads or [duties[0].unit])[0], True


def same_subject(one: Indicator, other: Indicator, least: int = 4) -> bool:
    """Whether the two speak of the same thing: they share words beside the places."""
    first, second = (_PLACE_WORDS.sub("", indicator.subject) for indicator in (one, other))
    match = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    if one.subject.isascii():
        least = 4 * least
    return match.size >= least


def answers(asked: Indicator, other: Indicator) -> bool:
    """Whether a county's answer to `other` answers `asked` as well."""
    if asked.answer is not other.answer or not same_subject(asked, other):
        return False
    if asked.scope is Scope.SHARE_OF_PLACES and other.kind is Kind.YES_NO and other.scope is Scope.NAMED:
        return True
    return asked.target == other.target and asked.scope is other.scope and same_subject(asked, other, 6)


def contradicts(one: Indicator, other: Indicator) -> bool:
    """Whether the two set different numbers for the same thing over the same places and time."""
    return (
        one.scope is other.scope
        and (one.deadline == other.deadline or not (one.deadline and other.deadline))
        and set(_CLASSES.findall(one.subject)) == set(_CLASSES.findall(other.subject))
        and one.target.unit == other.target.unit
        and one.target.value != other.target.value
        and same_subject(one, other, 8)
    )
