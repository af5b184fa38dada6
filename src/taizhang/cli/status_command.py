"""`taizhang status`: who is on time, late, missing; the rates; what to send to those who are open."""

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
    period_option,
    say,
    say_json,
    say_table,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from taizhang.desk.standing.outbox import ReminderMail
    from taizhang.desk.standing.status import StatusReport

_TITLES = ("代码", "填报单位", "状态", "收到时间", "逾期天数", "必须修改", "请确认", "文件", "说明")


@click.command(cls=ChineseHelp)
@archive_option
@period_option
@option(
    "-o", "--out", metavar="报送情况.xlsx", type=FilePath(), help="把报送情况、及时率和催报内容写成表格。"
)
@option("--remind", is_flag=True, help="列出催报内容：未报和退回未改的每家一条，另有一条发工作群。")
@option(
    "--outbox",
    metavar="文件夹",
    type=FilePath(),
    help="把催报写成邮件（.eml）放进文件夹，不自动寄出；要同时给 --from。",
)
@option("--from", "address", metavar="邮箱", default="", help="用哪个邮箱催报。")
@option("--name", metavar="名称", default="", help="催报邮件的落款，如 云岭市医改办。")
@as_of_option
@as_json
def status(
    archive: Path | str,
    period: str,
    out: Path | None,
    remind: bool,
    outbox: Path | None,
    address: str,
    name: str,
    as_of: datetime | None,
    machine: bool,
) -> int:
    """报送情况：谁及时、谁迟报、谁未报、谁退回未改，各地和历期的及时率，催报内容。"""
    from taizhang import desk

    reports = desk.report_status(archive, period, as_of=day_of(as_of))
    paths = desk.write_status(reports, out) if out else ()
    now = as_of.astimezone() if as_of else datetime.now().astimezone()
    mails = desk.write_reminders(reports, outbox, address=address, name=name, now=now) if outbox else ()
    if machine:
        facts = [report.as_json(remind=remind) for report in reports]
        say_json({"reports": facts, "outbox": [one.as_json() for one in mails]} if outbox else facts)
        return 0
    for report in reports:
        _say_report(report)
        if remind:
            _say_reminders(report)
    for path in paths:
        say(f"报送情况已写入 {path}")
    if outbox:
        _say_mails(mails, outbox)
    return 0


def _say_report(report: StatusReport) -> None:
    from taizhang import desk

    due = f"{report.due}{report.now.said.aside}"
    say(f"《{report.title}》{report.period.title}报送情况（截止日 {due}）")
    say_table(
        _TITLES,
        [
            (
                line.reporter, line.name, line.state, line.received, str(line.days_late or ""), str(line.errors or ""),
                str(line.warnings or ""), line.file, line.why,
            )
            for line in desk.status_lines(report)
        ],
    )  # fmt: skip
    say(report.summary())
    say()
    for first, lines in (("地区", desk.place_lines(report)), ("报告期", desk.period_lines(report))):
        say_table((first, *desk.RATE_TITLES), [line.texts() for line in lines])
        say()


def _say_mails(mails: Sequence[ReminderMail], outbox: Path) -> None:
    """What was written, and who has no address."""
    say(f"催报邮件 {sum(one.path is not None for one in mails)} 封，在 {outbox}；请核对后自行寄出。")
    without = [one.name for one in mails if one.path is None]
    if without:
        say(f"通讯录里没有邮箱，没有写邮件，请改用电话或工作群：{'、'.join(without)}")


def _say_reminders(report: StatusReport) -> None:
    from taizhang import desk

    group = desk.remind_group(report)
    if not group:
        say("没有需要催报的单位。")
        return
    for one in desk.remind_each(report):
        say(f"【{one.heading}】")
        say(one.text)
        say()
    say("【工作群】")
    say(group)
    say()
