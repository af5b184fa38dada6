"""`taizhang consolidate` and `trace`: from what was accepted to the rollup, and back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.ledger_commands import as_of_option, day_of
from taizhang.cli.notice_commands import trace_in_paper
from taizhang.cli.say import (
    ArchivePlace,
    FilePath,
    as_json,
    executor_option,
    option,
    period_option,
    say,
    say_json,
)

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=ChineseHelp)
@option(
    "--archive",
    "archives",
    metavar="档案.db",
    type=ArchivePlace(),
    required=True,
    multiple=True,
    help="档案库文件，或数据库地址；可写多次，把几个市的档案库汇到一起，第一个为本级的。",
)
@option(
    "--rollup",
    "rollups",
    metavar="下级汇总.xlsx",
    type=FilePath(),
    multiple=True,
    help="下级报来的汇总表，可写多次；其中所附的台账与档案库里的一并汇总。不写则用收取到的下级汇总表，每个单位取最新一份。",
)
@period_option
@option(
    "--level",
    metavar="city|province|nation",
    type=click.Choice(["city", "province", "nation"]),
    help="汇总到市（city）、省（province）或全国（nation）；不给则按计划的级别。",
)
@option("--place", metavar="代码", help="只汇总这一个地方，如 130100；与 --level 同用。")
@option(
    "--view",
    metavar="unit|leader",
    type=click.Choice(["unit", "leader"]),
    help="另为每个责任单位（unit）或每位分管领导（leader）写一份汇总，放在旁边。",
)
@executor_option
@option(
    "--extracts",
    metavar="文件",
    type=FilePath(),
    help="填报单位很多时，各地算过的结果记在这个文件里，没有变动的下次不再算；不写则记在档案库文件旁边。",
)
@option("-o", "--out", metavar="汇总.xlsx", type=FilePath(), required=True, help="写到哪里。")
@as_of_option
@as_json
def consolidate(
    archives: tuple[Path | str, ...],
    rollups: tuple[Path, ...],
    period: str,
    level: str | None,
    place: str | None,
    view: str | None,
    executor: str | None,
    extracts: Path | None,
    out: Path,
    as_of: datetime | None,
    machine: bool,
) -> int:
    """汇总已接收的台账，每个数字都能追到原始单元格。"""
    from taizhang import desk

    made = desk.consolidate_archives(
        archives,
        period,
        level,
        out,
        day_of(as_of),
        at=datetime.now().astimezone(),
        rollups=rollups,
        place=place,
        view=view,
        executor=executor,
        extracts=extracts,
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
        for remark in one.remarks:
            say(f"  请注意：{remark}")
        say(f"汇总已写入 {one.path}")
        if one.views:
            say(f"  另有 {len(one.views)} 份分表：{'、'.join(path.name for path in one.views)}")
    return 0


@click.command(cls=ChineseHelp)
@click.argument("rollup", metavar="汇总.xlsx或通报.docx", type=FilePath())
@click.argument("cell", metavar="[工作表!单元格|书签]", default="")
@option(
    "--archive",
    metavar="档案.db",
    type=ArchivePlace(),
    help="用档案库核对来源文件的原始单元格和计划原文。",
)
@option("--open", "copies", is_flag=True, help="另写出来源台账的副本，标出所取的单元格；须给出档案库。")
@option(
    "-o", "--out", metavar="文件夹", type=FilePath(), help="副本写到哪里；不给则在汇总表旁边的“溯源”文件夹。"
)
@option("--list", "listed", is_flag=True, help="列出通报或简报里每个数字的书签和依据。")
@option(
    "--rollup",
    "workbook",
    metavar="汇总.xlsx",
    type=FilePath(),
    help="通报依据的汇总表；不给则取通报旁边的。",
)
@as_json
def trace(
    rollup: Path,
    cell: str,
    archive: Path | str | None,
    copies: bool,
    out: Path | None,
    listed: bool,
    workbook: Path | None,
    machine: bool,
) -> int:
    """溯源：汇总表或通报里的一个数字来自哪些单位、文件、工作表和单元格。"""
    from taizhang import desk

    if copies and archive is None:
        raise click.UsageError("要写出来源台账的副本，请用 --archive 给出档案库。")
    if rollup.suffix.lower() == ".docx":
        return trace_in_paper(rollup, "" if listed else cell, archive, workbook, machine=machine)
    if not cell:
        raise click.UsageError("请写明要追溯的单元格，如 '指标汇总!F12'")
    traced = desk.trace_number(rollup, cell, archive=archive)
    folder = out or rollup.with_name("溯源")
    written = desk.write_source_copies(traced, archive, folder) if copies and archive is not None else ()
    if machine:
        say_json({**traced.as_json(), "copies": list(map(str, written))})
        return 0
    say(traced.text())
    for path in written:
        say(f"标出所取单元格的副本：{path}")
    return 0
