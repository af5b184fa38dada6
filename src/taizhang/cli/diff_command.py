"""`taizhang plan diff`: two plans, clause beside clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.say import FilePath, as_json, option, say, say_json, say_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from taizhang.model.plan_change import Amendment


@click.command(cls=ChineseHelp)
@click.argument("one", metavar="甲.json", type=FilePath())
@click.argument("other", metavar="乙.json", type=FilePath())
@option(
    "--on",
    "on",
    metavar="日期",
    type=click.DateTime(["%Y-%m-%d"]),
    help="按这一天起执行的内容比；不给则比编制和审核的内容。",
)
@as_json
def diff(one: Path, other: Path, on: datetime | None, machine: bool) -> int:
    """两份计划逐项对照：哪一项不同、各自怎么写、各自的原文；相同时退出码为 0，不同为 1。"""
    from taizhang import desk

    found = desk.diff_plans(one, other, on.date() if on else None)
    if machine:
        say_json(desk.differences_as_json(found))
        return 1 if found else 0
    for difference in found.fields:
        say(f"{difference.id}　{difference.title}")
        say(f"  甲：{difference.one or '—'}")
        say(f"  乙：{difference.other or '—'}")
        if difference.field != "quote":
            say(f"  甲原文：{difference.quote or '—'}")
            say(f"  乙原文：{difference.other_quote or '—'}")
    _tell_rows("只在甲中", found.only_in_one)
    _tell_rows("只在乙中", found.only_in_other)
    _tell_amendments("甲", found.amendments)
    _tell_amendments("乙", found.other_amendments)
    if found.text:
        say("两份计划的原文不同。")
    say(
        _summary(len(found.fields), len(found.only_in_one), len(found.only_in_other))
        if found
        else "两份计划相同。"
    )
    return 1 if found else 0


def _summary(fields: int, ones: int, others: int) -> str:
    return f"共有 {fields} 处写法不同，只在甲中的 {ones} 行，只在乙中的 {others} 行。"


def _tell_rows(title: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        say(f"{title}：")
        say_table(("编号", "原文"), rows)


def _tell_amendments(whose: str, amendments: Sequence[Amendment]) -> None:
    """The changes that only one of the plans will make, from which day and by what."""
    from taizhang import desk

    for amendment in amendments:
        basis = f"（{amendment.basis}）" if amendment.basis else ""
        say(f"只在{whose}中的变更，自 {amendment.from_day} 起执行{basis}：")
        say_table(("编号", "栏目", "原为", "改为"), [desk.change_line(one) for one in amendment.changes])
