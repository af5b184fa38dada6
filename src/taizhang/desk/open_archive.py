"""Open the archive, make one, and put plans and rosters into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.files import read_plan
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.errors import CannotRead

if TYPE_CHECKING:
    from taizhang.archive import Archive


@dataclass(frozen=True, slots=True)
class PlanKept:
    """A plan that now lies in the archive."""

    plan: str
    title: str
    reporters: int  # direct ones


def is_server(where: Path | str) -> bool:
    """Whether the archive is a database on a server, and no file."""
    return "://" in str(where)


def opened(where: Path | str) -> Archive:
    """The archive in a file or on a server, to be used in a `with`.

    Raises:
        CannotRead: there is no archive, or the file is something else.
        CannotWrite: another program keeps it locked.
    """
    from taizhang.archive import open_archive

    if not is_server(where) and not Path(where).exists():
        raise CannotRead(f"找不到档案库“{where}”，请先执行 taizhang archive init 建立。")
    return open_archive(where)


def init_archive(
    where: Path | str, plan_files: Sequence[Path], roster_file: Path | None, *, at: datetime
) -> tuple[PlanKept, ...]:
    """Make the archive, or open the one that stands there, and add the plans with their rosters.

    Every file is read before the archive is touched, so that a bad one leaves nothing half done.
    """
    from taizhang.archive import create_archive
    from taizhang.plans import fingerprint, plan_to_json

    plans = [(plan := read_plan(path), roster_of(plan, roster_file)) for path in plan_files]
    with opened(where) if _stands(where) else create_archive(where) as store:
        for plan, roster in plans:
            source = plan.text.encode("utf-8")
            store.add_plan(plan_to_json(plan), plan.id, fingerprint(plan), source, roster, at)
    return tuple(PlanKept(plan.id, plan.title, len(direct_reporters(plan, roster))) for plan, roster in plans)


def _stands(where: Path | str) -> bool:
    from taizhang.archive import has_archive

    return has_archive(where) if is_server(where) else Path(where).exists()
