"""An invented province of two cities and a county it governs directly, as the tests of the desk know its office."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

import openpyxl

from taizhang.desk.demo.fates import Fate
from taizhang.desk.demo.filling import fill_workbook
from taizhang.desk.files import read_plan
from taizhang.desk.issue import write_blank_ledger
from taizhang.desk.roster import roster_of
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter

PLAN = """云岭省深化医药卫生体制改革2022年重点工作任务

一、压实改革责任。各市、县(市、区)由政府主要负责同志牵头抓医改工作。(省卫生健康委，各市负责)

二、提升基层服务水平。全省新建村卫生室200所。每个县(市、区)至少建成1个县域医疗中心。65岁以上老年人健康管理率达到70%以上。(省卫生健康委、省财政局负责)

三、推进紧密型医共体建设。50%的县(市、区)建成紧密型医共体。(省卫生健康委、省医疗保障局负责)

四、加强医改宣传培训。11月底前印发宣传方案。(省卫生健康委负责)
"""
ROSTER = """代码,名称,级别,上报对象
990000,云岭省,省,
990100,云岭市,市,990000
990200,海川市,市,990000
990101,碧潭县,县,990100
990102,松陂县,县,990100
990103,白礁区,区,990100
990201,东岬区,区,990200
990202,沙洲县,县,990200
999001,古渡县,县,990000
"""
CITIES = {"云岭市": ("990101", "990102", "990103"), "海川市": ("990201", "990202")}
SILENT = "990202"
AS_OF = ("--as-of", "2022-10-04")
QUARTER = ("--period", "2022Q3")

Call = Callable[..., str]
Row = dict[str, object]


@dataclass(frozen=True)
class Office:
    """An office with its plan, its roster and its archive in a folder."""

    folder: Path
    call: Call

    @property
    def archive(self) -> tuple[str, Path]:
        return "--archive", self.folder / "档案.db"

    def send(
        self, codes: Sequence[str], seed: int = 0, period: str = "2022Q3", as_of: Sequence[str] = AS_OF
    ) -> None:
        """Each reporter's ledger, filled in well, lies in the inbox and is collected; one seed gives the same files."""
        plan = read_plan(self.folder / "计划.json")
        roster = roster_of(plan, self.folder / "通讯录.csv")
        inbox = self.folder / (f"来件{seed}" if period == "2022Q3" else f"来件{period}")
        inbox.mkdir()
        for code in codes:
            line = roster.line(Reporter(code))
            assert line is not None
            ledger, blank = write_blank_ledger(plan, line, Period.parse(period))
            filled = fill_workbook(
                ledger,
                blank,
                line,
                Fate.CLEAN,
                Random(f"{code}/{seed}" if period == "2022Q3" else f"{code}/{seed}/{period}"),
            )
            (inbox / f"{code}.xlsx").write_bytes(filled.content)
        taken = json.loads(self.call("collect", inbox, *self.archive, *as_of, "--json"))
        assert [one["verdict"] for one in taken] == ["accepted"] * len(codes)

    def consolidate(self, level: str, period: Sequence[str] = QUARTER) -> dict[str, tuple[Row, Path]]:
        """What the command said of each place, and the file it wrote."""
        out = self.folder / level / "汇总.xlsx"
        made = json.loads(
            self.call("consolidate", *self.archive, *period, "--level", level, "-o", out, *AS_OF, "--json")
        )
        return {one["place"]: (one, Path(one["file"])) for one in made}


def figures(book: Path) -> dict[str, dict[str, object]]:
    """The rows of 指标汇总 by their id, by another reader than ours."""
    rows = openpyxl.load_workbook(book)["指标汇总"].iter_rows(min_row=3, values_only=True)
    titles = [str(title) for title in next(rows)]
    return {str(row[0]): dict(zip(titles, row, strict=True)) for row in rows if row[0]}


def parts(book: Path, row_id: str) -> dict[str, list[Decimal]]:
    """What 来源 says was adopted for a figure, by column of the ledger."""
    rows = openpyxl.load_workbook(book)["来源"].iter_rows(min_row=3, values_only=True)
    titles = [str(title) for title in next(rows)]
    adopted: dict[str, list[Decimal]] = {}
    for row in rows:
        told = dict(zip(titles, row, strict=True))
        if told["行标识"] == row_id and str(told["汇总单元格"]).startswith("指标汇总!") and told["单元格"]:
            adopted.setdefault(str(told["栏目"]), []).append(Decimal(str(told["采用值"])))
    return adopted


def open_office(folder: Path, call: Call, plan: str = PLAN, roster: str = ROSTER) -> Office:
    """The office once its plan is compiled and its archive made."""
    folder.mkdir(exist_ok=True)
    (folder / "计划.txt").write_text(plan, encoding="utf-8")
    (folder / "通讯录.csv").write_text(roster, encoding="utf-8")
    call("plan", "compile", folder / "计划.txt", "-o", folder / "计划.json")
    known = ("--roster", folder / "通讯录.csv")
    call("archive", "init", folder / "档案.db", "--plan", folder / "计划.json", *known)
    return Office(folder, call)
