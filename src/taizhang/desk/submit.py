"""Hand a rollup in to the place above: the workbook that goes up, kept and signed into the archive's chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.consolidate import remembered
from taizhang.desk.consolidated import file_as_json
from taizhang.desk.files import safe_name, write_file
from taizhang.desk.issue import parse_period
from taizhang.desk.open_archive import opened
from taizhang.desk.rolling_up.rollups import rollups_of
from taizhang.desk.said import said
from taizhang.errors import BadUsage

if TYPE_CHECKING:
    from taizhang.archive import Archive, HandedIn
    from taizhang.rollups import Rollup


@dataclass(frozen=True, slots=True)
class Submitted:
    """One rollup that went up, and where its workbook lies."""

    title: str  # of the plan
    place: str
    period: str
    path: Path
    sha256: str
    number: int  # among all that were handed in
    expected: int
    reported: int
    missing: tuple[str, ...]  # names
    chain: tuple[int, str]  # the last line that stood when it was in: its number and its fingerprint

    def as_json(self) -> dict[str, Any]:
        return {
            **file_as_json(self.title, self.place, self.period, self.path),
            "sha256": self.sha256, "number": self.number, "expected": self.expected, "reported": self.reported,
            "missing": list(self.missing), "chain": {"line": self.chain[0], "fingerprint": self.chain[1]},
        }  # fmt: skip


def submit_rollup(
    archive: Path | str,
    period: str,
    out: Path,
    as_of: date,
    *,
    who: str,
    at: datetime,
    why: str = "",
    place: str | None = None,
) -> tuple[Submitted, ...]:
    """Write the rollup of each plan's place, or of one place, into the folder `out`, and keep it as handed in.

    What was handed in before stays; a second time wants a reason, and the newest holds.

    Raises:
        BadUsage: nobody says who hands it in; a second time without `why`; there is no such place.
        CannotWrite: the workbook cannot be written: then nothing is kept.
    """
    who = said(who, "上报人")
    when = parse_period(period)
    with opened(archive) as store:
        made = rollups_of([store], (), when, "city" if place else None, as_of, place)
        for rollup in made:
            _refuse_twice(store, rollup, why)
        return tuple(_hand_in(store, rollup, out, who, why.strip(), at) for rollup in made)


def list_submitted(archive: Path | str) -> tuple[HandedIn, ...]:
    """Everything that was handed in, oldest first."""
    with opened(archive) as store:
        return store.handed_in()


def _refuse_twice(store: Archive, rollup: Rollup, why: str) -> None:
    before = _before(store.handed_in(), rollup)
    if before and not why.strip():
        raise BadUsage(
            f"{rollup.place}{rollup.period.title}已于{before[-1].at:%Y-%m-%d %H:%M}由{before[-1].who}上报，"
            "重新上报请用 --why 写明理由。"
        )


def _before(handed_in: Sequence[HandedIn], rollup: Rollup) -> list[HandedIn]:
    """What was handed in for the same plan, period and place."""
    whose = (rollup.plan.id, rollup.period, rollup.place.code)
    return [one for one in handed_in if (one.plan, one.period, one.place) == whose]


def _hand_in(store: Archive, rollup: Rollup, folder: Path, who: str, why: str, at: datetime) -> Submitted:
    from taizhang.books import write_rollup

    content = write_rollup(rollup)
    digest = sha256(content).hexdigest()
    path = folder / (safe_name(f"{rollup.place.name}_{rollup.period}_{rollup.plan.title}_上报汇总") + ".xlsx")
    write_file(path, content)
    kept = store.hand_in(remembered(rollup, digest, at), content, path.name, who=who, why=why)
    return Submitted(
        title=rollup.plan.title,
        place=rollup.place.name,
        period=str(rollup.period),
        path=path,
        sha256=digest,
        number=kept.number,
        expected=len(rollup.lines),
        reported=len(rollup.lines) - len(rollup.absent),
        missing=rollup.absent,
        chain=store.chain_end(),
    )
