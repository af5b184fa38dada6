"""`taizhang status` as an office calls it: the tables, the texts to send, the workbook, the JSON."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from taizhang.archive import NewSubmission, create_archive, open_archive
from taizhang.model.period import Period
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.verdict import Verdict
from taizhang.plans import compile_plan, fingerprint, plan_to_json

BEIJING = timezone(timedelta(hours=8))
Q3 = Period.parse("2022Q3")
CITY = Roster(
    (
        RosterLine(Reporter("990100"), "云岭市", Level.CITY, ""),
        RosterLine(Reporter("990101"), "碧潭县", Level.COUNTY, "990100"),
        RosterLine(
            Reporter("990102"), "松陂县", Level.COUNTY, "990100", contact="填报人", phone="0000-0000000"
        ),
    )
)
ASKED = ("--period", "2022Q3", "--as-of", "2022-10-08")


@pytest.fixture
def archive(tmp_path: Path, sample_document: Path) -> Path:
    """Two counties, of which one has sent its ledger in time."""
    plan = compile_plan(sample_document.read_text(encoding="utf-8"))
    morning = datetime(2022, 10, 3, 9, tzinfo=BEIJING)
    entry = NewSubmission(morning, "", "碧潭县.xlsx", Verdict.ACCEPTED, plan.id, Reporter("990101"), Q3)
    with create_archive(tmp_path / "档案.db") as store:
        store.add_plan(plan_to_json(plan), plan.id, fingerprint(plan), None, CITY, morning)
        store.register(entry, b"a ledger")
    return tmp_path / "档案.db"


def test_the_states_and_the_rates_are_printed(call, archive: Path) -> None:
    said = call("status", "--archive", archive, *ASKED)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "《云岭市深化医药卫生体制改革2022年重点工作任务》2022年第三季度报送情况（截止日 2022-10-05）",
        "代码    填报单位  状态  收到时间          逾期天数  必须修改  请确认  文件         说明",
        "990101  碧潭县    及时  2022-10-03 09:00                              碧潭县.xlsx",
        "990102  松陂县    未报                    3",
        "应报2，及时1，未报1",
        "",
        "地区    应报  已报  及时  零报告  迟报  退回未改  待定  未报  及时率  迟报率  缺报率",
        "云岭市  2     1     1     0       0     0         0     1     50.0%   0.0%    50.0%",
        "",
        "报告期          应报  已报  及时  零报告  迟报  退回未改  待定  未报  及时率  迟报率  缺报率",
        "2022年第三季度  2     1     1     0       0     0         0     1     50.0%   0.0%    50.0%",
        "",
    ]


def test_remind_prints_a_text_each_and_one_for_the_group(call, archive: Path) -> None:
    plain, said = (call("status", "--archive", archive, *ASKED, *more) for more in ((), ("--remind",)))
    assert said.out.startswith(plain.out)
    title = "《云岭市深化医药卫生体制改革2022年重点工作任务》2022年第三季度任务台账"
    assert said.out.removeprefix(plain.out).splitlines() == [
        "【松陂县（未报，联系人：填报人，电话：0000-0000000）】",
        f"松陂县：贵单位{title}应于2022年10月5日前报送，截至2022年10月8日尚未收到，已逾期3天。"
        "请抓紧按下发的台账填报，填报自检通过后尽快发来；本期确无进展的，请在表末“零报告”一格选“是”后报送。"
        "如已报送，请告知报送时间和文件名，以便核对。感谢支持！",
        "",
        "【工作群】",
        f"各单位：{title}报送截止日为2022年10月5日，截至2022年10月8日，应报2家，已报1家。尚未报送1家：松陂县。"
        "请以上单位抓紧报送，具体问题另行逐家告知；近日已报送的，请告知报送时间以便核对。感谢大家支持！",
        "",
    ]


def test_before_the_due_day_there_is_nobody_to_remind(call, archive: Path) -> None:
    said = call("status", "--archive", archive, "--period", "2022Q3", "--as-of", "2022-10-05", "--remind")
    assert said.out.splitlines()[-1] == "没有需要催报的单位。"


def test_json_holds_the_reminders_only_where_asked(call, archive: Path) -> None:
    (facts,) = json.loads(call("status", "--archive", archive, *ASKED, "--json").out)
    (more,) = json.loads(call("status", "--archive", archive, *ASKED, "--json", "--remind").out)
    assert {*more} - {*facts} == {"reminders", "group_reminder"}
    assert [(one["name"], one["state"]) for one in facts["states"]] == [
        ("碧潭县", "及时"),
        ("松陂县", "未报"),
    ]
    assert facts["rates"]["shares"]["missing"] == {"exact": "1/2", "printed": "50.0%"}
    assert [one["name"] for one in more["reminders"]] == ["松陂县"]


def test_the_workbook_is_written_where_it_is_asked_for(call, archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "表" / "报送情况.xlsx"
    said = call("status", "--archive", archive, *ASKED, "-o", out)
    assert (said.code, said.out.splitlines()[-1]) == (0, f"报送情况已写入 {out}")
    assert out.read_bytes()[:2] == b"PK"


def test_two_plans_have_a_workbook_each(call, archive: Path, tmp_path: Path) -> None:
    text = "云岭市2022年中医药工作要点\n一、办实事。新建诊所5个。（市卫生健康委负责）\n"
    plan = compile_plan(text)
    with open_archive(archive) as store:
        at = datetime(2022, 4, 1, tzinfo=BEIJING)
        store.add_plan(plan_to_json(plan), plan.id, fingerprint(plan), None, CITY, at)
    said = call("status", "--archive", archive, *ASKED, "-o", tmp_path / "报送情况.xlsx", "--json")
    assert said.code == 0
    assert sorted(path.name for path in tmp_path.glob("报送情况*")) == [
        "报送情况_云岭市_云岭市2022年中医药工作要点.xlsx",
        "报送情况_云岭市_云岭市深化医药卫生体制改革2022年重点工作任务.xlsx",
    ]


def test_a_workbook_that_cannot_be_written_ends_with_4(call, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    said = call("status", "--archive", archive, *ASKED, "-o", tmp_path / "文件" / "报送情况.xlsx")
    assert (said.code, said.out) == (4, "")
