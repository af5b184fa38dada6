"""`taizhang score`: the year's points for every reporter and unit, and what they decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.ledger_commands import as_of_option, day_of
from taizhang.cli.say import (
    FilePath,
    archive_option,
    as_json,
    option,
    period_option,
    say,
    say_json,
    say_table,
)

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_TITLES = ("名次", "填报单位", "总分", "补助资金挂钩", "说明")


@click.command(cls=ChineseHelp)
@archive_option
@period_option
@option(
    "--level",
    metavar="city|province|nation",
    type=click.Choice(["city", "province", "nation"]),
    help="考核到市（city）、省（province）或全国（nation），各地分别排名；不给则按计划的级别。",
)
@option("-o", "--out", metavar="考核.xlsx", type=FilePath(), required=True, help="写到哪里。")
@as_of_option
@as_json
def score(
    archive: Path | str, period: str, level: str | None, out: Path, as_of: datetime | None, machine: bool
) -> int:
    """年度考核：按计划的评分设置给各地区、各填报单位和责任单位计分、排名，每一分都能追到原始单元格。"""
    from taizhang import desk

    made = desk.score_archive(archive, period, out, day_of(as_of), level=level)
    if machine:
        say_json([one.as_json() for one in made])
        return 0
    for one in made:
        where = one.place if level else ""
        say(f"《{one.title}》{where}{one.period.title}考核，满分 {one.full} 分：")
        say_table(_TITLES, one.table())
        if below := one.table_below():
            say("所辖填报单位：")
            say_table(_TITLES, below)
        say(f"责任单位 {len(one.scores.units)} 个，见“单位评分”。")
        say(f"考核评分已写入 {one.path}")
    return 0
