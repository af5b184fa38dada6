"""`taizhang notice`, `slips`, `brief` and `trace` on a paper, as an office calls them on its first day: nobody has reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from .conftest import Call, Office

AS_OF = ("--period", "2022Q3", "--as-of", "2022-10-08")


@pytest.fixture
def quiet(office: Office, capsys: pytest.CaptureFixture[str]) -> Office:
    """The office, after what was printed while it was set up."""
    capsys.readouterr()
    return office


def test_a_notice_is_written_listed_and_traced(call: Call, quiet: Office, tmp_path: Path) -> None:
    out = tmp_path / "通报.docx"
    said = call("notice", "--archive", quiet.archive, *AS_OF, "-o", out, "--name", "云岭市医改办")
    rollup = tmp_path / "通报依据 汇总.xlsx"
    assert (said.code, said.err) == (0, "")
    numbers = json.loads(call("trace", out, "--json").out)
    assert said.out == f"通报已写入 {out}，有出处的数字 {len(numbers)} 处，依据 {rollup}\n"
    listed = call("trace", out, "--list").out.splitlines()
    assert listed[0].split() == ["书签", "正文", "是什么", "汇总表单元格", "说明"]
    assert listed[1].split() == ["TZ_tasks", "14", "重点任务", "总览!A9"]
    traced = call("trace", out, "TZ_missing")
    assert traced.code == 0
    assert traced.out.splitlines()[:3] == [
        "TZ_missing　未报　“8”　依据“通报依据 汇总.xlsx”",
        "总览!H5　未报　8",
        "├─ 算法：来源行数（来源中符合条件的行数），条件：未报",
    ]


def test_an_altered_number_is_a_finding(call: Call, quiet: Office, tmp_path: Path) -> None:
    out = tmp_path / "通报.docx"
    call("notice", "--archive", quiet.archive, *AS_OF, "-o", out)
    document = Document(str(out))
    (number,) = document.element.body.xpath(
        "//w:bookmarkStart[@w:name='TZ_tasks']/following-sibling::*[1]/w:t"
    )
    number.text = "13"
    document.save(str(out))
    assert call("trace", out, "TZ_tasks").code == 1
    said = call("trace", out)
    assert said.code == 1
    assert "写出时为“14”，请核对" in said.out


def test_only_the_template_is_written(call: Call, tmp_path: Path) -> None:
    template = tmp_path / "模板.docx"
    said = call("notice", "--write-template", template)
    assert (said.code, said.out) == (0, f"模板已写入 {template}\n")
    assert "{{ 标题 }}{% if 征求意见稿 %}（依据征求意见稿）{% endif %}" in [
        one.text for one in Document(str(template)).paragraphs
    ]


def test_calls_that_lack_something(call: Call, quiet: Office, tmp_path: Path) -> None:
    said = call("notice", "--archive", quiet.archive)
    assert (said.code, said.err) == (
        2, "请给出 --archive、--period 和 -o（只写模板的，给出 --write-template）；请执行 taizhang notice --help 查看用法。\n",
    )  # fmt: skip
    said = call("trace", tmp_path / "汇总.xlsx")
    assert (said.code, said.err) == (
        2, "请写明要追溯的单元格，如 '指标汇总!F12'；请执行 taizhang trace --help 查看用法。\n",
    )  # fmt: skip
    said = call("trace", tmp_path / "没有.docx", "TZ_tasks")
    assert (said.code, said.err) == (3, f"找不到文件“{tmp_path / '没有.docx'}”，请检查路径后重试。\n")


def test_a_brief_and_slips_where_nobody_reported(call: Call, quiet: Office, tmp_path: Path) -> None:
    out = tmp_path / "简报.docx"
    said = call("brief", "--archive", quiet.archive, *AS_OF, "-o", out)
    assert said.code == 0
    assert said.out.splitlines()[1:] == ["  本期还没有任务亮灯，未绘图。"]
    said = call("slips", "--archive", quiet.archive, *AS_OF, "-o", tmp_path / "督办单")
    assert said.out.splitlines() == [
        f"《云岭市深化医药卫生体制改革2022年重点工作任务》2022年第三季度督办单 0 张，在 {tmp_path / '督办单'}",
        "台账没有接收，无从督办，请先催报：碧潭县、松陂县、白礁县、晴川区、南榆区、双槐市、古渡县、高新区",
    ]
    assert not (tmp_path / "督办单").exists()


def test_json_for_other_programs(call: Call, quiet: Office, tmp_path: Path) -> None:
    out = tmp_path / "通报.docx"
    (paper,) = json.loads(call("notice", "--archive", quiet.archive, *AS_OF, "-o", out, "--json").out)
    assert {name: paper[name] for name in ("file", "rollup", "pdf")} == {
        "file": str(out), "rollup": str(tmp_path / "通报依据 汇总.xlsx"), "pdf": None,
    }  # fmt: skip
    (brief,) = json.loads(
        call("brief", "--archive", quiet.archive, *AS_OF, "-o", tmp_path / "简报.docx", "--json").out
    )
    assert brief["without_chart"] == "本期还没有任务亮灯，未绘图。"
    (slips,) = json.loads(
        call("slips", "--archive", quiet.archive, *AS_OF, "-o", tmp_path / "单", "--json").out
    )
    assert (slips["slips"], len(slips["absent"])) == ([], 8)
    traced = json.loads(call("trace", out, "TZ_tasks", "--json").out)
    assert (traced["bookmark"], traced["text"], traced["trace"]["cell"]) == ("TZ_tasks", "14", "总览!A9")


def test_reminders_go_to_an_outbox_and_nowhere_else(call: Call, quiet: Office, tmp_path: Path) -> None:
    out = tmp_path / "发件箱"
    said = call("status", "--archive", quiet.archive, *AS_OF, "--outbox", out, "--from", "a@b.cn")
    assert said.code == 0
    assert said.out.splitlines()[-1] == f"催报邮件 8 封，在 {out}；请核对后自行寄出。"
    assert len(list(out.glob("*.eml"))) == 8
    said = call("status", "--archive", quiet.archive, *AS_OF, "--outbox", out)
    assert said.code == 2
