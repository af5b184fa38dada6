"""Keeping the archive: whether it is whole, its copies, what is cleared when its time is over, and everything taken out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from taizhang.desk.files import write_file
from taizhang.desk.open_archive import is_server, opened
from taizhang.desk.rolling_up.wide.settings import extracts_beside
from taizhang.desk.said import said
from taizhang.errors import BadUsage, CannotWrite


@dataclass(frozen=True, slots=True)
class Verified:
    """What a look at every byte of the archive found."""

    broken: tuple[str, ...]  # one Chinese sentence each; none where the archive is whole
    cleared: tuple[str, ...]  # what is not there because its time was over, with who decided it and when
    lines: int  # of the chain
    end: str  # fingerprint of the chain's last line

    def as_json(self) -> dict[str, Any]:
        return {
            "whole": not self.broken, "broken": list(self.broken), "cleared": list(self.cleared),
            "lines": self.lines, "end": self.end,
        }  # fmt: skip


def verify_archive(archive: Path | str) -> Verified:
    """Hold every row and every original against the chain.

    Raises:
        CannotRead: there is no such archive, or its file is damaged beyond reading.
    """
    with opened(archive) as store:
        lines, end = store.chain_end()
        return Verified(store.verify(), store.cleared(), lines, end)


def back_up_archive(archive: Path | str, target: Path) -> Path:
    """A copy of the archive as it stands at one moment, in a new file that only its owner may read.

    Raises:
        CannotRead: there is no such archive, or it is not whole.
        CannotWrite: something of the target's name is there, or its folder takes nothing.
    """
    from taizhang.archive import back_up

    back_up(archive, target)
    return target


def restore_archive(backup: Path, archive: Path | str) -> Path | str:
    """A new archive from a backup, held against its chain before and after.

    Raises:
        CannotRead: the backup is no archive, or not whole.
        CannotWrite: there is an archive already, or the place takes nothing.
    """
    from taizhang.archive import restore

    restore(backup, archive)
    return archive


def expire_plan_year(archive: Path | str, year: int, *, who: str, why: str, at: datetime) -> int:
    """Clear the originals and personal data of the plans of a year, and of what came in that year under no plan.

    Fingerprints and counts stay. How many rows were cleared.

    Raises:
        BadUsage: no plan of the archive is of that year, or nobody or no reason is named.
        CannotRead: there is no such archive.
    """
    from taizhang.plans import plan_from_json

    who, why = said(who, "决定人"), said(why, "理由")
    with opened(archive) as store:
        plans = [plan_id for plan_id, _, text in store.plans() if plan_from_json(text).year == year]
        if not plans:
            raise BadUsage(f"档案库里没有 {year} 年的计划，没有清除任何内容，请核对年份。")
        cleared = store.purge(plans, year, who=who, why=why, at=at)
    if not is_server(archive):
        extracts_beside(Path(archive)).unlink(missing_ok=True)  # what places came to is made anew
    return cleared


def export_archive(archive: Path | str, folder: Path) -> int:
    """Write every table as csv and every original as a file into an empty folder; how many files were written.

    Raises:
        CannotRead: there is no such archive.
        CannotWrite: the folder is not empty, or takes nothing.
    """
    if folder.exists() and any(folder.iterdir()):
        raise CannotWrite(f"文件夹“{folder}”不是空的，为免混在一起没有导出，请换一个空文件夹。")
    count = 0
    with opened(archive) as store:
        for name, content in store.export():
            write_file(folder / name, content)
            count += 1
    return count
