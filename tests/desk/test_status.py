"""The reporting states, the rates and the reminders of an archive that was filled line by line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from taizhang.archive import Archive, Decision, NewSubmission, create_archive
from taizhang.desk.standing.reminders import remind_each, remind_group
from taizhang.desk.standing.status import StatusReport, report_status
from taizhang.desk.standing.status_book import write_status
from taizhang.desk.standing.status_words import period_lines, period_states, place_lines, status_lines
from taizhang.model.finding import Finding, Severity
from taizhang.model.holidays import HolidayRule
from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.plan import Jurisdiction, Plan
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.verdict import Choice, Verdict
from taizhang.plans import compile_plan, fingerprint, plan_to_json

BEIJING = timezone(timedelta(hours=8))
START = datetime(2022, 3, 1, tzinfo=BEIJING)
Q3 = Period.parse("2022Q3")
LAST_DAY = date(2022, 10, 12)
NAMES = ("碧潭县", "松陂县", "白礁县", "晴川区", "南榆区", "双槐市", "古渡县")


def line(code: str, name: str, level: Level, above: str) -> RosterLine:
    return RosterLine(Reporter(code), name, level, above, contact="填报人", phone="0000-0000000")


CITY = Roster(
    (
        RosterLine(Reporter("990100"), "云岭市", Level.CITY, ""),
        *(line(f"9901{n:02d}", name, Level.COUNTY, "990100") for n, name in enumerate(NAMES, 1)),
    )
)
PROVINCE = Roster(
    (
        RosterLine(Reporter("990000"), "云岭省", Level.PROVINCE, ""),
        line("990100", "云岭市", Level.CITY, "990000"),
        line("990101", "碧潭县", Level.COUNTY, "990100"),
        line("990102", "松陂县", Level.COUNTY, "990100"),
        line("990103", "白礁县", Level.COUNTY, "990100"),
        line("990200", "海川市", Level.CITY, "990000"),
        line("990201", "碧潭县", Level.COUNTY, "990200"),
        line("990202", "望江区", Level.COUNTY, "990200"),
        line("990301", "直管市", Level.COUNTY, "990000"),
    )
)


def fault(n: int, severity: Severity = Severity.ERROR, **facts: str) -> Finding:
    place = Place("", "任务台账", 8 + n, 17)
    return Finding("E302", severity, f"累计完成值“{n}亿”看不懂", "请只填数字。", "", place, **facts)


@dataclass
class Office:
    """An archive with one plan; `send` files a submission as the story tells it."""

    path: Path
    plan: Plan
    store: Archive

    def send(
        self, code: str, day: date, verdict: str = "accepted", period: Period = Q3, **facts: object
    ) -> int:
        """The register number of what the reporter sent on that day at nine."""
        received = datetime(day.year, day.month, day.day, 9, tzinfo=BEIJING)
        told = {"reason": "", "file_name": f"{code}.xlsx"} | facts
        entry = NewSubmission(
            received=received, sender="", verdict=Verdict(verdict), plan=self.plan.id, reporter=Reporter(code),
            period=period, **told,
        )  # fmt: skip
        content = f"{code} {day} {verdict} {period} {len(self.store.submissions())}".encode()
        return self.store.register(entry, content).submission.number

    def decide(self, number: int, choice: Choice, verdict: Verdict | None, day: date) -> None:
        at = datetime(day.year, day.month, day.day, 10, tzinfo=BEIJING)
        self.store.decide(Decision(number, choice, verdict, None, "核定人", "已电话核实", at))

    def report(self, period: str = "2022Q3", as_of: date = LAST_DAY) -> StatusReport:
        (report,) = report_status(self.path, period, as_of=as_of)
        return report


Make = Callable[..., Office]


@pytest.fixture
def office(tmp_path: Path, sample_document: Path) -> Make:
    """An office of the sample city, or of a province over two cities and a place of its own."""

    def make(roster: Roster = CITY, rule: HolidayRule = HolidayRule.NONE) -> Office:
        plan = compile_plan(sample_document.read_text(encoding="utf-8"))
        plan = replace(plan, settings=replace(plan.settings, holidays=rule))
        if roster is PROVINCE:
            plan = replace(plan, jurisdiction=Jurisdiction("云岭省", Level.PROVINCE, "990000"))
        store = create_archive(tmp_path / "档案.db")
        store.add_plan(plan_to_json(plan), plan.id, fingerprint(plan), None, roster, START)
        store.open_round(plan.id, Q3, date(2022, 9, 1))
        return Office(tmp_path / "档案.db", plan, store)

    return make


def october(day: int) -> date:
    return date(2022, 10, day)


def fill(city: Office) -> None:
    """Each of the seven counties in another state."""
    city.send("990101", october(3))
    city.send("990102", october(8))
    city.send("990103", october(4), nothing_to_report=True)
    faults = tuple(fault(n) for n in range(1, 6))
    told = (*faults, fault(9, Severity.WARNING), fault(8, accepted="已批准豁免"))
    city.send("990104", october(4), "returned", reason="有5处必须修改", findings=told)
    city.send("990105", october(5), "quarantined", reason="发件地址不在通讯录中，请核实")
    city.send("990106", october(4), "set-aside", reason="文件有密码，请去掉密码后重新报送")


def test_every_reporter_has_one_line_and_the_roster_is_the_order(office: Make) -> None:
    city = office()
    fill(city)
    lines = status_lines(city.report())
    assert [(one.name, one.state, one.number, one.days_late, one.errors, one.warnings, one.why) for one in lines] == [
        ("碧潭县", "及时", 1, 0, 0, 0, ""),
        ("松陂县", "迟报", 2, 3, 0, 0, ""),
        ("白礁县", "零报告", 3, 0, 0, 0, ""),
        ("晴川区", "退回未改", 4, 7, 5, 1, "有5处必须修改"),
        ("南榆区", "待定", 5, 0, 0, 0, "发件地址不在通讯录中，请核实"),
        ("双槐市", "退回未改", 6, 7, 0, 0, "文件有密码，请去掉密码后重新报送"),
        ("古渡县", "未报", 0, 7, 0, 0, ""),
    ]  # fmt: skip
    assert [one.received for one in lines] == [
        "2022-10-03 09:00", "2022-10-08 09:00", "2022-10-04 09:00", "2022-10-04 09:00", "2022-10-05 09:00",
        "2022-10-04 09:00", "",
    ]  # fmt: skip
    assert city.report().summary() == "应报7，及时1，迟报1，未报1，零报告1，退回未改2，待定1"


def test_before_the_due_day_nobody_is_missing(office: Make) -> None:
    city = office()
    report = city.report(as_of=october(5))
    assert report.summary() == "应报7，待定7"
    assert (remind_each(report), remind_group(report)) == ((), "")


def test_a_decision_counts_by_the_time_of_receipt(office: Make) -> None:
    city = office()
    city.send("990101", october(4), "quarantined")
    in_time, late = (
        city.send(code, october(day), "quarantined", record=b"{}")
        for code, day in (("990103", 5), ("990104", 6))
    )
    for number in (in_time, late):
        city.decide(number, Choice.ACCEPT, Verdict.ACCEPTED, october(11))
    states = {one.name: one.state for one in status_lines(city.report())}
    assert states == {
        "碧潭县": "待定", "松陂县": "未报", "白礁县": "及时", "晴川区": "迟报", "南榆区": "未报", "双槐市": "未报", "古渡县": "未报",
    }  # fmt: skip
    city.decide(in_time, Choice.REFUSE, None, october(12))
    city.decide(late, Choice.UNDO, None, october(12))
    lines = {one.name: one for one in status_lines(city.report())}
    assert (lines["白礁县"].state, lines["白礁县"].why) == ("退回未改", "不予登记：已电话核实")
    assert (lines["晴川区"].state, lines["晴川区"].why) == ("待定", "")
    (told,) = [one.text for one in remind_each(city.report()) if one.name == "白礁县"]
    assert (
        "没有接收，截至2022年10月12日尚未收到改后的台账。原因：不予登记：已电话核实。请按上述原因处理" in told
    )


def test_a_correction_after_the_due_day_makes_nobody_late(office: Make) -> None:
    city = office()
    city.send("990101", october(4))
    city.send("990101", october(9))
    city.send("990102", october(6))
    city.send("990102", october(11))
    lines = status_lines(city.report())[:2]
    assert [(one.state, one.number, one.days_late) for one in lines] == [("及时", 2, 0), ("迟报", 4, 1)]


def test_the_due_day_moves_by_the_plans_rule(office: Make) -> None:
    city = office(rule=HolidayRule.STATUTORY)
    city.send("990101", october(8))
    report = city.report()
    assert (report.due, report.now.said.stated, report.states[0].state.value) == (
        october(8),
        october(5),
        "及时",
    )
    assert report.as_json()["due_stated"] == "2022-10-05"
    assert city.report("2026Q4").as_json()["due_note"] == (
        "节假日表没有列入2027年的放假安排，截止日没有按节假日顺延，请在计划设置的“放假调休”中补充。"
    )


def test_a_province_has_the_rates_of_each_city(office: Make) -> None:
    province = office(PROVINCE)
    for code, day in (("990101", 3), ("990102", 9), ("990201", 4), ("990202", 5), ("990301", 5)):
        province.send(code, october(day))
    report = province.report()
    assert [one.name for one in status_lines(report)] == [
        "云岭市 碧潭县", "云岭市 松陂县", "云岭市 白礁县", "海川市 碧潭县", "海川市 望江区", "直管市",
    ]  # fmt: skip
    assert [(one.name, one.depth, one.counts, one.shares) for one in place_lines(report)] == [
        ("云岭省", 0, (6, 5, 4, 0, 1, 0, 0, 1), ("66.7%", "16.7%", "16.7%")),
        ("云岭市", 1, (3, 2, 1, 0, 1, 0, 0, 1), ("33.3%", "33.3%", "33.3%")),
        ("海川市", 1, (2, 2, 2, 0, 0, 0, 0, 0), ("100.0%", "0.0%", "0.0%")),
        ("直管市", 1, (1, 1, 1, 0, 0, 0, 0, 0), ("100.0%", "0.0%", "0.0%")),
    ]
    assert [one.rates.on_time_rate for one in report.places] == [Fraction(1, 3), Fraction(1), Fraction(1)]


def test_a_city_over_its_own_counties_has_one_line_of_rates(office: Make) -> None:
    city = office()
    fill(city)
    assert [one.texts() for one in place_lines(city.report())] == [
        ("云岭市", "7", "3", "1", "1", "1", "2", "1", "1", "28.6%", "14.3%", "14.3%")
    ]


def test_the_periods_before_are_told_the_oldest_first(office: Make) -> None:
    city = office()
    for quarter, codes in (("2022Q1", (1, 2, 3)), ("2022Q2", (1, 2, 4))):
        period = Period.parse(quarter)
        for n in codes:
            city.send(f"9901{n:02d}", period.due(3 if n < 4 else 8), period=period)
    city.send("990101", october(3))
    city.send("990102", date(2022, 8, 3), period=Period.parse("2022-07"))  # a month is no quarter
    report = city.report()
    assert [(one.name, one.counts[1], one.shares) for one in period_lines(report)] == [
        ("2022年第一季度", 3, ("42.9%", "0.0%", "57.1%")),
        ("2022年第二季度", 3, ("28.6%", "14.3%", "57.1%")),
        ("2022年第三季度", 1, ("14.3%", "0.0%", "85.7%")),
    ]
    told = {name: (words, line.shares) for name, words, line in period_states(report)}
    assert told["碧潭县"] == (("及时", "及时", "及时"), ("100.0%", "0.0%", "0.0%"))
    assert told["晴川区"] == (("未报", "迟报", "未报"), ("0.0%", "33.3%", "66.7%"))


def test_a_round_without_any_submission_is_a_period_too(office: Make) -> None:
    city = office()
    city.store.open_round(city.plan.id, Period.parse("2022Q2"), date(2022, 6, 1))
    assert [(one.name, one.shares[2]) for one in period_lines(city.report())] == [
        ("2022年第二季度", "100.0%"),
        ("2022年第三季度", "100.0%"),
    ]


def test_a_reminder_names_what_is_wanted_and_only_the_rosters_contact(office: Make) -> None:
    city = office()
    fill(city)
    told = remind_each(city.report())
    assert [(one.name, one.state, one.days_late, one.contact, one.phone) for one in told] == [
        ("晴川区", "退回未改", 7, "填报人", "0000-0000000"),
        ("双槐市", "退回未改", 7, "填报人", "0000-0000000"),
        ("古渡县", "未报", 7, "填报人", "0000-0000000"),
    ]
    title = "《云岭市深化医药卫生体制改革2022年重点工作任务》2022年第三季度任务台账"
    assert [one.text for one in told] == [
        f"晴川区：贵单位2022年10月4日报送的{title}（登记第4号）已退回修改，截至2022年10月12日尚未收到改后的台账。"
        "必须修改的问题共5条，其中前几条：1.任务台账!Q9 累计完成值“1亿”看不懂；2.任务台账!Q10 累计完成值“2亿”看不懂；"
        "3.任务台账!Q11 累计完成值“3亿”看不懂。请按退回件上的标注逐条修改，本期截止日2022年10月5日已过7天，请尽快重新报送。"
        "如已重新报送，请告知报送时间和文件名，以便核对。感谢支持！",
        f"双槐市：贵单位2022年10月4日报送的{title}（登记第6号）没有接收，截至2022年10月12日尚未收到改后的台账。"
        "原因：文件有密码，请去掉密码后重新报送。请按上述原因处理，本期截止日2022年10月5日已过7天，请尽快重新报送。"
        "如已重新报送，请告知报送时间和文件名，以便核对。感谢支持！",
        f"古渡县：贵单位{title}应于2022年10月5日前报送，截至2022年10月12日尚未收到，已逾期7天。"
        "请抓紧按下发的台账填报，填报自检通过后尽快发来；本期确无进展的，请在表末“零报告”一格选“是”后报送。"
        "如已报送，请告知报送时间和文件名，以便核对。感谢支持！",
    ]


def test_a_return_before_the_due_day_is_reminded_of_that_day(office: Make) -> None:
    city = office()
    city.send("990101", october(3), "returned", findings=(fault(1),))
    (told,) = remind_each(city.report(as_of=october(4)))
    assert told.days_late == 0
    assert (
        "必须修改的问题共1条：1.任务台账!Q9 累计完成值“1亿”看不懂。请按退回件上的标注逐条修改，并于2022年10月5日前重新报送。"
        in told.text
    )


def test_one_text_for_the_work_group_names_them_all(office: Make) -> None:
    city = office()
    fill(city)
    assert remind_group(city.report()) == (
        "各单位：《云岭市深化医药卫生体制改革2022年重点工作任务》2022年第三季度任务台账报送截止日为2022年10月5日，"
        "截至2022年10月12日，应报7家，已报3家。尚未报送1家：古渡县；退回后尚未重新报送2家：晴川区、双槐市。"
        "请以上单位抓紧报送，具体问题另行逐家告知；近日已报送的，请告知报送时间以便核对。感谢大家支持！"
    )


def test_a_stamped_scan_is_noted_beside_its_workbook(office: Make) -> None:
    city = office()
    number = city.send("990101", october(3))
    city.send("990101", october(3), "not-a-ledger", file_name="盖章件.pdf", beside=number)
    city.send("990102", october(3))
    assert [one.scan for one in status_lines(city.report())[:2]] == [True, False]


def test_json_holds_exact_shares_beside_what_is_printed(office: Make) -> None:
    city = office()
    fill(city)
    told = city.report().as_json(remind=True)
    assert told["rates"] == {
        "expected": 7, "reported": 3,
        "counts": {"及时": 1, "零报告": 1, "迟报": 1, "退回未改": 2, "待定": 1, "未报": 1},
        "shares": {
            "on_time": {"exact": "2/7", "printed": "28.6%"}, "late": {"exact": "1/7", "printed": "14.3%"},
            "missing": {"exact": "1/7", "printed": "14.3%"},
        },
    }  # fmt: skip
    assert (len(told["reminders"]), told["group_reminder"][:4]) == (3, "各单位：")
    assert told["states"][6] == {
        "reporter": "990107", "name": "古渡县", "state": "未报", "received": None, "days_late": 7, "number": None,
        "file": None, "errors": 0, "warnings": 0, "scan": False, "why": None,
    }  # fmt: skip
    assert "reminders" not in city.report().as_json()


def sheets(path: Path) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    return {one.title: [[cell.value for cell in row] for row in one.iter_rows()] for one in book.worksheets}


def test_the_workbook_has_states_rates_and_reminders(office: Make, tmp_path: Path) -> None:
    city = office()
    fill(city)
    city.store.open_round(city.plan.id, Period.parse("2022Q2"), date(2022, 6, 1))
    (path,) = write_status([city.report()], tmp_path / "报送情况.xlsx")
    held = sheets(path)
    assert list(held) == ["报送情况", "及时率", "催报"]
    assert held["报送情况"][0][0] == "云岭市2022年第三季度报送情况"
    assert [row[:2] for row in held["报送情况"][3:]] == [
        [one.name, one.state] for one in status_lines(city.report())
    ]
    first = [row[0] for row in held["及时率"] if row[0]]
    assert first == [
        "云岭市2022年第三季度报送及时率", first[1], "一、本期各地", "地区", "云岭市", "二、历期", "报告期", "2022年第二季度",
        "2022年第三季度", "三、各单位历期", "填报单位", *NAMES,
    ]  # fmt: skip
    assert [row[0] for row in held["催报"][3:]] == ["工作群", "晴川区", "双槐市", "古渡县"]
    assert [row[5] for row in held["催报"][4:]] == [one.text for one in remind_each(city.report())]


def test_the_workbook_is_set_up_for_the_screen_and_for_paper(office: Make, tmp_path: Path) -> None:
    city = office()
    fill(city)
    (path,) = write_status([city.report()], tmp_path / "报送情况.xlsx")
    book = openpyxl.load_workbook(path)
    assert [(one.title, one.freeze_panes, one.page_setup.orientation, one.page_setup.paperSize) for one in book] == [
        ("报送情况", "B4", "landscape", 9), ("及时率", "B3", "landscape", 9), ("催报", "B4", "landscape", 9),
    ]  # fmt: skip
    assert [(one.print_title_rows, one.page_setup.fitToWidth, one.page_setup.fitToHeight) for one in book] == [
        ("$1:$3", None, 0), ("$1:$2", None, 0), ("$1:$3", None, 0),
    ]  # fmt: skip
    unset = {
        one.title: [row for row in range(1, one.max_row + 1) if one[f"A{row}"].value and one.row_dimensions[row].height is None]
        for one in book
    }  # fmt: skip
    assert unset == {"报送情况": [], "及时率": [], "催报": []}
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_r40_a_file_name_that_looks_like_a_formula_stays_a_text(office: Make, tmp_path: Path) -> None:
    city = office()
    city.send("990101", october(3), file_name='=HYPERLINK("http://a.example","看")')
    (path,) = write_status([city.report()], tmp_path / "报送情况.xlsx")
    cell = openpyxl.load_workbook(path)["报送情况"]["F4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (
        '=HYPERLINK("http://a.example","看")',
        "s",
        True,
    )


def test_the_same_report_gives_the_same_bytes(office: Make, tmp_path: Path) -> None:
    city = office()
    fill(city)
    paths = [write_status([city.report()], tmp_path / name)[0] for name in ("甲.xlsx", "乙.xlsx")]
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_nobody_to_remind_is_said_so(office: Make, tmp_path: Path) -> None:
    city = office()
    for n in range(1, 8):
        city.send(f"9901{n:02d}", october(3))
    (path,) = write_status([city.report()], tmp_path / "报送情况.xlsx")
    assert [row[0] for row in sheets(path)["催报"][3:]] == ["本期没有需要催报的单位。"]


def test_libreoffice_opens_the_workbook(office: Make, tmp_path: Path, libreoffice: Office) -> None:
    from clients.jobs import Job

    city = office()
    fill(city)
    (path,) = write_status([city.report()], tmp_path / "报送情况.xlsx")
    again = tmp_path / "再存.xlsx"
    libreoffice.recalculated([Job(path, save_to=again)])
    assert sheets(again)["报送情况"][3][:2] == ["碧潭县", "及时"]
    assert list(sheets(again)) == ["报送情况", "及时率", "催报"]
