"""A rollup workbook that was written, and what the archive remembers of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from taizhang.desk.files import safe_name
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Region

if TYPE_CHECKING:
    from taizhang.archive import NewRollup


@dataclass(frozen=True, slots=True)
class Consolidated:
    """One rollup workbook that was written."""

    title: str  # of the plan
    place: str
    period: Period
    path: Path
    expected: int  # reporters on the roster
    reported: int  # reporters whose ledger stands in the rollup
    figures: int
    contributions: int
    missing: tuple[str, ...]  # names
    remarks: tuple[str, ...] = ()  # what was noticed where several sources were put together
    views: tuple[Path, ...] = ()  # the workbooks of units or leaders beside it

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.title,
            "place": self.place,
            "period": str(self.period),
            "file": str(self.path),
            "expected": self.expected,
            "reported": self.reported,
            "figures": self.figures,
            "contributions": self.contributions,
            "missing": list(self.missing),
            "remarks": list(self.remarks),
            "views": [str(path) for path in self.views],
        }


def new_rollup(
    plan: Plan, period: Period, place: str, digest: str, used: tuple[int, ...], at: datetime
) -> NewRollup:
    from taizhang.archive import NewRollup as Remembered

    return Remembered(plan.id, period, place, digest, used, at)


class OfPlace(Protocol):
    """A rollup as far as its name goes."""

    @property
    def place(self) -> Region: ...

    @property
    def plan(self) -> Plan: ...


def paths_for(rollups: Sequence[OfPlace], out: Path) -> list[Path]:
    """One goes to `out`; several go beside it, each with its place and plan in the name."""
    return [out] if len(rollups) == 1 else [beside_of(out, rollup) for rollup in rollups]


def beside_of(out: Path, rollup: OfPlace) -> Path:
    """A file beside `out` with the rollup's place and plan in its name."""
    name = safe_name(f"{out.stem}_{rollup.place.name}_{rollup.plan.title}")
    return out.with_name(name + (out.suffix or ".xlsx"))
