"""`taizhang archive …`: the one file that keeps everything received."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseGroup
from taizhang.cli.say import ArchivePlace, FilePath, as_json, option, say, say_json

if TYPE_CHECKING:
    from pathlib import Path


@click.group(cls=ChineseGroup)
def archive() -> None:
    """档案库：收到的材料、计划和通讯录都在这一个文件里。"""


@archive.command()
@click.argument("archive_file", metavar="档案.db", type=ArchivePlace())
@option(
    "--plan",
    "plans",
    metavar="计划.json",
    type=FilePath(),
    required=True,
    multiple=True,
    help="收入的计划，可给多个。",
)
@option(
    "--roster",
    metavar="通讯录.xlsx",
    type=FilePath(),
    help="填报单位名单（xlsx 或 csv）；不给则用行政区划。",
)
@as_json
def init(archive_file: Path | str, plans: tuple[Path, ...], roster: Path | None, machine: bool) -> int:
    """建立档案库，或向已有档案库加入计划。"""
    from datetime import datetime

    from taizhang import desk

    kept = desk.init_archive(archive_file, plans, roster, at=datetime.now().astimezone())
    if machine:
        say_json([{"plan": one.plan, "title": one.title, "reporters": one.reporters} for one in kept])
        return 0
    for one in kept:
        say(f"《{one.title}》已入库，填报单位 {one.reporters} 个。")
    say(f"档案库：{archive_file}")
    return 0
