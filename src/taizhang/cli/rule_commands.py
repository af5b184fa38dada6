"""`taizhang rules …`: what is checked, what a rule would change, and a place's own rules."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from taizhang.cli.chinese import ChineseGroup
from taizhang.cli.say import ArchivePlace, FilePath, as_json, option, rules_option, say, say_json, say_table

if TYPE_CHECKING:
    from pathlib import Path

    from taizhang import desk


@click.group(cls=ChineseGroup)
def rules() -> None:
    """校验规则：列出、试运行、导出规则手册，检查本地规则。"""


@rules.command("list")
@rules_option
@as_json
def list_(rules_folder: Path | None, machine: bool) -> int:
    """列出全部规则。"""
    from taizhang import desk

    lines = desk.list_rules(rules_folder)
    if machine:
        say_json([line.as_json() for line in lines])
        return 0
    say_table(("编号", "要求", "规则"), [(line.code, line.word, line.title) for line in lines])
    say(f"共 {len(lines)} 条。")
    return 0


@rules.command("try")
@click.argument("code", metavar="编号")
@option("--archive", metavar="档案.db", type=ArchivePlace(), required=True, help="在哪个档案库的台账上试。")
@rules_option
@as_json
def try_(code: str, archive: Path | str, rules_folder: Path | None, machine: bool) -> int:
    """试运行一条规则：对档案库中已接收和已退回的台账逐份核对，看会提示哪些、结论会不会变；不写入任何内容。"""
    from taizhang import desk

    tried = desk.try_rule(code, archive, rules_folder)
    if machine:
        say_json(tried.as_json())
        return 0
    on_trial = "（现为试行，按正式执行计算）" if tried.trial else ""
    say(
        f"{tried.code} {tried.title}{on_trial}：核对台账 {tried.ledgers} 份，会提示 {_hit(tried)} 份、{tried.cells} 处。"
    )
    if tried.touched:
        say_table(
            ("登记号", "填报单位", "报告期", "处数", "已说明或豁免", "原结论", "试运行结论"),
            list(map(_cells, tried.touched)),
        )
    say(_changes(tried))
    return 0


@rules.command()
@option("-o", "--out", metavar="校验规则.xlsx", type=FilePath(), required=True, help="写到哪里。")
@rules_option
@as_json
def book(out: Path, rules_folder: Path | None, machine: bool) -> int:
    """导出规则手册：每条规则一行，另附各类规则的例子，供业务处室查阅。"""
    from taizhang import desk

    count = desk.write_rule_book(out, rules_folder, created=datetime.now().astimezone().replace(tzinfo=None))
    if machine:
        say_json({"file": str(out), "rules": count})
    else:
        say(f"规则手册共 {count} 条，已写入 {out}")
    return 0


@rules.command()
@click.argument("folder", metavar="文件夹", type=FilePath())
@as_json
def test(folder: Path, machine: bool) -> int:
    """检查本地规则：逐个执行文件夹中的规则，看它是否只在自己例表标出的位置提示。"""
    from taizhang import desk

    tested = desk.prove_rules(folder)
    if machine:
        say_json([one.as_json() for one in tested])
    else:
        for one in tested:
            say(
                f"{one.code} {one.title}：{'有待修改' if one.faults else f'例表 {one.examples} 张，全部相符'}"
            )
            for fault in one.faults:
                say(f"  {fault}。")
    return 1 if any(one.faults for one in tested) else 0


def _hit(tried: desk.Tried) -> int:
    return sum(bool(one.cells) for one in tried.touched)


def _cells(one: desk.Touched) -> tuple[str, ...]:
    sent = one.submission
    would = "规则没能执行" if one.broke else one.would.word
    return (
        str(sent.number), one.name, str(sent.period), str(one.cells), str(one.accepted), one.was.word, would,
    )  # fmt: skip


def _changes(tried: desk.Tried) -> str:
    from taizhang.model.verdict import Verdict

    returned, accepted = tried.changed(Verdict.RETURNED), tried.changed(Verdict.ACCEPTED)
    if not returned and not accepted:
        return "没有台账的结论会因此改变。"
    return (
        f"结论由已接收变为退回的 {len(returned)} 份，由退回变为已接收的 {len(accepted)} 份；档案库没有改动。"
    )
