"""`taizhang waive …`: a finding accepted for one reporter, by whom, why, and until when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseGroup
from taizhang.cli.ledger_commands import as_of_option, day_of
from taizhang.cli.say import (
    ArchivePlace,
    archive_option,
    as_json,
    option,
    rules_option,
    say,
    say_json,
    say_table,
)

if TYPE_CHECKING:
    from pathlib import Path

    from taizhang import desk

_NEEDED = ("archive", "code", "reporter", "period", "who", "why", "until")


@click.group(cls=ChineseGroup, invoke_without_command=True)
@option("--archive", metavar="档案.db", type=ArchivePlace(), help="记入哪个档案库。")
@option("--code", metavar="编号", help="豁免哪一条规则，如校验结果中的代码。")
@option("--reporter", metavar="代码", help="哪个填报单位。")
@option("--period", metavar="报告期", help="哪一期，如 2022Q3、2022-09、2022H1、2022。")
@option(
    "--row",
    metavar="任务行",
    default="",
    help="只豁免这一行，如 T01.M01.I1（台账隐藏的行标识一栏，也见 check --json）；不给则豁免整张台账。",
)
@option("--who", metavar="姓名", help="谁批准的。")
@option("--why", metavar="理由", help="为什么。")
@option(
    "--until",
    metavar="日期",
    type=click.DateTime(["%Y-%m-%d"]),
    help="有效到哪一天（含当天），如 2022-12-31。",
)
@option("--plan", metavar="计划编号", default="", help="档案库里有多个计划时，写明哪一个。")
@rules_option
@as_json
@click.pass_context
def waive(
    context: click.Context,
    archive: Path | str | None,
    code: str,
    reporter: str,
    period: str,
    row: str,
    who: str,
    why: str,
    until: datetime | None,
    plan: str,
    rules_folder: Path | None,
    machine: bool,
) -> int:
    """豁免：批准某个单位某一期的某一条校验结果不必修改；记入档案库，不可涂改，可以撤回。"""
    if context.invoked_subcommand is not None:
        return 0
    from taizhang import desk

    _all_given(context)
    assert archive is not None
    assert until is not None
    asked = desk.WaiverAsked(code, reporter, period, row, who, why, until.date())
    given = desk.grant_waiver(
        archive, asked, plan=plan, rules_folder=rules_folder, at=datetime.now().astimezone()
    )
    if machine:
        say_json(given.as_json())
        return 0
    say(f"{_told(given)}，有效至 {given.waiver.until}（含当天），已登记为第{given.waiver.number}号豁免。")
    say("此前已退回的台账，请填报单位在表格软件中另存后重新报送，收取时不再因这一条退回。")
    return 0


@waive.command("list")
@archive_option
@option("--period", metavar="报告期", default="", help="只列这一期的；不给则全部。")
@as_of_option
@as_json
def list_(archive: Path | str, period: str, as_of: datetime | None, machine: bool) -> int:
    """列出豁免：谁批准的、为什么、到哪天为止、是否仍有效。"""
    from taizhang import desk

    lines = desk.list_waivers(archive, period, as_of=day_of(as_of))
    if machine:
        say_json([line.as_json() for line in lines])
        return 0
    say_table(
        ("号", "填报单位", "报告期", "规则", "任务行", "批准人", "有效至", "状态", "理由"),
        [
            (
                str(one.waiver.number), one.name, str(one.waiver.period), one.waiver.code,
                one.waiver.row or "整张台账", one.waiver.who, str(one.waiver.until), one.standing, _reasons(one),
            )
            for one in lines
        ],
    )  # fmt: skip
    say(f"共 {len(lines)} 项豁免，有效 {sum(one.standing == '有效' for one in lines)} 项。")
    return 0


@waive.command()
@archive_option
@option("--number", metavar="号", type=int, required=True, help="撤回第几号豁免。")
@option("--who", metavar="姓名", required=True, help="谁撤回的。")
@option("--why", metavar="理由", required=True, help="为什么。")
@as_json
def withdraw(archive: Path | str, number: int, who: str, why: str, machine: bool) -> int:
    """撤回豁免：原记录保留，此后的校验不再据此放行。"""
    from taizhang import desk

    taken_back = desk.withdraw_waiver(archive, number, who, why, at=datetime.now().astimezone())
    if machine:
        say_json(taken_back.as_json())
    else:
        say(f"第{number}号豁免（{_told(taken_back)}）已撤回。已经接收的台账不受影响。")
    return 0


def _all_given(context: click.Context) -> None:
    """Refuse a call that lacks a word; they are not marked as required, since the subcommands do without them."""
    for param in context.command.params:
        if param.name in _NEEDED and context.params[param.name] is None:
            raise click.MissingParameter(ctx=context, param=param)


def _told(line: desk.WaiverLine) -> str:
    one = line.waiver
    return f"{line.name} {one.period.title} {one.code} {one.row or '整张台账'}"


def _reasons(line: desk.WaiverLine) -> str:
    taken_back = line.waiver.withdrawal
    if taken_back is None:
        return line.waiver.why
    return f"{line.waiver.why}（{taken_back.on} 由{taken_back.who}撤回：{taken_back.why}）"
