"""The rules by command: listed, tried over an archive, tested, printed, and those of a place's own."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from heads import HEAD
from openpyxl import load_workbook

from taizhang.books.fill_cells import fill_cells
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang_validators.rulebook import rules

AS_OF = ("--as-of", "2022-10-04")
SAMPLE = Path(__file__).parents[2] / "docs" / "local-rules"
ROWS = range(FIRST_ROW, FIRST_ROW + 40)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample's folder, the rule in it no longer on trial."""
    made = tmp_path / "本地规则"
    made.mkdir()
    for path in SAMPLE.glob("*.py"):
        text = path.read_text(encoding="utf-8").replace("    trial=True,\n", "")
        (made / path.name).write_text(text, encoding="utf-8")
    return made


def filled(content: bytes, **line_7: str) -> bytes:
    """Every row not begun, but for the seventh line, T01.M02."""
    cells = HEAD | {(row, column_of("status")): "未启动" for row in ROWS}
    return fill_cells(content, TABLE, cells | {(7, column_of(field)): text for field, text in line_7.items()})


@pytest.fixture
def archived(office, call, tmp_path: Path) -> Path:
    """Three ledgers: one behind without a day, one behind with a day, one returned."""
    inbox = tmp_path / "来件"
    inbox.mkdir()
    behind = {"status": "滞后", "progress": "已开展调研", "problems": "资金未到位"}
    for code, line in {
        "990101": {**behind, "next_steps": "加快推进"},
        "990102": {**behind, "next_steps": "11月底前印发"},
        "990103": {"status": "已完成", "progress": "已印发实施方案"},
    }.items():
        (inbox / f"{code}.xlsx").write_bytes(filled(office.ledger(code).read_bytes(), **line))
    said = call("collect", inbox, "--archive", office.archive, *AS_OF, "--json")
    assert [one["verdict"] for one in json.loads(said.out)] == ["accepted", "accepted", "returned"]
    return inbox


def test_every_rule_is_listed(call) -> None:
    listed = json.loads(call("rules", "list", "--json").out)
    assert [one["code"] for one in listed] == [entry.code for entry in rules()]
    assert {one["code"] for one in listed if not one["waivable"] and one["severity"] == "E"} >= {
        "E001",
        "E101",
    }
    said = call("rules", "list")
    assert "E305  必须修改  未达目标却填“已完成”\n" in said.out
    assert said.out.endswith(f"共 {len(rules())} 条。\n")


def test_local_rules_are_listed_behind_them(call) -> None:
    said = call("rules", "list", "--rules", SAMPLE)
    assert said.out.endswith(f"E2001  请确认    滞后而未写何时补上（试行）\n共 {len(rules()) + 1} 条。\n")


def test_a_local_rule_is_tried_over_the_archive_and_nothing_is_written(office, call, archived: Path) -> None:
    before = sha256(office.archive.read_bytes()).hexdigest()
    tried = ("rules", "try", "e2001", "--archive", office.archive, "--rules", SAMPLE)
    said = call(*tried)
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0] == (
        "E2001 滞后而未写何时补上（现为试行，按正式执行计算）：核对台账 3 份，会提示 1 份、1 处。"
    )
    assert lines[2].split() == ["1", "碧潭县", "2022Q3", "1", "0", "已接收", "退回修改"]
    assert lines[3:] == ["结论由已接收变为退回的 1 份，由退回变为已接收的 0 份；档案库没有改动。"]
    told = json.loads(call(*tried, "--json").out)
    assert {key: told[key] for key in ("ledgers", "touched", "cells", "returned", "accepted", "trial")} == {
        "ledgers": 3, "touched": 1, "cells": 1, "returned": 1, "accepted": 0, "trial": True,
    }  # fmt: skip
    (one,) = told["submissions"]
    assert (one["reporter"], one["was"], one["would"]) == ("990101", "accepted", "returned")
    assert sha256(office.archive.read_bytes()).hexdigest() == before


def test_a_shipped_rule_is_tried_too(office, call, archived: Path) -> None:
    told = json.loads(call("rules", "try", "E205", "--archive", office.archive, "--json").out)
    (one,) = told["submissions"]
    assert (one["reporter"], one["cells"], one["was"], one["would"]) == ("990103", 1, "returned", "returned")
    said = call("rules", "try", "E303", "--archive", office.archive)
    assert said.out == (
        "E303 未超目标却填“超额完成”：核对台账 3 份，会提示 0 份、0 处。\n没有台账的结论会因此改变。\n"
    )


def test_a_returned_ledger_that_would_be_accepted_now(office, call, archived: Path, folder: Path) -> None:
    """The place returned it by its own rule, and has since taken 加快 for a day."""
    inbox = archived.parent / "再来"
    inbox.mkdir()
    line = {
        "status": "滞后",
        "progress": "已开展调研",
        "problems": "资金未到位",
        "next_steps": "加快推进",
        "remarks": "年底前补上",
    }
    (inbox / "990104.xlsx").write_bytes(filled(office.ledger("990104").read_bytes(), **line))
    said = call("collect", inbox, "--archive", office.archive, "--rules", folder, *AS_OF, "--json")
    (taken,) = json.loads(said.out)
    assert taken["verdict"] == "returned"
    (rule,) = folder.glob("e2001*.py")
    rule.write_text(rule.read_text(encoding="utf-8").replace("年底|", "年底|加快|"), encoding="utf-8")
    said = call("rules", "try", "E2001", "--archive", office.archive, "--rules", folder, "--json")
    told = json.loads(said.out)
    assert (told["returned"], told["accepted"]) == (0, 1)
    assert [one["reporter"] for one in told["submissions"]] == ["990104"]


