"""`taizhang submit`: hand the rollup in to the place above, kept and signed into the chain."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.ledger_commands import as_of_option, day_of
from taizhang.cli.say import FilePath, archive_option, as_json, option, period_option, say, say_json

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=ChineseHelp)
@archive_option
@period_option
@option("--who", metavar="姓名", required=True, help="由谁上报，记入档案库。")
@option("--why", metavar="理由", default="", help="重新上报的理由；第一次上报不必写。")
@option("--place", metavar="代码", help="省的档案库里只上报这一个市，如 130100；不给则为计划的本级。")
@option(
    "-o",
    "--out",
    metavar="文件夹",
    type=FilePath(),
    default=".",
    help="上报的汇总表写到哪个文件夹；不给则为当前文件夹。",
)
@as_of_option
@as_json
def submit(
    archive: Path | str,
    period: str,
    who: str,
    why: str,
    place: str | None,
    out: Path,
    as_of: datetime | None,
    machine: bool,
) -> int:
    """上报：写出本级汇总表，连同所附台账留存在档案库，记入指纹链，再报上级。"""
    from taizhang import desk

    made = desk.submit_rollup(
        archive, period, out, day_of(as_of), who=who, why=why, place=place, at=datetime.now().astimezone()
    )
    if machine:
        say_json([one.as_json() for one in made])
        return 0
    for one in made:
        say(f"《{one.title}》{one.place}：应报 {one.expected} 个，已接收 {one.reported} 个。")
        if one.missing:
            say(f"  未进入汇总：{'、'.join(one.missing)}")
        say(f"第 {one.number} 次上报已留存，指纹链到第 {one.chain[0]} 行：{one.chain[1]}")
        say(f"请把 {one.path} 报送上级，SHA-256 {one.sha256}")
    return 0
