"""What the rules propose to write into a cell instead."""

from __future__ import annotations

from taizhang_validators.rulebook import check_ledger

ASKED = """
| 任务编号 | 目标值 | 完成值 | 完成状态 |
| T01     | ≥90个 | {} | 序时推进 |
"""


def test_only_a_certain_reading_is_proposed(case_of, example_of):
    proposed = {}
    for written in ("95", "９５", "九十五", "1,300", "约95", "95家", "若干", "95（含市直）", "约95家"):
        case = case_of(example_of(ASKED.format(written)))
        found = check_ledger(case.ledger, case.given)
        proposed[written] = [
            (one.code, one.proposal) for one in found if one.field == "actual" and one.code[1] == "1"
        ]
    assert proposed == {
        "95": [],
        "９５": [("N130", "95")],
        "九十五": [("N130", "95")],
        "1,300": [("N130", "1300")],
        "约95": [("W120", "")],
        "95家": [("W121", "")],
        "若干": [("E101", "")],
        "95（含市直）": [("N131", "")],
        "约95家": [("W120", ""), ("W121", "")],
    }


def test_a_share_without_end_is_proposed_with_one_place(case_of, example_of):
    case = case_of(example_of(ASKED.replace("≥90个", "≥90%").format("三分之二")))
    found = [one for one in check_ledger(case.ledger, case.given) if one.code == "N130"]
    assert [(one.says, one.proposal) for one in found] == [
        ("累计完成值填的是“三分之二”，读作66.7", "66.7"),
    ]


def test_a_text_that_is_no_number_is_told_why(case_of, example_of):
    told = {}
    for written in ("增长5%", "13800000000", "130102199001011234", "5-10月", "5人", "见附件", "差不多"):
        case = case_of(example_of(ASKED.format(written)))
        told[written] = [one.says for one in check_ledger(case.ledger, case.given) if one.code == "E101"]
    assert told == {
        "增长5%": ["累计完成值填的是“增长5%”，说的是增减多少，不是达到多少"],
        "13800000000": ["累计完成值填的是“13800000000”，像电话号码"],
        "130102199001011234": ["累计完成值填的是“130102199001011234”，多于15位，像证件号码、账号或文号"],
        "5-10月": ["累计完成值填的是“5-10月”，像是日期、期限或时刻"],
        "5人": ["累计完成值填的是“5人”，单位“人”换算不成“个”"],
        "见附件": ["累计完成值填的是“见附件”，没有给出数"],
        "差不多": ["累计完成值填的是“差不多”，说的是大概多少，不是一个数"],
    }


def test_every_word_for_nothing_is_named_once(case_of, example_of):
    told = {}
    for written in ("", "/", "—", "无", "不涉及", "同上"):
        case = case_of(example_of(ASKED.format(written)))
        found = [one for one in check_ledger(case.ledger, case.given) if one.field == "actual"]
        told[written] = [(one.code, one.says) for one in found]
    begun = "完成状态是“序时推进”，累计完成值却"
    assert told == {
        "": [("E203", f"{begun}为空")],
        "/": [("E203", f"{begun}填的是“/”，等于没有填")],
        "—": [("E203", f"{begun}填的是“—”，等于没有填")],
        "无": [("E203", f"{begun}填的是“无”，等于没有填")],
        "不涉及": [("E203", f"{begun}填的是“不涉及”，等于没有填")],
        "同上": [("E111", "累计完成值填的是“同上”，每一行单独汇总，看不出是哪一行的内容")],
    }