def test_check_and_collect_run_the_rules_of_a_folder(office, call, archived: Path, folder: Path) -> None:
    checked = ("check", archived / "990101.xlsx", "--archive", office.archive, *AS_OF, "--json")
    (without,) = json.loads(call(*checked).out)
    (trial,) = json.loads(call(*checked, "--rules", SAMPLE).out)
    (full,) = json.loads(call(*checked, "--rules", folder).out)

    def local(one) -> list[tuple[str, str]]:
        return [(f["severity"], f["row"]) for f in one["findings"] if f["code"] == "E2001"]

    assert [local(one) for one in (without, trial, full)] == [[], [("W", "T01.M02")], [("E", "T01.M02")]]
    assert [one["verdict"] for one in (without, trial, full)] == ["accepted", "accepted", "returned"]
    assert list(folder.iterdir()) == list(folder.glob("*.py"))  # nothing compiled is left there


def test_local_rules_are_tested_by_their_own_examples(call, folder: Path) -> None:
    said = call("rules", "test", folder)
    assert (said.code, said.out) == (0, "E2001 滞后而未写何时补上：例表 1 张，全部相符\n")
    (rule,) = folder.glob("*.py")
    rule.write_text(rule.read_text(encoding="utf-8").replace("[加快推进]", "加快推进"), encoding="utf-8")
    said = call("rules", "test", folder)
    assert (said.code, said.out) == (
        1,
        "E2001 滞后而未写何时补上：有待修改\n"
        "  例表中要有应当提示的（用方括号标出），也要有不应提示的。\n"
        "  第1张例表T02下一步打算不应提示，却提示了。\n",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rule(", "第1行不合语法（'(' was never closed），请改好后再试。\n"),
        ("\n\n1 / 0\n", "第3行执行不下去（ZeroDivisionError：division by zero），请改好后再试。\n"),
    ],
)
def test_a_broken_file_stops_the_check(office, call, tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "规则").mkdir()
    (tmp_path / "规则" / "e2002_a.py").write_text(text, encoding="utf-8")
    said = call(
        "check", office.ledger("990101"), "--archive", office.archive, "--rules", tmp_path / "规则", *AS_OF
    )
    assert (said.code, said.out, said.err) == (3, "", f"本地规则文件“e2002_a.py”{says}")


def test_a_folder_that_holds_no_rule(call, tmp_path: Path) -> None:
    said = call("rules", "list", "--rules", tmp_path / "没有")
    assert (said.code, said.err) == (3, f"找不到本地规则文件夹“{tmp_path / '没有'}”，请核对路径。\n")
    said = call("rules", "test", tmp_path)
    assert (said.code, said.err) == (3, f"文件夹“{tmp_path}”中没有规则文件（.py），请核对路径。\n")


def test_the_workbook_of_rules(call, tmp_path: Path) -> None:
    out = tmp_path / "校验规则.xlsx"
    said = call("rules", "book", "-o", out, "--rules", SAMPLE)
    assert (said.code, said.out) == (0, f"规则手册共 {len(rules()) + 1} 条，已写入 {out}\n")
    book = load_workbook(out)
    page = book["校验规则"]
    lines = {row[0]: row for row in page.iter_rows(min_row=4, values_only=True)}
    assert list(lines) == [*(entry.code for entry in rules()), "E2001", "W000"]
    assert lines["E305"][1:] == (
        "必须修改", "未达目标却填“已完成”", "累计完成值〔〕未达到目标值〔〕，状态不能填“已完成”",
        "请核对累计完成值，或把状态改为“序时推进”。", "填报说明：完成状态", None, "首版", None, "可以",
    )  # fmt: skip
    assert lines["E2001"][6:] == ("试行", "2022-10-01", "可以", "可以")
    assert lines["E002"][8:] == (None, None)
    assert (page.freeze_panes, page.auto_filter.ref) == ("D4", f"A3:J{page.max_row}")
    families = {entry.number[0] for entry in rules()}
    assert [name[0] for name in book.sheetnames[1:]] == sorted(families)
    assert {one.page_setup.orientation for one in book.worksheets} == {"landscape"}
    assert {str(one.page_setup.paperSize) for one in book.worksheets} == {"9"}


def test_its_examples_are_worked(call, tmp_path: Path) -> None:
    call("rules", "book", "-o", tmp_path / "规则.xlsx")
    (name,) = [name for name in load_workbook(tmp_path / "规则.xlsx").sheetnames if name.startswith("3")]
    page = load_workbook(tmp_path / "规则.xlsx")[name]
    texts = [[cell for cell in row if cell is not None] for row in page.iter_rows(values_only=True)]
    start = texts.index(["E305　未达目标却填“已完成”（必须修改）"])
    assert texts[start + 1 : start + 4] == [
        ["任务编号", "问法", "目标值", "完成值", "完成状态"],
        ["T01", "数", "≥90", "92", "已完成"],
        ["T02", "数", "≥90", "81.5", "【已完成】"],
    ]
    says = (
        "提示：累计完成值81.5未达到目标值≥90，状态不能填“已完成”。请核对累计完成值，或把状态改为“序时推进”。"
    )
    assert [says] in texts[start:]
