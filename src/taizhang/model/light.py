"""Lights (亮灯), and how far behind schedule each begins and ends; the word stands beside every colour."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Light(StrEnum):
    """How a row stands against its schedule; the word stands beside every colour."""

    GREEN = "绿"
    YELLOW = "黄"
    RED = "红"
    NONE = "—"  # nothing to judge by


@dataclass(frozen=True, slots=True)
class Band:
    """How many percentage points behind schedule show one light: more than `beyond`, and no more than `up_to`."""

    light: Light
    beyond: Decimal | None  # None for the best one, which has no lower end
    up_to: Decimal | None  # None for the worst one, which has no upper end


@dataclass(frozen=True, slots=True)
class Lights:
    """Thresholds in percentage points behind schedule: up to `yellow` is 黄, more is 红, unless bands say otherwise."""

    yellow: Decimal = Decimal(30)
    bands: tuple[Band, ...] = ()  # from the best to the worst; () for what `yellow` says

    @property
    def in_bands(self) -> tuple[Band, ...]:
        """The bands in force, the best first."""
        nothing = Decimal(0)
        return self.bands or (
            Band(Light.GREEN, None, nothing),
            Band(Light.YELLOW, nothing, self.yellow),
            Band(Light.RED, self.yellow, None),
        )

    @property
    def allowed(self) -> Decimal:
        """How many points behind a row may be before it is 红: what a filler may still call 序时推进."""
        ends = [
            band.up_to for band in self.in_bands if band.light is not Light.RED and band.up_to is not None
        ]
        return max(ends, default=Decimal(0))

    def at(self, behind: Fraction) -> Light:
        """The light of a number so many points behind; negative where it is ahead."""
        for band in self.in_bands:
            if band.up_to is None or behind <= Fraction(band.up_to):
                return band.light
        return Light.RED
