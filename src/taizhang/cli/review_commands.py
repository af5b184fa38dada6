"""`taizhang plan review`, `accept` and `amend`: a plan is corrected and changed in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.ledger_commands import as_of_option, day_of
from taizhang.cli.say import FilePath, as_json, option, say, say_json, say_table

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from taizhang.desk.review import TakenBack

_SHOWN = 40  # changes listed on the screen


@click.command(cls=ChineseHelp)
@click.argument("plan_file", metavar="计划.json", type=FilePath())
@option("-o", "--out", metavar="审核.xlsx", type=FilePath(), required=True, help="写到哪里。")
@option(
    "--roster",
    metavar="通讯录.xlsx",
    type=FilePath(),
    help="填报单位名单，任务分解按它列出各单位；不给则用行政区划。",
)
@option(
    "--on",
    "on",
    metavar="日期",
    type=click.DateTime(["%Y-%m-%d"]),
    help="打印这一天起执行的内容，用于再次变更。",
)
@as_json
def review(plan_file: Path, out: Path, roster: Path | None, on: datetime | None, machine: bool) -> int:
    """生成审核表：逐条列出编制结果和原文，由人在表格软件中核对、改正。"""
    from taizhang import desk

    day = on.date() if on else None
    made = desk.review_plan(plan_file, out, roster_file=roster, on=day, today=day_of(None))
    if machine:
        say_json(made.as_json())
        return 0
    say(
        f"《{made.title}》审核表共 {made.lines} 行，待核定 {made.unresolved} 行，有推断内容的 {made.inferred} 行。"
    )
    say(f"可以分解到各单位的全域合计数 {made.totals} 个。")
    say(f"审核表已写入 {made.path}")
    return 0


@click.command(cls=ChineseHelp)
@click.argument("book", metavar="审核.xlsx", type=FilePath())
@option(
    "-o",
    "--out",
    metavar="计划.json",
    type=FilePath(),
    required=True,
    help="写到哪里；已有同一计划的，在它上面改。",
)
@option("--by", metavar="姓名", default="", help="审核人；不给则取审核表表头所填。")
@option(
    "--plan", "base", metavar="计划.json", type=FilePath(), help="在哪份计划上改；不给则用审核表随带的计划。"
)
@as_of_option
@as_json
def accept(book: Path, out: Path, by: str, base: Path | None, as_of: datetime | None, machine: bool) -> int:
    """收回审核表：只收改动过的格子，记下谁在何时改的；有矛盾的逐格说明，一格也不收。"""
    from taizhang import desk

    taken = desk.accept_review(book, out, by=by, base_file=base, today=day_of(as_of))
    tell_taken(taken, f"计划已写入 {out}", machine=machine)
    return taken.exit_code


@click.command(cls=ChineseHelp)
@click.argument("plan_file", metavar="计划.json", type=FilePath())
@click.argument("book", metavar="变更.xlsx", type=FilePath())
@option(
    "--from",
    "from_day",
    metavar="日期",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="从哪一天起执行，如 2022-07-01。",
)
@option("-o", "--out", metavar="新计划.json", type=FilePath(), required=True, help="写到哪里。")
@option("--by", metavar="姓名", default="", help="经办人；不给则取表头的审核人。")
@option("--basis", metavar="文号", default="", help="依据的文件。")
@as_of_option
@as_json
def amend(
    plan_file: Path,
    book: Path,
    from_day: datetime,
    out: Path,
    by: str,
    basis: str,
    as_of: datetime | None,
    machine: bool,
) -> int:
    """变更计划：审核表里改动过的格子从某一天起执行，此前各期仍按原内容；编号不变。"""
    from taizhang import desk

    day = from_day.date()
    taken = desk.amend_plan(plan_file, book, day, out, by=by, basis=basis, today=day_of(as_of))
    tell_taken(taken, f"自 {day} 起执行，计划已写入 {out}", machine=machine)
    return taken.exit_code


def tell_taken(taken: TakenBack, written: str, *, machine: bool) -> None:
    """What was taken over, or every refusal with its cell."""
    if machine:
        say_json(taken.as_json())
        return
    if taken.refusals:
        say(f"有 {len(taken.refusals)} 处不能收，计划没有改动：")
        for refusal in taken.refusals:
            say(f"  {refusal}")
        return
    say(f"《{taken.plan.title}》收回改动 {len(taken.changes)} 处{f'（{taken.by}）' if taken.by else ''}。")
    shown = taken.table()[:_SHOWN]
    if shown:
        say_table(("编号", "栏目", "原为", "改为"), shown)
    if len(taken.changes) > len(shown):
        say(f"另有 {len(taken.changes) - len(shown)} 处，详见 --json 输出。")
    say(written)
