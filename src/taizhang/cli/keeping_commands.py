"""`taizhang verify`, `backup`, `restore`, and what `archive` does with its own contents: `expire`, `export`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli.archive_commands import archive as archive_group
from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.say import ArchivePlace, FilePath, archive_option, as_json, option, say, say_json

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=ChineseHelp)
@archive_option
@as_json
def verify(archive: Path | str, machine: bool) -> int:
    """核验档案库：逐条、逐件对照指纹，改动、缺少、多出的都会点名；完好时退出码为 0。"""
    from taizhang import desk

    found = desk.verify_archive(archive)
    if machine:
        say_json(found.as_json())
        return 1 if found.broken else 0
    for sentence in (*found.broken, *found.cleared):
        say(sentence)
    say(
        f"档案库{'有 ' + str(len(found.broken)) + ' 处不符' if found.broken else '完好'}，共 {found.lines} 条记录。"
    )
    say(f"末条指纹：{found.end}（抄存在别处，日后可核对档案库有没有被整段截去或替换）")
    return 1 if found.broken else 0


@click.command(cls=ChineseHelp)
@archive_option
@option("-o", "--out", metavar="备份.db", type=FilePath(), required=True, help="备份写到哪个新文件。")
@as_json
def backup(archive: Path | str, out: Path, machine: bool) -> int:
    """备份档案库到一个新文件；收取报送时也可以备份。"""
    from taizhang import desk

    made = desk.back_up_archive(archive, out)
    if machine:
        say_json({"backup": str(made)})
    else:
        say(f"备份已写入 {made}，只有本人能读，请另行妥善保管。")
    return 0


@click.command(cls=ChineseHelp)
@click.argument("backup_file", metavar="备份.db", type=FilePath())
@option("--to", "archive", metavar="档案.db", type=ArchivePlace(), required=True, help="恢复成哪个新档案库。")
@as_json
def restore(backup_file: Path, archive: Path | str, machine: bool) -> int:
    """从备份恢复出一个新档案库，恢复前后都核验；不会覆盖已有的档案库。"""
    from taizhang import desk

    made = desk.restore_archive(backup_file, archive)
    if machine:
        say_json({"archive": str(made)})
    else:
        say(f"档案库已恢复到 {made}，核验完好。")
    return 0


@archive_group.command()
@archive_option
@option(
    "--plan-year", "year", metavar="年份", type=int, required=True, help="清除哪一年的计划下的材料，如 2021。"
)
@option("--who", metavar="姓名", required=True, help="谁决定的。")
@option("--why", metavar="理由", required=True, help="为什么，如 保存期满。")
@as_json
def expire(archive: Path | str, year: int, who: str, why: str, machine: bool) -> int:
    """到期清除：删去某一年计划的原件和个人信息，指纹和登记留存；不可恢复，请先备份。"""
    from datetime import datetime

    from taizhang import desk

    rows = desk.expire_plan_year(archive, year, who=who, why=why, at=datetime.now().astimezone())
    if machine:
        say_json({"year": year, "rows": rows})
    else:
        say(f"{year} 年计划的材料已清除，涉及 {rows} 条记录，指纹留存。")
    return 0


@archive_group.command()
@archive_option
@option("--out", metavar="文件夹", type=FilePath(), required=True, help="导出到哪个空文件夹。")
@as_json
def export(archive: Path | str, out: Path, machine: bool) -> int:
    """导出全部：登记簿等各表写成 csv，原件按指纹写成文件。"""
    from taizhang import desk

    files = desk.export_archive(archive, out)
    if machine:
        say_json({"folder": str(out), "files": files})
    else:
        say(f"已导出 {files} 个文件到 {out}。")
    return 0
