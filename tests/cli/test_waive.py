"""Waivers and 属实说明 by the commands, on a real archive, from the refused ledger to the rollup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from heads import HEAD
from openpyxl import load_workbook

from taizhang.books.fill_cells import fill_cells
from taizhang.ledgers.sheet_layout import FIRST_ROW, HEAD_CELLS, HEAD_ROW, TABLE, column_of, foot_row_of

AS_OF = ("--as-of", "2022-10-04")
ROWS = 40
DONE, OVERDUE = 7, 17  # lines of T01.M02, called done without evidence, and of T04.M03, past its deadline
ASKED = {
    "--code": "E205",
    "--reporter": "990103",
    "--period": "2022Q3",
    "--row": "T01.M02",
    "--who": "王某",
    "--why": "文件在会签",
    "--until": "2022-12-31",
}
WAIVED = "已批准豁免（王某，有效至2022年12月31日）：文件在会签"
EXPLAINED = "属实说明：方案已报市政府待批"


@pytest.fixture
def ledger(office, tmp_path: Path) -> Path:
    """A county's ledger with one error and two warnings, one of them explained."""
    cells = {(row, column_of("status")): "未启动" for row in range(FIRST_ROW, FIRST_ROW + ROWS)}
    cells |= HEAD | {
        (DONE, column_of("status")): "已完成",
        (DONE, column_of("progress")): "已印发实施方案",
        (OVERDUE, column_of("remarks")): EXPLAINED,
    }
    path = tmp_path / "来件" / "白礁县.xlsx"
    path.parent.mkdir()
    path.write_bytes(fill_cells(office.ledger("990103").read_bytes(), TABLE, cells))
    return path


def words(asked: Mapping[str, str]) -> list[str]:
    return [word for pair in asked.items() for word in pair]


@pytest.fixture
def waive(office, call):
    def waive(**changes: str):
        told = ASKED | {f"--{name}": value for name, value in changes.items()}
        return call("waive", "--archive", office.archive, *words(told))

    return waive


@pytest.fixture
def checked(office, ledger: Path, call):
    def checked(*as_of: str) -> Any:
        (one,) = json.loads(
            call("check", ledger, "--archive", office.archive, *(as_of or AS_OF), "--json").out
        )
        return one

    return checked


def accepted(checked: Mapping[str, Any]) -> list[tuple[str, str, str | None]]:
    return [(one["code"], one["row"], one["accepted"]) for one in checked["findings"]]


def test_what_is_waived_or_explained_is_listed_and_returns_nothing(
    office, call, ledger: Path, waive, checked
) -> None:
    assert checked()["verdict"] == "returned"
    assert accepted(checked()) == [
        ("E205", "T01.M02", None),
        ("W207", "T07.M01", None),
        ("W207", "T04.M03", EXPLAINED),
    ]
    said = waive()
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "白礁县 2022年第三季度 E205 T01.M02，有效至 2022-12-31（含当天），已登记为第1号豁免。\n"
        "此前已退回的台账，请填报单位在表格软件中另存后重新报送，收取时不再因这一条退回。\n"
    )
    assert checked()["verdict"] == "accepted"
    assert accepted(checked()) == [
        ("W207", "T07.M01", None),
        ("E205", "T01.M02", WAIVED),
        ("W207", "T04.M03", EXPLAINED),
    ]
    said = call("check", ledger, "--archive", office.archive, *AS_OF)
    assert said.code == 1  # one warning is still open
    assert "已接收（必须修改 0 处，请确认 1 处，提示 0 处，已说明或豁免 2 处）" in said.out
    assert f"  [已豁免] E205 任务台账!W7　完成状态是“已完成”，佐证材料却没有写。{WAIVED}。\n" in said.out
    assert said.out.endswith(f"存在问题里没有写原因。{EXPLAINED}。\n")


@pytest.mark.parametrize(("day", "verdict"), [("2022-12-31", "accepted"), ("2023-01-01", "returned")])
def test_a_waiver_holds_on_its_last_day_and_not_after(waive, checked, day: str, verdict: str) -> None:
    waive()
    assert checked("--as-of", day)["verdict"] == verdict


