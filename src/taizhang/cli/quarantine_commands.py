"""`taizhang quarantine …`: what waits for a person, and what an official decides about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseGroup
from taizhang.cli.say import archive_option, as_json, option, say, say_json, say_table

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from taizhang import desk

_who = option("--who", metavar="姓名", required=True, help="谁决定的。")
_why = option("--why", metavar="理由", required=True, help="为什么。")
_number = click.argument("number", metavar="登记号", type=int)


@click.group(cls=ChineseGroup)
def quarantine() -> None:
    """待核定：发件人与内容对不上的材料，由人决定是否登记；每次决定都留痕，可以撤回。"""


@quarantine.command("list")
@archive_option
@option("--all", "decided", is_flag=True, help="连同已经决定的一并列出。")
@as_json
def list_(archive: Path | str, decided: bool, machine: bool) -> int:
    """列出等待核定的材料；没有时退出码为 0，有时为 1。"""
    from taizhang import desk

    lines = desk.list_quarantine(archive, decided=decided)
    waiting = sum(line.filed.verdict.value == "quarantined" for line in lines)
    if machine:
        say_json([line.as_json() for line in lines])
        return 1 if waiting else 0
    if lines:
        say_table(
            ("登记号", "收到时间", "发件地址", "发件单位", "附件", "台账属于", "现在的结论", "原因"),
            [_row(line) for line in lines],
        )
    say(f"等待核定 {waiting} 件。")
    return 1 if waiting else 0


@quarantine.command()
@archive_option
@_number
@option(
    "--for", "whose", metavar="代码或名称", default="", help="算作哪个单位的；发件单位与台账不符时必须写明。"
)
@_who
@_why
@as_json
def accept(archive: Path | str, number: int, whose: str, who: str, why: str, machine: bool) -> int:
    """准予登记：确认是该单位所报，按校验结果接收或退回。"""
    from taizhang import desk

    line = desk.accept_submission(archive, number, whose=whose, who=who, why=why, at=_now())
    return _tell(line, machine)


@quarantine.command()
@archive_option
@_number
@_who
@_why
@as_json
def refuse(archive: Path | str, number: int, who: str, why: str, machine: bool) -> int:
    """不予登记：这一件不参加汇总，原件仍保存在档案库里。"""
    from taizhang import desk

    return _tell(desk.refuse_submission(archive, number, who=who, why=why, at=_now()), machine)


@quarantine.command()
@archive_option
@_number
@_who
@_why
@as_json
def undo(archive: Path | str, number: int, who: str, why: str, machine: bool) -> int:
    """撤回决定：恢复到决定之前的结论，原决定的记录保留。"""
    from taizhang import desk

    return _tell(desk.undo_decision(archive, number, who=who, why=why, at=_now()), machine)


def _now() -> datetime:
    from datetime import datetime

    return datetime.now().astimezone()


def _row(line: desk.DoubtfulLine) -> tuple[str, ...]:
    filed = line.filed
    return (
        str(filed.number), f"{filed.received:%Y-%m-%d %H:%M}", filed.sender or "—", line.sender_name or "—",
        filed.file_name, line.whose_name or "—", line.standing, filed.reason,
    )  # fmt: skip


def _tell(line: desk.DoubtfulLine, machine: bool) -> int:
    if machine:
        say_json(line.as_json())
    else:
        say(f"第{line.filed.number}号“{line.filed.file_name}”：{line.standing}。")
    return 0
