"""`taizhang plan align`: two plan files in, the workbook 对照表 and what differs out."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

UPPER = """云岭省深化医药卫生体制改革2022年重点工作任务
一、做好家庭医生签约服务。重点人群签约率不低于70%。（省卫生健康委负责）
二、改革医保支付方式。按病种付费占住院医保基金支出的比例达到50%。（省医保局负责）
"""
LOWER = """竹溪市深化医药卫生体制改革2022年重点工作任务
一、推开按病种分值付费。DIP付费占住院医保基金支出的比例达到45%。（市医保局负责）
二、签约服务提质。家庭医生重点人群签约率达到75%。（市卫生健康委负责）
"""


@pytest.fixture
def plans(call, tmp_path: Path) -> tuple[Path, Path]:
    made = []
    for name, text in (("上级", UPPER), ("本级", LOWER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        made.append(tmp_path / f"{name}.json")
        assert call("plan", "compile", tmp_path / f"{name}.txt", "-o", made[-1]).code == 0
    return made[0], made[1]


def test_a_plan_that_falls_short(plans, call, tmp_path: Path) -> None:
    said = call("plan", "align", *plans, "-o", tmp_path / "对照表.xlsx", "--json")
    told = json.loads(said.out)
    assert said.code == 1
    assert [(pair["upper"]["id"], pair["lower"]["id"]) for pair in told["pairs"]] == [
        ("T01", "T02"),
        ("T02", "T01"),
    ]
    assert told["unpaired"] == {"upper": [], "lower": []}
    assert [(one["verdict"], one["upper"]["id"], one["lower"]["id"]) for one in told["findings"]] == [
        ("低于上级要求", "T02.M01.I1", "T01.M01.I1")
    ]
    assert openpyxl.load_workbook(tmp_path / "对照表.xlsx").sheetnames == [
        "概况", "任务对照", "指标对照", "缺少与差异", "本级增加",
    ]  # fmt: skip


def test_in_words(plans, call, tmp_path: Path) -> None:
    said = call("plan", "align", *plans, "-o", tmp_path / "对照表.xlsx")
    assert said.out.splitlines() == [
        "配对任务 2 对，上级有而本级没有 0 项，本级有而上级没有 0 项",
        "  低于上级要求 1 条",
        f"对照表已写入 {tmp_path / '对照表.xlsx'}",
    ]


def test_nothing_to_mend(plans, call, tmp_path: Path) -> None:
    assert call("plan", "align", plans[0], plans[0], "-o", tmp_path / "对照表.xlsx").code == 0


def test_a_workbook_twice_is_the_same_bytes(plans, call, tmp_path: Path) -> None:
    for name in ("一.xlsx", "二.xlsx"):
        call("plan", "align", *plans, "-o", tmp_path / name)
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()


def test_what_is_no_plan(plans, call, tmp_path: Path) -> None:
    said = call("plan", "align", plans[0], tmp_path / "本级.txt", "-o", tmp_path / "对照表.xlsx")
    assert said.code == 3
    assert not (tmp_path / "对照表.xlsx").exists()