def test_a_withdrawn_waiver_accepts_nothing_and_stays_listed(office, call, waive, checked) -> None:
    waive()
    back = ("waive", "withdraw", "--archive", office.archive, "--who", "李某", "--why", "批错了单位")
    said = call(*back, "--number", "1")
    assert said.out == "第1号豁免（白礁县 2022年第三季度 E205 T01.M02）已撤回。已经接收的台账不受影响。\n"
    assert checked()["verdict"] == "returned"
    assert call(*back, "--number", "1").err == "第1号豁免此前已经撤回，请核对编号。\n"
    assert call(*back, "--number", "7").err == "没有第7号豁免，请用 taizhang waive list 查看编号。\n"
    waive(row="")
    said = call("waive", "list", "--archive", office.archive, *AS_OF, "--json")
    assert [
        (one["number"], one["name"], one["row"], one["standing"], bool(one["withdrawn"]))
        for one in json.loads(said.out)
    ] == [(1, "白礁县", "T01.M02", "已撤回", True), (2, "白礁县", None, "有效", False)]
    said = call("waive", "list", "--archive", office.archive, "--period", "2022Q3", "--as-of", "2023-02-01")
    assert "由李某撤回：批错了单位）\n" in said.out
    assert said.out.endswith("共 2 项豁免，有效 0 项。\n")
    assert call("waive", "list", "--archive", office.archive, "--period", "2022Q4").out.endswith(
        "共 0 项豁免，有效 0 项。\n"
    )


REFUSED = [
    (
        {"code": "E002"},
        "E002（不是本单位的台账）说明来件不是应报的那份台账，不能豁免。请填报单位用发给本单位的本期台账重新报送。",
    ),
    (
        {"code": "E010"},
        "E010（台账标识前后不一致）说明来件不是应报的那份台账，不能豁免。请填报单位用发给本单位的本期台账重新报送。",
    ),
    (
        {"code": "E101"},
        "E101（数字栏目填了文字）说明所填内容没有一个确定的读法，汇总时无数可用，不能豁免。请填报单位改好后重新报送。",
    ),
    ({"code": "N406"}, "N406（自行增加的行）只是提示，不影响接收，不需要豁免。请核对规则编号。"),
    ({"code": "E777"}, "没有编号为“E777”的规则，请用 taizhang rules list 查看编号。"),
    ({"reporter": "110101"}, "通讯录中没有代码为“110101”的填报单位，请核对 --reporter。"),
    ({"row": "T99"}, "2022年第三季度的台账中没有编号为“T99”的任务行，请核对 --row（如 T01.M01.I1）。"),
    ({"why": "  "}, "理由没有写，请写明后再登记。"),
    (
        {"until": "2022-06-30"},
        "有效期到2022年6月30日为止，早于2022年第三季度开始，请核对 --until 的日期。",
    ),
]


@pytest.mark.parametrize(("changes", "says"), REFUSED, ids=[next(iter(one)) for one, _ in REFUSED])
def test_what_cannot_be_waived_is_refused_with_what_to_do(
    office, call, waive, changes: dict[str, str], says: str
) -> None:
    said = waive(**changes)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert call("waive", "list", "--archive", office.archive, *AS_OF).out.endswith(
        "共 0 项豁免，有效 0 项。\n"
    )


def test_a_call_that_lacks_a_word_is_told_which(office, call) -> None:
    said = call("waive", "--archive", office.archive, "--code", "E205")
    assert (said.code, said.err) == (2, "缺少参数 --reporter；请执行 taizhang waive --help 查看用法。\n")


