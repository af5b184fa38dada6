"""`taizhang plan align`: a lower plan held against the upper one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.say import FilePath, as_json, option, say, say_json

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=ChineseHelp)
@click.argument("upper", metavar="上级计划.json", type=FilePath())
@click.argument("lower", metavar="本级计划.json", type=FilePath())
@option("-o", "--out", metavar="对照表.xlsx", type=FilePath(), required=True, help="写到哪里。")
@as_json
def align(upper: Path, lower: Path, out: Path, machine: bool) -> int:
    """对照上下级计划：任务按内容配对，列出缺少、放宽、推后、口径和牵头单位不同之处。"""
    from taizhang import desk

    aligned = desk.align_files(upper, lower, out)
    if machine:
        say_json(aligned.as_json())
        return aligned.exit_code
    pairing = aligned.alignment.pairing
    say(
        f"配对任务 {len(pairing.pairs)} 对，上级有而本级没有 {len(pairing.upper_alone)} 项，"
        f"本级有而上级没有 {len(pairing.lower_alone)} 项"
    )
    for word, count in aligned.counts().items():
        say(f"  {word} {count} 条")
    say(f"对照表已写入 {aligned.path}")
    return aligned.exit_code
