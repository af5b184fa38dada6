"""`taizhang plan …`: from a document to a plan file."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from taizhang.cli.align_command import align
from taizhang.cli.chinese import ChineseGroup
from taizhang.cli.diff_command import diff
from taizhang.cli.review_commands import accept, amend, review
from taizhang.cli.say import FilePath, as_json, option, say, say_json, say_table

if TYPE_CHECKING:
    from pathlib import Path

    from taizhang.desk.compile import Recompiled


@click.group(cls=ChineseGroup)
def plan() -> None:
    """编制计划：从文件原文到计划文件。"""


@plan.command("compile")
@click.argument("document", metavar="文件", type=FilePath())
@option("-o", "--out", metavar="计划.json", type=FilePath(), required=True, help="写到哪里。")
@option("--place", metavar="名称或代码", default="", help="计划属于哪个地方；不给则取标题中的地名。")
@option("--year", metavar="年份", type=int, help="计划年份；不给则取标题中的年份。")
@option(
    "--report",
    metavar="编制报告.xlsx",
    type=FilePath(),
    help="另写一份编制报告：原文每一句编成了什么，没有编入的是为什么。",
)
@option(
    "--basis",
    metavar="旧计划.json",
    type=FilePath(),
    help="文件改过后重新编制：说法没变的行沿用旧编号，审核、分解和变更一并带过来。",
)
@as_json
def compile_(
    document: Path,
    out: Path,
    place: str,
    year: int | None,
    report: Path | None,
    basis: Path | None,
    machine: bool,
) -> int:
    """把重点工作任务文件编成计划，每一项都记住出自原文哪一句；文件写 - 则从标准输入读。"""
    from taizhang import desk

    if str(document) == "-":
        content = sys.stdin.buffer.read()
        compiled = desk.compile_content(content, "从标准输入读到的内容", place=place, year=year)
    else:
        compiled = desk.compile_document(document, place=place, year=year)
    again = desk.recompile(compiled, basis) if basis else None
    compiled = again.plan if again else compiled
    desk.write_plan(compiled, out)
    if report:
        desk.report_compilation(compiled, report, datetime.now().astimezone())
    facts = desk.plan_facts(compiled)
    if machine:
        written = {"file": str(out)} | ({"report": str(report)} if report else {})
        written |= desk.recompiled_as_json(again) if again else {}
        say_json(facts | {"accounting": desk.account_as_json(compiled)} | written)
        return 0
    say(f"《{compiled.title}》")
    say(
        f"  {facts['place']}　{facts['year']} 年　任务 {facts['tasks']} 项，举措 {facts['measures']} 条，指标 {facts['indicators']} 个"
    )
    say(f"  台账行 {facts['rows']} 行，需人工核定 {facts['unresolved']} 处")
    if again:
        _tell_again(again)
    say(f"计划已写入 {out}")
    if report:
        say(f"编制报告已写入 {report}")
    return 0


def _tell_again(again: Recompiled) -> None:
    """What became of the old plan's rows, and what a person has to decide again."""
    from taizhang import desk

    say(f"  沿用旧编号 {again.kept} 个，新编号 {len(again.added)} 个，不再出现 {len(again.vanished)} 个")
    if again.left_over:
        say(f"  有 {len(again.left_over)} 处审核或变更没能带过来，请重新核定：")
        say_table(("编号", "栏目", "此前改为", "原因"), desk.left_over_table(again))


@plan.command()
@click.argument("plan_file", metavar="计划.json", type=FilePath())
@option(
    "-o",
    "--out",
    metavar="提纲.json",
    type=FilePath(),
    required=True,
    help="写到哪里；- 为屏幕。",
)
@as_json
def outline(plan_file: Path, out: Path, machine: bool) -> int:
    """把计划写成简明提纲（JSON）。"""
    import json

    from taizhang import desk

    facts = desk.outline_file(plan_file)
    text = json.dumps(facts, ensure_ascii=False, indent=1) + "\n"
    if str(out) == "-":
        sys.stdout.write(text)
        return 0
    desk.write_text(out, text)
    if machine:
        say_json({"file": str(out), "tasks": len(facts["tasks"])})
    else:
        say(f"提纲已写入 {out}，共 {len(facts['tasks'])} 项任务。")
    return 0


for command in (review, accept, amend, diff, align):
    plan.add_command(command)
