"""`taizhang demo`: the whole loop once, on the sample or on a document of your own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.say import FilePath, as_json, option, say, say_json

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=ChineseHelp)
@option(
    "--document",
    metavar="文件",
    type=FilePath(),
    help="用哪份重点工作任务文件；不给则用自带的样例。",
)
@option(
    "--out",
    metavar="文件夹",
    type=FilePath(),
    default="演示",
    help="结果写到哪个文件夹；不给则为当前文件夹下的“演示”。",
)
@option("--period", metavar="报告期", default="", help="演示哪一期；不给则为计划年份第三季度。")
@option("--seed", metavar="整数", type=int, default=2022, help="模拟填报的随机种子；同一种子结果相同。")
@as_json
def demo(document: Path | None, out: Path, period: str, seed: int, machine: bool) -> int:
    """演示：编制、生成、模拟填报、邮件报送、收取、校验、退回、汇总、溯源，一次走完。"""
    from taizhang import desk

    shown = desk.run_demo(
        document, out, period=period, seed=seed, tell=(lambda _line: None) if machine else say
    )
    if machine:
        say_json(shown.as_json())
    return shown.exit_code
