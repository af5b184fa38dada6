"""销号 by the commands: what they print, what they give machines, and their exit codes."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from heads import HEAD
from openpyxl import load_workbook

from taizhang.books.fill_cells import fill_cells
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of

PAPER, ROWS = "T01.M02", 40
LINE = 7  # of T01.M02
DONE = {
    "status": "已完成",
    "progress": "已印发实施方案",
    "evidence": "碧医改〔2022〕3号",
    "clearing": "申请中",
}
ITEM = ("--reporter", "990103", "--row", PAPER)
WHO = ("--who", "王某")
PLACE = "任务台账!Y7"


@pytest.fixture
def archive(office, call, tmp_path: Path) -> Path:
    """One county's accepted ledger in it, which asks for one row."""
    cells = {(row, column_of("status")): "未启动" for row in range(FIRST_ROW, FIRST_ROW + ROWS)} | HEAD
    cells |= {(LINE, column_of(field)): text for field, text in DONE.items()}
    inbox = tmp_path / "来件"
    inbox.mkdir()
    content = fill_cells(office.ledger("990103").read_bytes(), TABLE, cells)
    (inbox / "白礁县.xlsx").write_bytes(content)
    call("collect", inbox, "--archive", office.archive)
    return office.archive


def today() -> str:
    return f"{datetime.now().astimezone():%Y-%m-%d}"


def test_a_request_is_listed_looked_at_approved_and_reopened(archive: Path, call) -> None:
    listed = call("clear", "list", "--archive", archive)
    assert listed.code == 1
    assert [line.split() for line in listed.out.strip().split("\n")] == [
        ["填报单位", "任务行", "重点任务", "状态", "申请时间", "佐证材料", "完成状态", "完成时限", "逾期", "出处", "说明"],
        ["白礁县", PAPER, "压实各级医改工作责任", "申请中", today(), "碧医改〔2022〕3号", "已完成", "2022-12-31", "否",
         "第1号", PLACE, "—"],
        ["申请中", "1", "行，已销号", "0", "行，退回", "0", "行。"],
    ]  # fmt: skip
    looked = call("clear", "approve", "--archive", archive, "--all-requested", *WHO)
    assert (looked.code, looked.out.split("\n")[-2]) == (
        0, "可以核准 1 行，另有 0 行留待决定；还没有登记，加上 --yes 再执行即登记。",
    )  # fmt: skip
    approved = call("clear", "approve", "--archive", archive, "--all-requested", "--yes", *WHO)
    assert (approved.code, approved.out.split("\n")[-2]) == (0, "已核准 1 行，另有 0 行留待决定。")
    assert call("clear", "list", "--archive", archive, "--state", "已销号").code == 0
    reopened = call("clear", "reopen", "--archive", archive, *ITEM, *WHO, "--why", "复核未达标")
    assert (reopened.code, reopened.out) == (
        0, f"白礁县 {PAPER}（压实各级医改工作责任）：未申请。\n",
    )  # fmt: skip


def test_refused_and_asked_for_again_by_letter(archive: Path, call) -> None:
    refused = call("clear", "refuse", "--archive", archive, *ITEM, *WHO, "--why", "缺会签页")
    assert (refused.code, refused.out) == (0, f"白礁县 {PAPER}（压实各级医改工作责任）：退回。\n")
    again = call("clear", "request", "--archive", archive, *ITEM, *WHO, "--evidence", "会签页")
    assert (again.code, again.out) == (0, f"白礁县 {PAPER}（压实各级医改工作责任）：申请中。\n")
    cleared = call("clear", "approve", "--archive", archive, *ITEM, *WHO, "--json")
    (told,) = json.loads(cleared.out)
    assert [(one["by"], one["state"], one.get("who"), one.get("why")) for one in told["history"]] == [
        ("ledger", "申请中", None, None),
        ("office", "申请中", "白礁县", f"2022年第三季度台账（登记号1，{PLACE}）所填"),
        ("office", "退回", "王某", "缺会签页"),
        ("office", "申请中", "王某", ""),
        ("office", "已销号", "王某", ""),
    ]
    keys = ("reporter", "row", "state", "late", "deadline", "status", "period", "remark")
    assert [told[key] for key in keys] == [
        "990103", PAPER, "已销号", False, "2022-12-31", "已完成", "2022Q3", None,
    ]  # fmt: skip


def test_json_tells_the_cell_of_a_request(archive: Path, call) -> None:
    (told,) = json.loads(call("clear", "list", "--archive", archive, "--json").out)
    asked = told["request"]
    assert (asked["by"], asked["submission"], asked["file"], asked["place"], asked["evidence"]) == (
        "ledger", 1, "白礁县.xlsx", PLACE, "碧医改〔2022〕3号",
    )  # fmt: skip
    found = json.loads(call("clear", "approve", "--archive", archive, "--all-requested", *WHO, "--json").out)
    assert (found["approved"], [one["row"] for one in found["ready"]], found["held"]) == (False, [PAPER], [])


def test_the_next_ledger_and_the_rollup_show_what_was_decided(
    office, archive: Path, call, tmp_path: Path
) -> None:
    call("clear", "approve", "--archive", archive, *ITEM, *WHO, "--why", "现场核查属实")
    call("issue", office.plan, "--period", "2022Q4", "--out", tmp_path / "四季度", "--archive", archive)
    (issued,) = (tmp_path / "四季度").glob("990103_*.xlsx")
    sheet = load_workbook(issued)[TABLE]
    assert [sheet.cell(LINE, column_of(name)).value for name in ("clearing", "changes")] == [
        "已销号",
        "上期已销号",
    ]
    out = tmp_path / "汇总.xlsx"
    call("consolidate", "--archive", archive, "--period", "2022Q3", "-o", out)
    page = load_workbook(out)["销号台账"]
    assert [cell.value for cell in page[6]][1:3] == ["白礁县", PAPER]
    traced = call("trace", out, "销号台账!G4", "--archive", archive)
    assert traced.code == 0
    assert f"{PLACE} 销号　原文“申请中”，采用 申请中" in traced.out
    assert traced.out.strip().endswith("已与档案库中的原件逐格核对 1 条，全部一致。")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--all-requested", *ITEM), "--all-requested 不能与 --row 或 --evidence 同用，请去掉其中一个"),
        (("--yes", *ITEM), "--yes 和 --period 只与 --all-requested 同用，请核对"),
    ],
)
def test_words_that_say_nothing_together_are_refused(
    office, call, words: tuple[str, ...], sentence: str
) -> None:
    said = call("clear", "approve", "--archive", office.archive, *words, *WHO)
    assert (said.code, said.out, said.err) == (
        2, "", f"{sentence}；请执行 taizhang clear approve --help 查看用法。\n",
    )  # fmt: skip


def test_a_step_that_cannot_be_taken_says_why(office, call) -> None:
    said = call("clear", "approve", "--archive", office.archive, *ITEM, *WHO)
    assert (said.code, said.err) == (
        2, f"白礁县 {PAPER}（压实各级医改工作责任）：没有销号申请，不能核准。请先用 clear request 登记申请和佐证材料。\n",
    )  # fmt: skip
    assert call("clear", "list", "--archive", office.archive).out == "申请中 0 行，已销号 0 行，退回 0 行。\n"
