"""`taizhang notice`, `slips` and `brief`: the papers that officials sign; and `trace` on a number of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.ledger_commands import as_of_option, day_of
from taizhang.cli.say import (
    ArchivePlace,
    FilePath,
    archive_option,
    as_json,
    option,
    period_option,
    say,
    say_json,
    say_table,
)

if TYPE_CHECKING:
    from pathlib import Path

    from taizhang.desk import Paper, SlipsWritten

_level_option = option(
    "--level",
    metavar="city|province",
    type=click.Choice(["city", "province"]),
    help="写到市（city）或省（province）；不给则按计划的级别。",
)
_rollup_option = option(
    "--rollup",
    metavar="汇总.xlsx",
    type=FilePath(),
    help="依据的汇总表，须与档案库现在的汇总一致；不给则在旁边写出一份。",
)
_name_option = option("--name", metavar="名称", default="", help="落款，如 云岭市医改办。")
_pdf_option = option("--pdf", is_flag=True, help="同时写出 PDF（要装有 LibreOffice）。")
_overwrite_option = option("--overwrite", is_flag=True, help="覆盖已存在且内容不同的文件。")


def _asked(command: Callable[..., int]) -> Callable[..., Any]:
    """The options that every paper of one file has."""
    for one in (as_json, as_of_option, _overwrite_option, _pdf_option, _rollup_option, _level_option):
        command = one(command)
    return command


@click.command(cls=ChineseHelp)
@option("--archive", metavar="档案.db", type=ArchivePlace(), help="档案库文件，或数据库地址。")
@option("--period", metavar="报告期", default="", help="如 2022Q3、2022-09、2022H1、2022。")
@option("-o", "--out", metavar="通报.docx", type=FilePath(), help="写到哪里。")
@option("--template", metavar="模板.docx", type=FilePath(), help="改过的模板；不给则用自带模板。")
@option(
    "--write-template", "new_template", metavar="模板.docx", type=FilePath(), help="只写出自带模板，供修改。"
)
@_name_option
@option("--number", metavar="文号", default="", help="发文字号，如 云医改办发〔2022〕8号；不给则留空位。")
@_asked
def notice(
    archive: Path | str | None,
    period: str,
    out: Path | None,
    template: Path | None,
    new_template: Path | None,
    name: str,
    number: str,
    level: str | None,
    rollup: Path | None,
    pdf: bool,
    overwrite: bool,
    as_of: datetime | None,
    machine: bool,
) -> int:
    """通报：按公文格式写出进展情况通报，每个数字都能用 trace 追到原始单元格。"""
    from taizhang import desk

    if new_template:
        say(f"模板已写入 {desk.write_notice_template(new_template, overwrite=overwrite)}")
        return 0
    if not archive or not period or not out:
        raise click.UsageError("请给出 --archive、--period 和 -o（只写模板的，给出 --write-template）")
    papers = desk.write_notices(
        archive, period, out, as_of=day_of(as_of), at=_now(), issuer=name, number=number, level=level,
        template=template, rollup=rollup, pdf=pdf, overwrite=overwrite,
    )  # fmt: skip
    if machine:
        say_json([paper.as_json() for paper in papers])
    for paper in () if machine else papers:
        _say_paper(paper, "通报", pdf=pdf)
    return 0


@click.command(cls=ChineseHelp)
@archive_option
@period_option
@option("-o", "--out", metavar="简报.docx", type=FilePath(), required=True, help="写到哪里。")
@_asked
def brief(
    archive: Path | str,
    period: str,
    out: Path,
    level: str | None,
    rollup: Path | None,
    pdf: bool,
    overwrite: bool,
    as_of: datetime | None,
    machine: bool,
) -> int:
    """简报：一页纸，供领导看主要数字、亮灯图、滞后的指标和单位、要决定的事。"""
    from taizhang import desk

    written = desk.write_briefs(
        archive, period, out, as_of=day_of(as_of), at=_now(), level=level, rollup=rollup, pdf=pdf, overwrite=overwrite
    )  # fmt: skip
    if machine:
        say_json([one.as_json() for one in written])
    for one in () if machine else written:
        _say_paper(one.paper, "简报", pdf=pdf)
        if one.without_chart:
            say(f"  {one.without_chart}")
    return 0


@click.command(cls=ChineseHelp)
@archive_option
@period_option
@option(
    "-o",
    "--out",
    metavar="文件夹",
    type=FilePath(),
    required=True,
    help="督办单写到哪个文件夹，每个单位一份。",
)
@option("--days", metavar="天数", type=int, help="离完成时限多少天以内的发蓝色督办单；不给则为 30 天。")
@_name_option
@_level_option
@_pdf_option
@_overwrite_option
@as_of_option
@as_json
def slips(
    archive: Path | str,
    period: str,
    out: Path,
    days: int | None,
    name: str,
    level: str | None,
    pdf: bool,
    overwrite: bool,
    as_of: datetime | None,
    machine: bool,
) -> int:
    """督办单：临期发蓝色、滞后发黄色、逾期发红色，每个单位一份，每项任务一页，带回执。"""
    from taizhang import desk

    written = desk.write_slip_books(
        archive, period, out, as_of=day_of(as_of), near_days=days, issuer=name, level=level, pdf=pdf, overwrite=overwrite
    )  # fmt: skip
    if machine:
        say_json([one.as_json() for one in written])
        return 0
    for one in written:
        _say_slips(one, out)
    if pdf and not any(one.pdfs for one in written):
        say(desk.NO_OFFICE)
    return 0


def trace_in_paper(
    paper: Path, bookmark: str, archive: Path | str | None, rollup: Path | None, *, machine: bool
) -> int:
    """The tree of the number under the bookmark, or every number of the paper where none is named."""
    from taizhang import desk

    if bookmark:
        traced = desk.trace_paper(paper, bookmark, rollup=rollup, archive=archive)
        say_json(traced.as_json()) if machine else say(traced.text())
        return 1 if traced.number.remark else 0
    numbers = desk.list_numbers(paper)
    if machine:
        say_json([one.as_json() for one in numbers])
    else:
        lines = [(one.bookmark, one.text or "", one.title, one.cells, one.remark) for one in numbers]
        say_table(("书签", "正文", "是什么", "汇总表单元格", "说明"), lines)
    return 1 if any(one.remark for one in numbers) else 0


def _now() -> datetime:
    return datetime.now().astimezone()


def _say_paper(paper: Paper, kind: str, *, pdf: bool) -> None:
    from taizhang import desk

    say(f"{kind}已写入 {paper.path}，有出处的数字 {paper.numbers} 处，依据 {paper.rollup}")
    if pdf:
        say(f"PDF 已写入 {paper.pdf}" if paper.pdf else desk.NO_OFFICE)


def _say_slips(written: SlipsWritten, out: Path) -> None:
    say(f"《{written.title}》{written.period}督办单 {len(written.lines)} 张，在 {out}")
    if written.lines:
        say_table(
            ("编号", "承办单位", "等级", "任务", "办结时限", "文件"),
            [
                (str(one.number), one.name, f"{one.colour}（{one.word}）", one.task, one.due.isoformat(), one.path.name)
                for one in written.lines
            ],
        )  # fmt: skip
    if written.absent:
        say(f"台账没有接收，无从督办，请先催报：{'、'.join(written.absent)}")
