"""A rollup workbook that was written, and what the archive remembers of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.files import safe_name
from taizhang.model.period import Period
from taizhang.model.plan import Plan

if TYPE_CHECKING:
    from taizhang.archive import NewRollup
    from taizhang.rollups.headed import Headed


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
            **file_as_json(self.title, self.place, self.period, self.path),
            "expected": self.expected,
            "reported": self.reported,
            "figures": self.figures,
            "contributions": self.contributions,
            "missing": list(self.missing),
            "remarks": list(self.remarks),
            "views": [str(path) for path in self.views],
        }


def file_as_json(title: str, place: str, period: Period | str, path: Path) -> dict[str, Any]:
    """What machines are told of every workbook of a place: of which plan, place and period, and where it lies."""
    return {"plan": title, "place": place, "period": str(period), "file": str(path)}


def new_rollup(
    plan: Plan, period: Period, place: str, digest: str, used: tuple[int, ...], at: datetime
) -> NewRollup:
    from taizhang.archive import NewRollup as Remembered

    return Remembered(plan.id, period, place, digest, used, at)


def paths_for(rollups: Sequence[Headed], out: Path) -> list[Path]:
    """One goes to `out`; several go beside it, each with its place and plan in the name."""
    return [out] if len(rollups) == 1 else [beside_of(out, rollup) for rollup in rollups]


def beside_of(out: Path, rollup: Headed) -> Path:
    """A file beside `out` with the rollup's place and plan in its name."""
    name = safe_name(f"{out.stem}_{rollup.place.name}_{rollup.plan.title}")
    return out.with_name(name + (out.suffix or ".xlsx"))
