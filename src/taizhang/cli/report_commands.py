"""`taizhang consolidate` and `trace`: from what was accepted to the rollup, and back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.ledger_commands import as_of_option, day_of
from taizhang.cli.say import (
    ArchivePlace,
    FilePath,
    archive_option,
    as_json,
    option,
    period_option,
    say,
    say_json,
)

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=ChineseHelp)
@archive_option
@period_option
@option(
    "--level",
    metavar="city|province",
    type=click.Choice(["city", "province"]),
    help="汇总到市（city）或省（province）；不给则按计划的级别。",
)
@option(
    "--view",
    metavar="unit|leader",
    type=click.Choice(["unit", "leader"]),
    help="另为每个责任单位（unit）或每位分管领导（leader）写一份汇总，放在旁边。",
)
@option("-o", "--out", metavar="汇总.xlsx", type=FilePath(), required=True, help="写到哪里。")
@as_of_option
@as_json
def consolidate(
    archive: Path | str,
    period: str,
    level: str | None,
    view: str | None,
    out: Path,
    as_of: datetime | None,
    machine: bool,
) -> int:
    """汇总已接收的台账，每个数字都能追到原始单元格。"""
    from taizhang import desk

    made = desk.consolidate_archive(
        archive, period, level, out, day_of(as_of), at=datetime.now().astimezone(), view=view
    )
    if machine:
        say_json([one.as_json() for one in made])
        return 0
    for one in made:
        say(
            f"《{one.title}》{one.period.title}：应报 {one.expected} 个，已接收 {one.reported} 个，指标 {one.figures} 个，来源 {one.contributions} 条。"
        )
        if one.missing:
            say(f"  未进入汇总：{'、'.join(one.missing)}")
        say(f"汇总已写入 {one.path}")
        if one.views:
            say(f"  另有 {len(one.views)} 份分表：{'、'.join(path.name for path in one.views)}")
    return 0


@click.command(cls=ChineseHelp)
@click.argument("rollup", metavar="汇总.xlsx", type=FilePath())
@click.argument("cell", metavar="工作表!单元格")
@option(
    "--archive",
    metavar="档案.db",
    type=ArchivePlace(),
    help="用档案库核对来源文件的原始单元格和计划原文。",
)
@as_json
def trace(rollup: Path, cell: str, archive: Path | str | None, machine: bool) -> int:
    """溯源：汇总表里的一个数字来自哪些单位、文件、工作表和单元格。"""
    from taizhang import desk

    traced = desk.trace_number(rollup, cell, archive=archive)
    if machine:
        say_json(traced.as_json())
    else:
        say(traced.text())
    return 0
