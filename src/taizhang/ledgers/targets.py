"""A reporter's own target, and what stands in the 目标值 column (MODEL: what an indicator is)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from taizhang.model.grid import plain
from taizhang.model.ledger import LedgerRow
from taizhang.model.plan import (
    Answer,
    Comparator,
    Direction,
    Indicator,
    Jurisdiction,
    Kind,
    Scope,
    Target,
)
from taizhang.model.region import Level
from taizhang.model.reporter import RosterLine

YES = Target(Comparator.EQUAL, Decimal(1), "")  # the target of a 是/否 row: 是 counts as 1
SHARES = ("%", "‰", "/10万")  # units that are part of the number

_RATED = (Comparator.AT_LEAST, Comparator.ABOVE, Comparator.EQUAL, Comparator.ALL, Comparator.ONE_EACH)
_AFTER = {Comparator.AT_LEAST: "以上", Comparator.AT_MOST: "以下"}
_BEFORE = {Comparator.ABOVE: "高于", Comparator.BELOW: "低于"}
_WHOLE = {Level.NATION: "全国", Level.PROVINCE: "全省", Level.CITY: "全市", Level.COUNTY: "全县"}


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """Places as the plan names them, matched exactly once blanks are dropped."""

    names: frozenset[str]
    codes: frozenset[str]

    def include(self, line: RosterLine) -> bool:
        """Whether the reporter is one of them; a unit of a place is not that place."""
        if line.reporter.unit:
            return False
        return line.reporter.code in self.codes or squeezed(line.name) in self.names


def named_places(
    names: Iterable[str], places: Mapping[str, str], shared: Container[str] = frozenset()
) -> NamedPlaces:
    """`places` gives the code of a place by a name the plan uses for it; `shared` names, which several places have, match none."""
    known = {squeezed(name): code for name, code in places.items()}
    wanted = frozenset(map(squeezed, names))
    codes = frozenset(known[name] for name in wanted if name in known)
    return NamedPlaces(frozenset(name for name in wanted if name not in shared), codes)


def own_target(indicator: Indicator, *, named: bool, share: Decimal | None = None) -> Target | None:
    """The reporter's own target: its `share` of a total that was split, its part as one of many or as one named.

    None for totals that are not split, for shares of places and institutions, and for a place that is not named.
    """
    if share is not None:
        return Target(_as_share(indicator.target.comparator), share, indicator.target.unit)
    if named or indicator.scope is Scope.EACH_PLACE:
        return YES if indicator.answer is Answer.YES_NO else indicator.target
    return None


def whole_target(indicator: Indicator) -> Target | None:
    """What the plan's own place has to reach; None where its number is not the target's: levels, each or some places."""
    if indicator.scope not in (Scope.TOTAL, Scope.SHARE_OF_PLACES) or indicator.kind is Kind.LEVEL:
        return None
    return YES if indicator.source and indicator.answer is Answer.YES_NO else indicator.target


def rate_target(row: LedgerRow) -> Target | None:
    """The target that the rate is held against: the reporter's own number, where more is better."""
    asked = row.asked
    if asked is None or asked.target is None or asked.answer is Answer.YES_NO or asked.target.value <= 0:
        return None
    indicator = asked.row.indicator
    if indicator is None or indicator.kind is Kind.LEVEL:
        return None
    upward = indicator.direction is Direction.HIGHER
    return asked.target if upward and asked.target.comparator in _RATED else None


def office_target_text(indicator: Indicator, own: Target | None, jurisdiction: Jurisdiction) -> str:
    """What 目标值 says in the ledger of an office: its own target, or the whole's; for each place, what each has to do."""
    if own is None and indicator.scope is Scope.NAMED:
        return f"点名{len(indicator.names)}地" if indicator.names else ""
    if own is None and indicator.scope is Scope.EACH_PLACE:
        return "各地" + ("是" if indicator.answer is Answer.YES_NO else _each(indicator))
    return target_text(indicator, own, jurisdiction)


def _each(indicator: Indicator) -> str:
    target = Target(
        _minimum(indicator.target.comparator),
        indicator.target.value,
        indicator.target.unit,
        indicator.target.value_max,
    )
    return _as_level(target) if indicator.kind is Kind.LEVEL else str(target)


def target_text(indicator: Indicator, own: Target | None, jurisdiction: Jurisdiction) -> str:
    """What the 目标值 cell says: the reporter's own target, or the whole's as text (全市93个)."""
    if own is YES:
        return "是"
    if own is not None:
        return _as_level(own) if indicator.kind is Kind.LEVEL else _beside_unit(own)
    if indicator.scope in (Scope.NAMED, Scope.EACH_PLACE):
        return ""
    whole = _as_level(indicator.target) if indicator.kind is Kind.LEVEL else str(indicator.target)
    return whole_word(jurisdiction) + whole


def whole_word(jurisdiction: Jurisdiction) -> str:
    """How the plan's whole area is called: 全省, 全市, 全区 …"""
    name = (jurisdiction.canonical or jurisdiction.name).strip()
    last = name[-1:] if name[-1:] in ("省", "市", "区", "县", "州", "盟", "旗", "国") else ""
    return f"全{last}" if last else _WHOLE[jurisdiction.level]


def _as_level(target: Target) -> str:
    """A level as officials write it: 4级以上."""
    if target.value_max is not None:
        return f"{plain(target.value)}至{plain(target.value_max)}{target.unit}"
    before, after = _BEFORE.get(target.comparator, ""), _AFTER.get(target.comparator, "")
    return f"{before}{plain(target.value)}{target.unit}{after}"


def _beside_unit(target: Target) -> str:
    """The target without a unit that stands in the next column; a share keeps its sign."""
    if target.unit in SHARES:
        return str(target)
    return str(Target(_minimum(target.comparator), target.value, "", target.value_max))


def _as_share(comparator: Comparator) -> Comparator:
    """A range over all is, for one of them, its own number to be reached."""
    return Comparator.AT_LEAST if comparator is Comparator.RANGE else comparator


def _minimum(comparator: Comparator) -> Comparator:
    """At least one each is, for each, at least."""
    return Comparator.AT_LEAST if comparator is Comparator.ONE_EACH else comparator


def squeezed(name: str) -> str:
    """The name without blanks: 渠 县 is 渠县."""
    return "".join(name.split())
