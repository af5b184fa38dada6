"""A place's own rules stand behind the shipped ones, and nowhere else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from taizhang.errors import CannotRead
from taizhang_validators.example_check import faults_of
from taizhang_validators.local_rules import book_of, is_local
from taizhang_validators.rulebook import check_ledger, rules, shipped

SAMPLE = Path(__file__).parents[2] / "docs" / "local-rules" / "e2001_behind_without_day.py"
TEXT = SAMPLE.read_text(encoding="utf-8")


def book(*files):
    return book_of(shipped(), [(name, text.encode()) for name, text in files])


def sample(code="E2001", text=TEXT):
    return f"{code.lower()}_sample.py", text.replace("E2001", code)


def test_they_stand_behind_the_shipped_ones_in_the_order_of_their_numbers():
    made = book(sample("W3002"), sample("E2001"), sample("N0001"))
    assert [entry.code for entry in made.rules if is_local(entry)] == ["N0001", "E2001", "W3002"]
    assert made.rules[: len(rules())] == rules()


def test_nothing_of_them_is_left_behind():
    before, modules = rules(), set(sys.modules)
    for _ in range(3):
        assert len(book(sample()).rules) == len(before) + 1
    assert rules() == before
    assert shipped().rule("E2001") is None
    assert set(sys.modules) == modules


def test_a_local_rule_speaks_where_it_is_given(case_of, example_of):
    case = case_of(
        example_of("""
        填报日期：2022.10.8
        | 任务编号 | 完成状态 | 进展情况 | 存在问题 | 下一步打算 |
        | T01     | 滞后   | 已招标  | 资金未到 | 加快推进  |
        """)
    )
    assert [one.code for one in check_ledger(case.ledger, case.given)] == ["W212"]
    (finding,) = [one for one in check_ledger(case.ledger, case.given, book(sample())) if one.code == "E2001"]
    assert (finding.code, finding.severity.value, finding.row, finding.field) == (
        "E2001", "W", "T01", "next_steps",
    )  # fmt: skip
    assert finding.says == "下一步打算写的是“加快推进”，没有写明何时补上（试行）"


BROKEN = [
    ("e2001_a.py", TEXT.replace("if row.status", "if if"), "第35行不合语法（invalid syntax），请改好后再试。"),
    (
        "e2001_a.py",
        TEXT.replace("re.compile(", "nowhere("),
        "第20行执行不下去（NameError：name 'nowhere' is not defined），请改好后再试。",
    ),
    ("e2001_a.py", "x = 1\n", "声明了0条规则，请每个文件只写一条。"),
    ("e2001_a.py", f"{TEXT}\nrule('E2002', title='', says='', fix='', source='')(behind_says_when)\n",
     "声明了2条规则，请每个文件只写一条。"),
    ("e305_a.py", TEXT.replace("E2001", "E305"), "编号“E305”不是本地编号，请用字母E、W或N加四位数字，首位是类别。"),
    ("e9001_a.py", TEXT.replace("E2001", "E9001"), "编号“E9001”的首位不是类别，请用0、1、2、3、4、5中的一个。"),
    ("behind.py", TEXT, "文件名与编号E2001不一致，请让文件名以e2001开头。"),
    ("e2001_a.py", TEXT.replace("trial=True", 'after=("E9999",)'), "所接的规则E9999不在它之前，请核对编号。"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "says"), BROKEN)
def test_a_file_that_is_no_rule_is_named_with_its_line(name, text, says):
    with pytest.raises(CannotRead) as caught:
        book((name, text))
    assert str(caught.value) == f"本地规则文件“{name}”{says}"
    assert not [module for module in sys.modules if module.startswith("taizhang_local_rules")]


def test_two_files_of_one_number():
    with pytest.raises(CannotRead, match=r"“w2001_b.py”编号W2001与“e2001_sample.py”的相同，请另取一个编号。"):
        book(sample(), ("w2001_b.py", TEXT.replace("E2001", "W2001")))


def test_the_sample_does_what_its_examples_say():
    entry = book(sample()).rule("E2001")
    assert entry is not None
    assert list(faults_of(entry)) == []


def test_every_shipped_rule_does_what_its_examples_say():
    assert [(entry.code, fault) for entry in rules() for fault in faults_of(entry)] == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (TEXT.replace("[加快推进]  ", "加快推进  "), [
            "例表中要有应当提示的（用方括号标出），也要有不应提示的", "第1张例表T02下一步打算不应提示，却提示了",
        ]),
        (TEXT.replace("| 四季度补齐 ", "| [四季度补齐]"), ["第1张例表T03下一步打算应当提示，却没有提示"]),
        (TEXT.replace("next_steps=row.next_steps", "told=row.next_steps"), [
            "第1张例表的提示和给出的内容对不上（next_steps）", "第1张例表的提示和给出的内容对不上（told）",
        ]),
        (TEXT.replace("hit(row,", "hit(ledger.rows[99],"), ["第1张例表没能执行（IndexError：tuple index out of range）"]),
        (TEXT.replace("请在下一步", "在下一步"), ["怎么改，请写成一句带“请”字的话，以句号结尾"]),
    ],
)  # fmt: skip
def test_what_a_file_still_lacks_is_said(text, faults):
    entry = book(sample(text=text)).rule("E2001")
    assert entry is not None
    assert list(faults_of(entry)) == faults
