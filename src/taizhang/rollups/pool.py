"""A Pool is the reported values of one indicator over some reporters, each reporter's periods made one number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from taizhang.model.figure import Contribution
from taizhang.model.plan import Answer, Indicator
from taizhang.model.reporter import Reporter
from taizhang.rollups.over_periods import over_periods, when


@dataclass(frozen=True, slots=True)
class Pool:
    """The reported values of one indicator, and who should have reported."""

    indicator: Indicator
    contributions: tuple[Contribution, ...]
    expected: tuple[Reporter, ...]
    weight: Indicator | None = None  # whose number is the weight, where the method asks for one
    names: Mapping[Reporter, str] = field(default_factory=dict)  # of the expected

    @property
    def heard(self) -> bool:
        """Whether anybody gave a number."""
        return any(one.value is not None and not one.weighs for one in self.contributions)

    def counted(self, part: str = "actual", *, weighs: bool = False) -> list[Contribution]:
        """The contributions of one part that hold a number: the values, or what they are weighted by."""
        return [
            one
            for one in self.contributions
            if one.part == part and one.value is not None and one.weighs is weighs
        ]

    def told(self, part: str = "actual") -> dict[Reporter, Decimal]:
        """Each reporter's one number of a part, over its periods."""
        return _each(self.indicator, self.counted(part))

    def weights(self) -> dict[Reporter, Decimal]:
        """Each reporter's weight, over the periods as the weight's own row says."""
        return _each(self.weight or self.indicator, self.counted(weighs=True))

    def called(self, reporters: Iterable[Reporter]) -> tuple[str, ...]:
        """The reporters' names; their keys where nobody told."""
        heard = {one.reporter: one.name for one in self.contributions}
        return tuple(self.names.get(one) or heard.get(one) or str(one) for one in reporters)

    def without_parts(self) -> tuple[str, ...]:
        """Names of the reporters that gave a number for some period, but not both parts."""
        told = {
            (one.reporter, when(one)): one.name
            for one in self.contributions
            if one.value is not None and not one.weighs
        }
        both = {(one.reporter, when(one)) for one in self.counted("numerator")} & {
            (one.reporter, when(one)) for one in self.counted("denominator")
        }
        return tuple(dict.fromkeys(name for which, name in told.items() if which not in both))


def meets(indicator: Indicator, value: Decimal) -> bool:
    """Whether a place's answer counts: 是, or a number that reaches the target."""
    if indicator.answer is Answer.YES_NO:
        return value == 1
    return indicator.target.reached_by(value) is True


def unmet(pool: Pool) -> tuple[Reporter, ...]:
    """Who gave an answer that does not count."""
    told = pool.told()
    return tuple(one for one in pool.expected if one in told and not meets(pool.indicator, told[one]))


def _each(indicator: Indicator, cells: Iterable[Contribution]) -> dict[Reporter, Decimal]:
    """By reporter, its cells over the periods as one number."""
    of_reporters: dict[Reporter, list[Contribution]] = {}
    for one in cells:
        of_reporters.setdefault(one.reporter, []).append(one)
    numbers = ((reporter, over_periods(indicator, own)) for reporter, own in of_reporters.items())
    return {reporter: number for reporter, number in numbers if number is not None}
