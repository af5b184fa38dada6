"""The loop by its commands, as an office types them."""

import json
from pathlib import Path

from openpyxl import load_workbook

from taizhang.books.fill_cells import fill_cells
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of, foot_row_of

AS_OF = ("--as-of", "2022-10-04")


def test_ledgers_are_issued_one_per_county(office) -> None:
    assert sorted(path.name for path in office.issued.iterdir()) == [
        "990101_碧潭县_2022Q3_任务台账.xlsx",
        "990102_松陂县_2022Q3_任务台账.xlsx",
        "990103_白礁县_2022Q3_任务台账.xlsx",
        "990104_晴川区_2022Q3_任务台账.xlsx",
        "990105_南榆区_2022Q3_任务台账.xlsx",
        "990106_双槐市_2022Q3_任务台账.xlsx",
        "990107_古渡县_2022Q3_任务台账.xlsx",
        "990108_高新区_2022Q3_任务台账.xlsx",
    ]


def test_chosen_reporters_only(office, call, tmp_path: Path) -> None:
    said = call(
        "issue", office.plan, "--period", "2022Q4", "--out", tmp_path / "四季度", "--roster", office.roster,
        "--reporters", "990103,990101", "--json",
    )  # fmt: skip
    assert said.code == 0
    assert [(one["reporter"], one["rows"]) for one in json.loads(said.out)] == [
        ("990101", 40),
        ("990103", 40),
    ]


def test_a_blank_ledger_is_asked_for_each_status_and_nothing_else(office, call) -> None:
    said = call(
        "check", office.ledger("990101"), "--plan", office.plan, "--roster", office.roster, *AS_OF, "--json"
    )
    (checked,) = json.loads(said.out)
    assert said.code == 1
    assert (checked["class"], checked["verdict"], checked["reporter"], checked["period"]) == (
        "readable", "returned", "990101", "2022Q3",
    )  # fmt: skip
    (finding,) = checked["findings"]
    assert (finding["code"], finding["place"]) == ("E201", "任务台账!S6")
    assert finding["cells"] == [f"任务台账!S{row}" for row in range(6, 46)]
    assert len(checked["rows"]) == 40
    assert set(checked) == {
        "file", "sha256", "bytes", "class", "format", "flags", "verdict", "reason", "reporter", "period", "plan",
        "findings", "compared", "rows", "seconds", "peak_mb",
    }  # fmt: skip


def test_check_writes_the_returned_copy_beside_nothing_else(office, call, tmp_path: Path) -> None:
    before = office.ledger("990101").read_bytes()
    said = call(
        "check", office.ledger("990101"), "--archive", office.archive, *AS_OF, "--return", tmp_path / "退"
    )
    assert said.code == 1
    assert [path.name for path in (tmp_path / "退").iterdir()] == [
        "990101_碧潭县_2022Q3_任务台账_退回修改.xlsx"
    ]
    assert office.ledger("990101").read_bytes() == before


def test_a_copy_that_is_returned_again_keeps_one_word(office, call, tmp_path: Path) -> None:
    call("check", office.ledger("990101"), "--archive", office.archive, *AS_OF, "--return", tmp_path / "退")
    (first,) = (tmp_path / "退").iterdir()
    call("check", first, "--archive", office.archive, *AS_OF, "--return", tmp_path / "再退")
    assert [path.name for path in (tmp_path / "再退").iterdir()] == [first.name]


def test_checking_leaves_the_archive_as_it_was(office, call) -> None:
    call("check", office.ledger("990101"), "--archive", office.archive, *AS_OF)
    said = call("status", "--archive", office.archive, "--period", "2022Q3", *AS_OF, "--json")
    (report,) = json.loads(said.out)
    assert {one["state"] for one in report["states"]} == {"待定"}


def nothing_to_report(ledger: Path) -> bytes:
    """A ledger whose county declares that nothing is to be reported, every row untouched but its status."""
    content = ledger.read_bytes()
    rows = range(FIRST_ROW, FIRST_ROW + 40)
    filled = fill_cells(content, TABLE, {(row, column_of("status")): "未启动" for row in rows})
    return fill_cells(filled, TABLE, {(foot_row_of(rows[-1]), column_of("indicator")): "是"})


def test_zero_report_is_a_state_of_its_own(office, call, tmp_path: Path) -> None:
    (tmp_path / "来件").mkdir()
    (tmp_path / "来件" / "碧潭县.xlsx").write_bytes(nothing_to_report(office.ledger("990101")))
    said = call("collect", tmp_path / "来件", "--archive", office.archive, *AS_OF)
    assert (said.code, said.err) == (1, "")  # two deadlines have passed, which asks for confirmation
    assert "已接收" in said.out
    said = call("status", "--archive", office.archive, "--period", "2022Q3", *AS_OF, "--json")
    states = {one["name"]: one["state"] for one in json.loads(said.out)[0]["states"]}
    assert states["碧潭县"] == "零报告"


def test_consolidate_and_trace(office, call, tmp_path: Path) -> None:
    (tmp_path / "来件").mkdir()
    (tmp_path / "来件" / "碧潭县.xlsx").write_bytes(nothing_to_report(office.ledger("990101")))
    call("collect", tmp_path / "来件", "--archive", office.archive, *AS_OF)
    rollup = tmp_path / "汇总.xlsx"
    said = call(
        "consolidate", "--archive", office.archive, "--period", "2022Q3", "-o", rollup, *AS_OF, "--json"
    )
    assert said.code == 0
    (made,) = json.loads(said.out)
    assert (made["expected"], made["reported"], made["missing"][0]) == (8, 1, "松陂县")
    said = call("trace", rollup, "总览!A5", "--archive", office.archive, "--json")
    assert said.code == 0
    traced = json.loads(said.out)
    assert (traced["value"], len(traced["sources"])) == ("8", 8)


def test_an_office_issues_in_its_own_style(office, call, tmp_path: Path) -> None:
    (tmp_path / "我市.toml").write_text("base = 'standard'\nfonts.body.name = '楷体'\n", encoding="utf-8")
    words = ("issue", office.plan, "--period", "2022Q3", "--reporters", "990101", "--archive", office.archive)
    said = call(*words, "--out", tmp_path / "楷体", "--style", tmp_path / "我市.toml")
    assert (said.code, said.err) == (0, "")
    (path,) = (tmp_path / "楷体").iterdir()
    cell = load_workbook(path)[TABLE].cell(FIRST_ROW, column_of("task"))
    assert cell.font.name == "楷体"
    said = call(*words, "--out", tmp_path / "红头", "--style", "红头")
    assert (said.code, (tmp_path / "红头").exists()) == (2, False)
    assert "没有名为“红头”的样式" in said.err
