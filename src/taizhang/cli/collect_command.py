"""`taizhang collect`: what arrived, taken in, judged and registered; once, or again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.ledger_commands import as_of_option
from taizhang.cli.log import verdicts_logged
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
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from taizhang import desk

    Collect = Callable[[Sequence[Path | str], datetime], list["_Told"]]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of one thing that was taken in; the thing itself is let go, since a country has thousands."""

    cells: tuple[str, ...]
    is_new: bool
    exit_code: int
    facts: dict[str, Any]  # for machines; empty for people


@click.command(cls=ChineseHelp)
@click.argument("sources", metavar="来源...", nargs=-1, required=True)
@archive_option
@rules_option
@option(
    "--limits", "limits_file", metavar="限额.toml", type=FilePath(), help="收取时的各项上限，不给则用默认值。"
)
@option(
    "--since", metavar="日期", type=click.DateTime(["%Y-%m-%d"]), help="邮箱里只收这一天（含）以后到的邮件，如 2022-10-01。",
)  # fmt: skip
@option("--watch", is_flag=True, help="一直守候，来一件收一件，按 Ctrl-C 结束。")
@option("--every", metavar="秒", type=click.IntRange(1), default=30, help="守候时每隔多少秒看一次，默认 30。")
@as_of_option
@as_json
def collect(
    sources: tuple[str, ...],
    archive: Path | str,
    rules_folder: Path | None,
    limits_file: Path | None,
    since: datetime | None,
    watch: bool,
    every: int,
    as_of: datetime | None,
    machine: bool,
) -> int:
    """收取报送，收下即校验、即登记。

    来源可以是文件夹、台账、下级上报的汇总表、压缩包、邮件（eml、msg、mbox、Maildir、winmail.dat），
    也可以是邮箱（imap://用户@服务器/文件夹），邮箱只读，不标已读、不删除。
    """
    from os import environ

    from taizhang import desk

    limits = desk.read_limits(limits_file) if limits_file else None

    def passwords(service: desk.Service, user: str, host: str) -> str:
        return desk.password_for(service, user, host, environ)

    def collect_now(some: Sequence[Path | str], now: datetime) -> list[_Told]:
        with verdicts_logged(), progress_bar("收取", quiet=machine) as progress:
            each = desk.collect_each(
                some, archive, rules_folder=rules_folder, limits=limits, password_of=passwords,
                since=since.date() if since else None, now=now,
                progress=progress,
            )  # fmt: skip
            return [_told(one, machine) for one in each]

    if watch:
        return _watch(sources, archive, collect_now, every, machine)
    taken = collect_now(sources, as_of.astimezone() if as_of else datetime.now().astimezone())
    _tell(taken, machine)
    return max((one.exit_code for one in taken), default=0)


def _watch(
    sources: Sequence[str], archive: Path | str, collect_now: Collect, every: int, machine: bool
) -> int:
    """Look at the sources until the user ends it."""
    from time import sleep

    from taizhang import desk

    def wait() -> bool:
        sleep(every if waited else min(every, 2))
        waited.append(True)
        return True

    def complain(sentence: str) -> None:
        click.echo(sentence, err=True)

    waited: list[bool] = []
    if not machine:
        say(f"正在守候 {len(sources)} 处来源，每 {every} 秒看一次，按 Ctrl-C 结束。")
    looks = desk.watch_sources(
        sources,
        collect_now,
        archive=archive,
        wait=wait,
        now=lambda: datetime.now().astimezone(),
        tell=complain,
    )
    for taken in looks:
        _tell(taken, machine)
    return 0


def _told(one: desk.Taken, machine: bool) -> _Told:
    cells = (str(one.number or "—"), one.source, one.file_name, one.reporter_name, one.word, one.reason)
    facts = one.as_json() if machine else {}
    return _Told(cells, bool(one.number) and not one.known, one.exit_code, facts)


def _tell(taken: Sequence[_Told], machine: bool) -> None:
    if machine:
        say_json([one.facts for one in taken])
        return
    say_table(("序号", "来源", "附件", "填报单位", "结论", "说明"), [one.cells for one in taken])
    say(f"共 {len(taken)} 件，新登记 {sum(one.is_new for one in taken)} 件。")
    say("收到的文件未经病毒扫描，请由本机安全软件检查。")
