"""`taizhang clear …`: what counties ask to have cleared, and what the office decides about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseGroup
from taizhang.cli.ledger_commands import as_of_option, day_of
from taizhang.cli.say import archive_option, as_json, option, say, say_json, say_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from taizhang import desk

_STATES = ("未申请", "申请中", "已销号", "退回")

_plan = option("--plan", metavar="计划编号", default="", help="档案库里有多个计划时，写明哪一个。")
_reporters = option(
    "--reporter", "reporters", metavar="代码或名称", multiple=True, help="哪个填报单位；可以写多次。"
)
_rows = option(
    "--row",
    "rows",
    metavar="任务行",
    multiple=True,
    help="哪一行，如 T01.M01.I1（台账隐藏的行标识一栏）；可以写多次，对每个填报单位都算。",
)
_period = option("--period", metavar="报告期", default="", help="只看这一期台账提出的申请；不给则全部。")
_who = option("--who", metavar="姓名", required=True, help="谁审核的。")
_why = option("--why", metavar="理由", required=True, help="为什么；下期台账的“较上期变化”中照录。")


@click.group(cls=ChineseGroup)
def clear() -> None:
    """挂账销号：列出各单位的销号申请，登记申请、核准、退回、重新打开；每一步都留痕。"""


@clear.command("list")
@archive_option
@_plan
@_reporters
@_rows
@_period
@option("--state", metavar="状态", type=click.Choice(_STATES), help=f"只列这种状态的：{'、'.join(_STATES)}。")
@as_of_option
@as_json
def list_(
    archive: Path | str,
    plan: str,
    reporters: tuple[str, ...],
    rows: tuple[str, ...],
    period: str,
    state: str | None,
    as_of: datetime | None,
    machine: bool,
) -> int:
    """列出申请过销号的任务行，等待审核的在前；没有等待审核的退出码为 0，有则为 1。"""
    from taizhang import desk

    listed = desk.list_clearings(
        archive, plan=plan, reporters=reporters, rows=rows, period=period, state=state or "", as_of=day_of(as_of),
    )  # fmt: skip
    waiting = sum(_is_waiting(row) for row in listed)
    if machine:
        say_json([row.as_json() for row in listed])
    else:
        _show(listed)
        counts = {word: sum(row.item.state.value == word for row in listed) for word in _STATES[1:]}
        say("，".join(f"{word} {count} 行" for word, count in counts.items()) + "。")
    return 1 if waiting else 0


@clear.command()
@archive_option
@_plan
@_reporters
@_rows
@option("--evidence", metavar="佐证材料", required=True, help="凭什么申请：材料名称或文号。")
@option("--who", metavar="姓名", required=True, help="谁登记的。")
@option("--why", metavar="说明", default="", help="申请是怎样提出的，如来函、现场验收。")
@as_json
def request(
    archive: Path | str,
    plan: str,
    reporters: tuple[str, ...],
    rows: tuple[str, ...],
    evidence: str,
    who: str,
    why: str,
    machine: bool,
) -> int:
    """登记在台账以外提出的销号申请；台账里填了“申请中”的不用登记。"""
    from taizhang import desk

    asked = desk.ClearingAsked(reporters, rows, who, why, evidence)
    return _tell(desk.request_clearing(archive, asked, plan=plan, at=_now()), machine)


@clear.command()
@archive_option
@_plan
@_reporters
@_rows
@option(
    "--all-requested",
    "everything",
    is_flag=True,
    help="核准全部没有疑问的申请；先列出来看，加 --yes 才登记。",
)
@option("--yes", "sure", is_flag=True, help="与 --all-requested 同用：已经看过，登记核准。")
@_period
@option("--evidence", metavar="佐证材料", default="", help="审核时另外看到的材料，如现场核查记录。")
@_who
@option("--why", metavar="理由", default="", help="审核意见；最近的台账没有填完成而例外核准的，必须写明。")
@as_json
def approve(
    archive: Path | str,
    plan: str,
    reporters: tuple[str, ...],
    rows: tuple[str, ...],
    everything: bool,
    sure: bool,
    period: str,
    evidence: str,
    who: str,
    why: str,
    machine: bool,
) -> int:
    """核准销号：申请中的任务行记为已销号，下期台账照此下发。"""
    from taizhang import desk

    _refuse_mixed(everything, sure, rows, period, evidence)
    if not everything:
        asked = desk.ClearingAsked(reporters, rows, who, why, evidence)
        return _tell(desk.approve_clearing(archive, asked, plan=plan, at=_now()), machine)
    found = desk.approve_requested(
        archive, who=who, why=why, plan=plan, reporters=reporters, period=period, sure=sure, at=_now()
    )
    if machine:
        say_json(found.as_json())
    else:
        _tell_all(found)
    return 1 if found.held else 0


@clear.command()
@archive_option
@_plan
@_reporters
@_rows
@_who
@_why
@as_json
def refuse(
    archive: Path | str,
    plan: str,
    reporters: tuple[str, ...],
    rows: tuple[str, ...],
    who: str,
    why: str,
    machine: bool,
) -> int:
    """退回销号申请；填报单位补齐后可以再次申请。"""
    from taizhang import desk

    asked = desk.ClearingAsked(reporters, rows, who, why)
    return _tell(desk.refuse_clearing(archive, asked, plan=plan, at=_now()), machine)


@clear.command()
@archive_option
@_plan
@_reporters
@_rows
@_who
@_why
@as_json
def reopen(
    archive: Path | str,
    plan: str,
    reporters: tuple[str, ...],
    rows: tuple[str, ...],
    who: str,
    why: str,
    machine: bool,
) -> int:
    """重新打开已销号的任务行；销号的记录保留。"""
    from taizhang import desk

    asked = desk.ClearingAsked(reporters, rows, who, why)
    return _tell(desk.reopen_clearing(archive, asked, plan=plan, at=_now()), machine)


def _now() -> datetime:
    from datetime import datetime

    return datetime.now().astimezone()


def _refuse_mixed(everything: bool, sure: bool, rows: Sequence[str], period: str, evidence: str) -> None:
    """Words that say nothing together are asked about, not passed over."""
    if everything and (rows or evidence):
        raise click.UsageError("--all-requested 不能与 --row 或 --evidence 同用，请去掉其中一个")
    if not everything and (sure or period):
        raise click.UsageError("--yes 和 --period 只与 --all-requested 同用，请核对")


def _is_waiting(row: desk.ClearingRow) -> bool:
    return row.item.state.value == "申请中"


def _show(rows: Sequence[desk.ClearingRow]) -> None:
    if rows:
        say_table(
            ("填报单位", "任务行", "重点任务", "状态", "申请时间", "佐证材料", "完成状态", "完成时限", "逾期", "出处", "说明"),
            [_cells(row) for row in rows],
        )  # fmt: skip


def _cells(row: desk.ClearingRow) -> tuple[str, ...]:
    item, line = row.item, row.line
    decided = item.decision
    told = [line.remark]
    if decided and decided.state is item.state:
        told.insert(0, f"{decided.at:%Y-%m-%d} {decided.who}{'：' + decided.why if decided.why else ''}")
    return (
        row.name, item.row, line.task, item.state.value, f"{item.asked_at:%Y-%m-%d}" if item.asked_at else "—",
        (item.request.evidence if item.request else "") or "—",
        str(item.newest.status or "—") if item.newest else "—", line.deadline.isoformat(),
        "是" if line.late else "否", row.origin or "—", "；".join(filter(None, told)) or "—",
    )  # fmt: skip


def _tell(rows: Sequence[desk.ClearingRow], machine: bool) -> int:
    """Where the rows stand now."""
    if machine:
        say_json([row.as_json() for row in rows])
        return 0
    for row in rows:
        late = "（逾期销号，亮黄灯）" if row.line.late_cleared else ""
        say(f"{row.called}：{row.item.state.value}{late}。")
    return 0


def _tell_all(found: desk.Requests) -> None:
    _show(found.ready)
    for row, why in found.held:
        say(f"没有核准：{row.called}，{why}。请逐行用 --row 决定。")
    if found.approved:
        say(f"已核准 {len(found.ready)} 行，另有 {len(found.held)} 行留待决定。")
    else:
        say(
            f"可以核准 {len(found.ready)} 行，另有 {len(found.held)} 行留待决定；还没有登记，加上 --yes 再执行即登记。"
        )
