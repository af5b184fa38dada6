"""`taizhang collect`, `status`, `consolidate` and `trace`: from what arrived to the rollup, and back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.ledger_commands import as_of_option, day_of
from taizhang.cli.say import (
    FilePath,
    archive_option,
    as_json,
    option,
    progress_bar,
    rules_option,
    say,
    say_json,
    say_table,
)

if TYPE_CHECKING:
    from pathlib import Path


period_option = option("--period", metavar="报告期", required=True, help="如 2022Q3、2022-09、2022H1、2022。")


@click.command(cls=ChineseHelp)
@click.argument("sources", metavar="来源...", nargs=-1, required=True, type=FilePath())
@archive_option
@rules_option
@as_of_option
@as_json
def collect(
    sources: tuple[Path, ...], archive: Path, rules_folder: Path | None, as_of: datetime | None, machine: bool
) -> int:
    """收取报送：文件夹、台账文件、邮件（.eml）都可以，收下即校验、即登记。"""
    from taizhang import desk

    now = as_of.astimezone() if as_of else datetime.now().astimezone()
    with progress_bar("收取", quiet=machine) as progress:
        taken = desk.collect_sources(sources, archive, rules_folder=rules_folder, now=now, progress=progress)
    if machine:
        say_json([one.as_json() for one in taken])
    else:
        say_table(
            ("序号", "来源", "附件", "填报单位", "结论", "说明"),
            [
                (str(one.number or "—"), one.source, one.file_name, one.reporter_name, one.word, one.reason)
                for one in taken
            ],
        )
        say(f"共 {len(taken)} 件，新登记 {sum(bool(one.number) and not one.known for one in taken)} 件。")
    return max((one.exit_code for one in taken), default=0)


@click.command(cls=ChineseHelp)
@archive_option
@period_option
@as_of_option
@as_json
def status(archive: Path, period: str, as_of: datetime | None, machine: bool) -> int:
    """报送情况：谁及时、谁迟报、谁未报、谁退回未改。"""
    from taizhang import desk

    reports = desk.report_status(archive, period, as_of=day_of(as_of))
    if machine:
        say_json([report.as_json() for report in reports])
        return 0
    for report in reports:
        say(f"《{report.title}》{report.period.title}报送情况（截止日 {report.due}）")
        say_table(("代码", "填报单位", "状态", "收到时间", "文件"), report.table())
        say(report.summary())
    return 0


@click.command(cls=ChineseHelp)
@archive_option
@period_option
@option(
    "--level",
    metavar="city|province",
    type=click.Choice(["city", "province"]),
    help="汇总到市（city）或省（province）；不给则按计划的级别。",
)
@option("-o", "--out", metavar="汇总.xlsx", type=FilePath(), required=True, help="写到哪里。")
@as_of_option
@as_json
def consolidate(
    archive: Path, period: str, level: str | None, out: Path, as_of: datetime | None, machine: bool
) -> int:
    """汇总已接收的台账，每个数字都能追到原始单元格。"""
    from taizhang import desk

    made = desk.consolidate_archive(archive, period, level, out, day_of(as_of))
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
    return 0


@click.command(cls=ChineseHelp)
@click.argument("rollup", metavar="汇总.xlsx", type=FilePath())
@click.argument("cell", metavar="工作表!单元格")
@option(
    "--archive",
    metavar="档案.db",
    type=FilePath(),
    help="用档案库核对来源文件的原始单元格和计划原文。",
)
@as_json
def trace(rollup: Path, cell: str, archive: Path | None, machine: bool) -> int:
    """溯源：汇总表里的一个数字来自哪些单位、文件、工作表和单元格。"""
    from taizhang import desk

    traced = desk.trace_number(rollup, cell, archive=archive)
    if machine:
        say_json(traced.as_json())
    else:
        say(traced.text())
    return 0