def test_the_rollup_lists_both_and_the_waiver_that_nobody_needed(
    office, call, waive, ledger: Path, tmp_path: Path
) -> None:
    waive()
    waive(code="E305", reporter="990101", row="")
    said = call("collect", ledger.parent, "--archive", office.archive, *AS_OF, "--json")
    (taken,) = json.loads(said.out)
    assert taken["verdict"] == "accepted"
    out = tmp_path / "汇总.xlsx"
    call("consolidate", "--archive", office.archive, "--period", "2022Q3", "-o", out, *AS_OF)
    page = load_workbook(out)["豁免与说明"]
    assert page["A2"].value == "经批准豁免2处，填报单位作属实说明1处；数字照报送的汇入，理由逐条照录。"
    lines = [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]
    told = [(row[1], row[2], row[3], row[4], row[8], row[9], row[10], row[11], row[12]) for row in lines]
    assert told == [
        ("碧潭县", "豁免", "E305", "整张台账", "文件在会签", "王某", "2022-12-31", "有效", "—"),
        ("白礁县", "豁免", "E205", "T01.M02", "文件在会签", "王某", "2022-12-31", "有效", "1"),
        ("白礁县", "属实说明", "W207", "T04.M03", "方案已报市政府待批", "—", "—", "—", "1"),
    ]
    assert lines[0][7] == "（没有用到：已接收的台账中没有这一条）"
    assert (lines[1][7], lines[1][13]) == ("完成状态是“已完成”，佐证材料却没有写", "任务台账!W7")


def test_a_ledger_accepted_by_a_waiver_stays_so_and_the_rollup_says_that_it_is_withdrawn(
    office, call, waive, ledger: Path, tmp_path: Path
) -> None:
    waive()
    call("collect", ledger.parent, "--archive", office.archive, *AS_OF)
    call(
        "waive", "withdraw", "--archive", office.archive, "--number", "1", "--who", "李某", "--why", "批错了"
    )
    out = tmp_path / "汇总.xlsx"
    call("consolidate", "--archive", office.archive, "--period", "2022Q3", "-o", out, *AS_OF)
    page = load_workbook(out)["豁免与说明"]
    assert [(row[3].value, row[11].value) for row in page.iter_rows(min_row=4)] == [
        ("E205", "已撤回"),
        ("W207", "—"),
    ]


@pytest.mark.parametrize("begins", ["注：属实说明：", "属实说明：", "备注：情况属实，"])
def test_what_means_the_whole_file_is_explained_under_the_table(
    office, call, ledger: Path, checked, begins: str
) -> None:
    (filled_on,) = [column for field, _label, _column, (column, *_) in HEAD_CELLS if field == "filled_on"]
    content = fill_cells(ledger.read_bytes(), TABLE, {(HEAD_ROW, column_of(filled_on)): "2023.10.4"})
    ledger.write_bytes(content)
    assert ("W108", None, None) in accepted(checked())
    below = (foot_row_of(FIRST_ROW + ROWS - 1) + 9, column_of("number"))
    ledger.write_bytes(fill_cells(content, TABLE, {below: f"{begins}本期补报，日期按补报日填写"}))
    assert ("W108", None, "属实说明：本期补报，日期按补报日填写") in accepted(checked())
    assert "N007" not in {one["code"] for one in checked()["findings"]}


def test_the_returned_copy_colours_and_counts_what_is_open(
    office, call, ledger: Path, tmp_path: Path
) -> None:
    call("check", ledger, "--archive", office.archive, *AS_OF, "--return", tmp_path / "退")
    (copy,) = (tmp_path / "退").iterdir()
    page = load_workbook(copy)["校验结果"]
    assert page["A2"].value.startswith("结论：退回修改。必须修改1处，请确认1处，提示0处，已说明或豁免1处。")
    listed = [(row[1].value, row[2].value, row[5].value) for row in page.iter_rows(min_row=5)]
    assert [one[:2] for one in listed] == [("必须修改", "E205"), ("请确认", "W207"), ("已说明", "W207")]
    assert listed[2][2].rstrip("。") == EXPLAINED
    assert "请在该行备注写“属实说明：原因”" in page["A3"].value
    fill = {
        row: load_workbook(copy)["任务台账"].cell(row, column_of("problems")).fill.fgColor.rgb
        for row in (OVERDUE, OVERDUE + 1, 24)
    }
    assert fill[OVERDUE] == fill[OVERDUE + 1] != fill[24]
