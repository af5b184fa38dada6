"""`plan compile` from a file or from standard input, with the report on what became of each sentence."""

from __future__ import annotations

import io
import json

import pytest
from openpyxl import load_workbook

from taizhang.cli.run import run

TEXT = "云岭市2031年重点工作任务\n一、建站。年底前建3个站。（市医保局牵头）\n二、做好监管。查处。（市医保局牵头）\n"


class Piped:
    """Standard input with bytes in it."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def test_the_report_is_a_workbook(tmp_path, capsys):
    (tmp_path / "计划.txt").write_text(TEXT, encoding="utf-8")
    report = tmp_path / "编制报告.xlsx"
    assert (
        run(
            [
                "plan",
                "compile",
                str(tmp_path / "计划.txt"),
                "-o",
                str(tmp_path / "计划.json"),
                "--report",
                str(report),
            ]
        )
        == 0
    )
    assert f"编制报告已写入 {report}" in capsys.readouterr().out
    book = load_workbook(report)
    assert book.sheetnames == ["概况", "逐句对照", "未编入", "待核定", "未写明"]
    assert [page.page_setup.orientation for page in book.worksheets] == ["landscape"] * 5
    assert book["逐句对照"].auto_filter.ref == "A3:E9"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_text_from_standard_input(encoding, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", Piped(TEXT.encode(encoding)))
    assert run(["plan", "compile", "-", "-o", str(tmp_path / "计划.json"), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["title"], facts["tasks"]) == ("云岭市2031年重点工作任务", 2)
    assert facts["accounting"] == {
        "mentions": 7, "unmapped": 0, "reasons": {}, "share_of_other": 0.0,
        "kinds": {
            "职责": {"mapped": 2, "unmapped": 0}, "数字": {"mapped": 3, "unmapped": 0}, "时间": {"mapped": 2, "unmapped": 0},
        },
    }  # fmt: skip


def test_nothing_on_standard_input(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", Piped(b""))
    assert run(["plan", "compile", "-", "-o", str(tmp_path / "计划.json")]) == 3
    assert capsys.readouterr().err == "从标准输入读到的内容是空文件，请换成有正文的文件。\n"
