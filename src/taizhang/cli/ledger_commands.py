"""`taizhang issue` and `taizhang check`: out with blank ledgers, back with findings."""

from __future__ import annotations

import os
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.say import (
    ArchivePlace,
    FilePath,
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

    from taizhang import desk

as_of_option = option(
    "--as-of",
    metavar="日期",
    type=click.DateTime(["%Y-%m-%d"]),
    help="以哪一天为准，如 2022-10-08；不给则为今天。",
)


def day_of(moment: datetime | None) -> date:
    """The day given, else today."""
    return moment.date() if moment else datetime.now().astimezone().date()


@click.command(cls=ChineseHelp)
@click.argument("plan_file", metavar="计划.json", type=FilePath())
@option("--period", metavar="报告期", required=True, help="如 2022Q3、2022-09、2022H1、2022。")
@option("--out", metavar="文件夹", type=FilePath(), required=True, help="台账写到哪个文件夹。")
@option("--reporters", metavar="代码,…", default="", help="只生成这些填报单位的台账；不给则全部。")
@option(
    "--level",
    metavar="county",
    type=click.Choice(["county"]),
    help="写 county 则越过市，直接为通讯录中的各县（市、区）生成；不给则为直接上报的单位生成。",
)
@option(
    "--by",
    metavar="unit|own",
    type=click.Choice(["unit", "own"]),
    help="写 unit 则为计划中的每个责任单位各生成一份；写 own 则生成本级上报上级的台账（可用 --reporters 指定哪个市）；各县的数字从档案库汇总。",
)
@option("--archive", metavar="档案.db", type=ArchivePlace(), help="从档案库取通讯录和上期累计。")
@option("--roster", metavar="通讯录.xlsx", type=FilePath(), help="填报单位名单；不用档案库时给。")
@option(
    "--style",
    metavar="样式",
    default="公文",
    help="公文、宋体、黑白、大纸，或本单位自己的样式文件；不给则用公文样式。",
)
@option("--draft", is_flag=True, help="征求意见稿也生成，并在台账上注明。")
@option("--accept-unresolved", is_flag=True, help="计划还有待核定之处也生成，并在台账上注明。")
@as_of_option
@as_json
def issue(
    plan_file: Path,
    period: str,
    out: Path,
    reporters: str,
    level: str | None,
    by: str | None,
    archive: Path | str | None,
    roster: Path | None,
    style: str,
    draft: bool,
    accept_unresolved: bool,
    as_of: datetime | None,
    machine: bool,
) -> int:
    """为每个填报单位生成一份标准任务台账。"""
    from taizhang import desk

    if by and level:
        raise click.UsageError("--level 和 --by 请只给一个")
    with progress_bar("生成台账", quiet=machine) as progress:
        issued = desk.issue_ledgers(
            plan_file, period, out, reporters=[code for code in reporters.split(",") if code.strip()],
            everyone_below=level is not None, by=by or "place", archive=archive, roster_file=roster, style=style,
            draft=draft, accept_unresolved=accept_unresolved, as_of=day_of(as_of), progress=progress,
        )  # fmt: skip
    if machine:
        say_json(
            [
                {
                    "reporter": str(one.reporter),
                    "name": one.name,
                    "file": str(one.path),
                    "rows": one.rows,
                    "bytes": one.size,
                }
                for one in issued
            ]
        )
        return 0
    say_table(
        ("代码", "填报单位", "行数", "字节", "文件"),
        [(str(one.reporter), one.name, str(one.rows), str(one.size), one.path.name) for one in issued],
    )
    say(f"共 {len(issued)} 份台账，在 {out}")
    return 0


@click.command(cls=ChineseHelp)
@click.argument("files", metavar="文件...", nargs=-1, required=True, type=FilePath())
@option("--plan", "plan_file", metavar="计划.json", type=FilePath(), help="对照哪个计划校验。")
@option("--archive", metavar="档案.db", type=ArchivePlace(), help="对照档案库中的计划和上期数据校验。")
@option(
    "--roster",
    metavar="通讯录.xlsx",
    type=FilePath(),
    help="填报单位名单；计划属于自设地方而不用档案库时给。",
)
@rules_option
@as_of_option
@option(
    "--password-file",
    metavar="文件",
    type=FilePath(),
    help="台账有密码时，密码写在这个文件的第一行；也可以放在环境变量 TAIZHANG_PASSWORD 中。",
)
@option(
    "--return",
    "return_to",
    metavar="文件夹",
    type=FilePath(),
    help="把标注好的退回件写到这个文件夹。",
)
@as_json
def check(
    files: tuple[Path, ...],
    plan_file: Path | None,
    archive: Path | str | None,
    roster: Path | None,
    rules_folder: Path | None,
    as_of: datetime | None,
    return_to: Path | None,
    password_file: Path | None,
    machine: bool,
) -> int:
    """校验填好的台账，逐格指出要改什么；可同时生成标注好的退回件。"""
    from taizhang import desk

    if (plan_file is None) == (archive is None):
        raise click.UsageError("请在 --plan 和 --archive 中给出一个，且只给一个")
    with progress_bar("校验", quiet=machine) as progress:
        checked = desk.check_files(
            files,
            plan_file=plan_file,
            archive=archive,
            roster_file=roster,
            rules_folder=rules_folder,
            as_of=day_of(as_of),
            progress=progress,
            password=_password(password_file),
        )
    copies = desk.return_copies(checked, return_to, on=day_of(as_of)) if return_to else {}
    if machine:
        say_json([desk.checked_as_json(one) for one in checked])
    else:
        _say_checked(checked, copies)
    return max(one.exit_code for one in checked)


def _password(file: Path | None) -> str:
    """The first line of the file, else what the environment says; never an argument, which others can see."""
    from taizhang import desk

    return desk.read_password(file) if file else os.environ.get("TAIZHANG_PASSWORD", "")


def _say_checked(checked: tuple[desk.Checked, ...], copies: dict[int, Path]) -> None:
    from taizhang import desk

    for position, one in enumerate(checked):
        say(f"{one.name}：{one.verdict.word}（{one.summary}）")
        for finding in one.findings:
            where = f"{finding.where}　" if finding.place else ""
            say(f"  [{finding.word}] {finding.code} {where}{finding.says}。{finding.advice}")
        if one.comparison:
            say(f"  {one.comparison}")
        if position in copies:
            say(f"  退回件：{copies[position]}{desk.copy_remark(one)}")
