"""`taizhang return`: one answer to each submission, written as mails and sent where a server is named."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.ledger_commands import as_of_option
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

    from taizhang import desk


@click.command("return", cls=ChineseHelp)
@archive_option
@period_option
@option("--out", metavar="文件夹", type=FilePath(), required=True, help="答复邮件（.eml）写到哪里。")
@option("--from", "address", metavar="邮箱", required=True, help="用哪个邮箱答复。")
@option("--name", metavar="名称", default="", help="落款，如 云岭市医改办。")
@option("--send", "server", metavar="smtp://用户@服务器", help="经这个服务器寄出；不给则只写成文件。")
@option("--limits", "limits_file", metavar="限额.toml", type=FilePath(), help="各项上限，不给则用默认值。")
@as_of_option
@as_json
def return_(
    archive: Path | str,
    period: str,
    out: Path,
    address: str,
    name: str,
    server: str | None,
    limits_file: Path | None,
    as_of: datetime | None,
    machine: bool,
) -> int:
    """答复报送：每件报送一封答复，附退回件和收件回执；自动回复、退信和陌生地址一律不答复，每件只寄一次。"""
    from os import environ

    from taizhang import desk

    now = as_of.astimezone() if as_of else datetime.now().astimezone()
    answered = desk.return_submissions(
        archive,
        period,
        out,
        office=desk.Office(address, name),
        limits=desk.read_limits(limits_file) if limits_file else None,
        now=now,
    )
    sent: Sequence[desk.Sent] = ()
    if server:
        sent = desk.send_answers(
            archive,
            period,
            server,
            own=address,
            password_of=lambda service, user, host: desk.password_for(service, user, host, environ),
            now=lambda: datetime.now().astimezone(),
        )
    if machine:
        say_json({"answers": [one.as_json() for one in answered], "sent": [one.as_json() for one in sent]})
    else:
        _tell(answered, sent)
    return 1 if any(one.why for one in answered) or any(not one.done for one in sent) else 0


def _tell(answered: Sequence[desk.Answered], sent: Sequence[desk.Sent]) -> None:
    if answered:
        say_table(
            ("登记号", "答复给", "地址", "附件", "结论", "答复邮件"),
            [
                (
                    str(one.line.number), one.addressee, one.line.sender, one.line.file_name,
                    one.line.verdict.word, one.path.name if one.path else one.why,
                )
                for one in answered
            ],
        )  # fmt: skip
    say(f"共答复 {sum(one.answer is not None for one in answered)} 件。")
    for one in sent:
        say(f"第{one.submission}号，{one.to}：{one.says}")
    if sent:
        say(f"已寄出 {sum(one.done for one in sent)} 封。")
