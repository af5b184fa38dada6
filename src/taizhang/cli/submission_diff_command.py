"""`taizhang diff`: two submissions of the register, cell beside cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.say import archive_option, as_json, say, say_json, say_table

if TYPE_CHECKING:
    from pathlib import Path

    from taizhang.desk import SubmissionsCompared


@click.command(cls=ChineseHelp)
@click.argument("one", metavar="前件登记号", type=int)
@click.argument("other", metavar="后件登记号", type=int)
@archive_option
@as_json
def diff(one: int, other: int, archive: Path | str, machine: bool) -> int:
    """两次报送逐格对照：哪些单元格不同、各自怎么填、在哪一格；相同时退出码为 0，不同为 1。"""
    from taizhang import desk

    found = desk.diff_submissions(archive, one, other)
    if machine:
        say_json(found.as_json())
        return found.exit_code
    say(f"前一件：{found.one.words}")
    say(f"后一件：{found.other.words}")
    for text in (*found.remarks, *found.unread):
        say(f"  {text}")
    _say_differences(found)
    say(desk.compared_summary(found))
    return found.exit_code


def _say_differences(found: SubmissionsCompared) -> None:
    from taizhang import desk

    numbers = [f"第{side.filed.number}号" for side in (found.one, found.other)]
    for title, header, lines in (
        ("任务台账：", ("单元格", "任务和栏目", *numbers), desk.cell_lines(found)),
        ("只在一件中的任务行：", ("只在", "单元格", "任务"), desk.lone_lines(found)),
        ("表格以外：", ("单元格", *numbers), desk.outside_lines(found)),
    ):
        if lines:
            say(title)
            say_table(header, lines)
    for text in (*found.notes, *found.sheets.notes):
        say(text)
