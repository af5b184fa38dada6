"""What `taizhang issue` refuses, and what it marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from taizhang.cli.run import run
from taizhang.desk.check import check_files
from taizhang.desk.compile import compile_document
from taizhang.desk.files import write_plan
from taizhang.desk.issue import issue_ledgers
from taizhang.desk.open_archive import init_archive
from taizhang.errors import BadUsage, CannotWrite
from taizhang.model.form_head import FormHead
from taizhang.model.plan import Plan, Span, Unresolved
from taizhang.model.plan_change import Amendment, Change

PLAN = """云岭省深化医药卫生体制改革2022年重点工作任务

一、提升基层服务水平。全省新建村卫生室200所。{sentence}（省卫生健康委负责）
"""
ROSTER = """代码,名称,级别,上报对象
990000,云岭省,省,
990100,云岭市,市,990000
990200,海川市,市,990000
990101,碧潭县,县,990100
990102,松陂县,县,990100
990201,碧潭县,县,990200
990202,沙洲县,县,990200
"""
OPEN = (
    Unresolved(
        "T01.M01.I1", "target", Span(0, 0, ""), ("60%", "≥60%"), "数字后面的文字被略去，请对照原件核定。"
    ),
    Unresolved("plan", "year", Span(0, 0, ""), ("2022", "2023"), "标题没有写年份，请核定计划年度。"),
)
NOTE = "本计划有2处待核定，核定后的要求如与本表不同，以核定后重新下发的台账为准。"


class Desk:
    """An office's folder: a plan file, a roster, and where ledgers go."""

    def __init__(self, folder: Path) -> None:
        self.plan, self.roster, self.out = folder / "计划.json", folder / "通讯录.csv", folder / "下发"
        self.roster.write_text(ROSTER, encoding="utf-8")

    def command(self) -> list[str]:
        """The words of the command that issues its ledgers."""
        told = {"--period": "2022Q3", "--out": str(self.out), "--roster": str(self.roster)}
        return ["issue", str(self.plan), *(word for pair in told.items() for word in pair)]

    def keep(self, plan: Plan) -> None:
        write_plan(plan, self.plan)

    def issue(self, *reporters: str, accept: bool = False, as_of: date | None = None) -> list[Path]:
        issued = issue_ledgers(
            self.plan, "2022Q3", self.out, reporters=reporters, everyone_below=True,
            roster_file=self.roster, accept_unresolved=accept, as_of=as_of,
        )  # fmt: skip
        return [one.path for one in issued]

    def refused(self, *reporters: str) -> str:
        with pytest.raises(BadUsage) as refusal:
            self.issue(*reporters)
        assert not self.out.exists()
        return str(refusal.value)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return plan_saying("", tmp_path)


def plan_saying(sentence: str, folder: Path) -> Plan:
    document = folder / "计划.txt"
    document.write_text(PLAN.format(sentence=sentence), encoding="utf-8")
    return compile_document(document)


def texts_of(file: Path, sheet: str) -> list[str]:
    rows = openpyxl.load_workbook(file)[sheet].iter_rows(values_only=True)
    return [str(value) for row in rows for value in row if value]


def test_open_items_are_refused_and_named(desk: Desk, plan: Plan) -> None:
    desk.keep(replace(plan, unresolved=OPEN))
    assert desk.refused() == (
        "《云岭省深化医药卫生体制改革2022年重点工作任务》还有 2 处待核定，第一处是“T01.M01.I1：数字后面的文字被略去，"
        "请对照原件核定”，请用 taizhang plan review 逐处核定；确需先行下发的，请加 --accept-unresolved，台账会注明。"
    )
    desk.keep(replace(plan, unresolved=OPEN[1:]))
    assert "还有 1 处待核定，第一处是“标题没有写年份，请核定计划年度”，" in desk.refused()


def test_open_items_that_are_accepted_stand_in_the_ledger(desk: Desk, plan: Plan) -> None:
    desk.keep(replace(plan, unresolved=OPEN))
    first, *_ = desk.issue(accept=True)
    assert texts_of(first, "填报说明").count(NOTE) == 1
    (note,) = [text for text in texts_of(first, "任务台账") if text.startswith("注：")]
    assert note.endswith(f"请于2022年10月5日前报送。{NOTE}")


def test_nothing_is_said_of_open_items_where_there_are_none(desk: Desk, plan: Plan) -> None:
    desk.keep(plan)
    first, *_ = desk.issue()
    assert not [
        text for sheet in ("填报说明", "任务台账") for text in texts_of(first, sheet) if "待核定" in text
    ]


def test_the_command_says_it_and_takes_the_flag(
    desk: Desk, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.keep(replace(plan, unresolved=OPEN))
    words = desk.command()
    assert run(words) == 2
    assert "还有 2 处待核定" in capsys.readouterr().err
    assert run([*words, "--accept-unresolved"]) == 0
    assert len(list(desk.out.iterdir())) == 2


def test_a_reporter_asked_by_a_name_that_two_have(desk: Desk, plan: Plan) -> None:
    desk.keep(plan)
    assert desk.refused("碧潭县") == "叫“碧潭县”的填报单位有 2 个（990101、990201），请改用代码指定。"
    assert [file.name for file in desk.issue("990201", "沙洲县")] == [
        "990201_碧潭县_2022Q3_任务台账.xlsx",
        "990202_沙洲县_2022Q3_任务台账.xlsx",
    ]


UNCLEAR = (
    "计划点名的“碧潭县”在通讯录中有 2 处（990101、990201），分不清指哪一处，请在计划审核表的“点名地区”一栏写成"
    "带上级名称的全称（如“某某市碧潭县”）；通讯录重复登记的，请改正通讯录。"
)


@pytest.mark.parametrize("sentence", ["支持碧潭县、松陂县2个县开展试点。", "支持碧潭县推进医共体建设。"])
def test_a_plan_that_names_two_places_at_once(desk: Desk, tmp_path: Path, sentence: str) -> None:
    desk.keep(plan_saying(sentence, tmp_path))
    assert desk.refused() == UNCLEAR


@pytest.mark.parametrize("sentence", ["支持沙洲县、松陂县2个县开展试点。", "学习碧潭县经验，全面推开试点。"])
def test_two_places_of_a_name_that_the_plan_does_not_use(desk: Desk, tmp_path: Path, sentence: str) -> None:
    desk.keep(plan_saying(sentence, tmp_path))
    assert len(desk.issue()) == 4


def expiring(plan: Plan, day: date | None, maker: str = "") -> Plan:
    return replace(plan, settings=replace(plan.settings, form=FormHead("云卫统1表", maker, valid_until=day)))


@pytest.mark.parametrize(
    ("last_day", "as_of", "told"),
    [
        (date(2022, 10, 7), date(2022, 10, 8), "有效期至2022年10月7日，到2022年10月8日已过有效期"),
        (
            date(2022, 6, 30),
            date(2022, 6, 1),
            "有效期至2022年6月30日，不到报告期最后一天（2022年9月30日）就过期",
        ),
        (
            date(2022, 9, 29),
            date(2022, 9, 29),
            "有效期至2022年9月29日，不到报告期最后一天（2022年9月30日）就过期",
        ),
        (date(2022, 6, 30), date(2022, 7, 1), "有效期至2022年6月30日，到2022年7月1日已过有效期"),
        (date(2022, 6, 30), None, "有效期至2022年6月30日，到2022年9月30日已过有效期"),
    ],
)
def test_an_expired_form_is_refused(
    desk: Desk, plan: Plan, last_day: date, as_of: date | None, told: str
) -> None:
    desk.keep(expiring(plan, last_day, "云岭省统计局"))
    with pytest.raises(BadUsage) as refusal:
        desk.issue(accept=True, as_of=as_of)
    assert str(refusal.value) == (
        f"《{plan.title}》的报表{told}，不能下发，请向云岭省统计局申请延长，批准后在“计划设置”中改“有效期至”再生成。"
    )
    assert not desk.out.exists()


@pytest.mark.parametrize(
    ("last_day", "as_of"),
    [
        (date(2022, 10, 8), date(2022, 10, 8)),
        (date(2022, 9, 30), date(2022, 6, 1)),
        (date(2022, 9, 30), None),
        (None, date(2030, 1, 1)),
    ],
)
def test_a_form_is_issued_through_its_last_day(
    desk: Desk, plan: Plan, last_day: date | None, as_of: date | None
) -> None:
    desk.keep(expiring(plan, last_day))
    assert len(desk.issue(as_of=as_of)) == 4


def test_a_form_that_was_prolonged_goes_out_and_says_so(desk: Desk, plan: Plan) -> None:
    longer = Change("plan", "form_valid_until", "2022-06-30", "2024-06-30")
    entered = Amendment(date(2022, 7, 1), "", "审核人", date(2022, 7, 1), (longer,))
    desk.keep(replace(expiring(plan, date(2022, 6, 30)), amendments=(entered,)))
    first, *_ = desk.issue(as_of=date(2022, 10, 1))
    assert "表　　号：云卫统1表\n有效期至：2024年6月30日" in texts_of(first, "任务台账")


def test_no_option_makes_an_expired_form_go_out(
    desk: Desk, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.keep(expiring(plan, date(2022, 9, 30)))
    words = desk.command()
    assert run([*words, "--draft", "--accept-unresolved", "--as-of", "2022-10-01"]) == 2
    assert "的报表有效期至2022年9月30日，到2022年10月1日已过有效期，不能下发" in capsys.readouterr().err
    assert not desk.out.exists()
    assert run([*words, "--as-of", "2022-09-30"]) == 0


def test_ledgers_that_are_being_filled_in_stay_as_they_are(desk: Desk, plan: Plan) -> None:
    desk.keep(plan)
    filled = desk.issue("990201")[0]
    filled.write_bytes(b"filled in")
    with pytest.raises(CannotWrite, match="里已有 1 份同名台账（如“990201_碧潭县_2022Q3_任务台账"):
        desk.issue()
    assert [(file.name, file.read_bytes()) for file in desk.out.iterdir()] == [(filled.name, b"filled in")]


def test_a_link_to_nothing_is_not_written_over_either(desk: Desk, plan: Plan, tmp_path: Path) -> None:
    desk.keep(plan)
    desk.out.mkdir()
    link = desk.out / "990201_碧潭县_2022Q3_任务台账.xlsx"
    link.symlink_to(tmp_path / "不在了.xlsx")
    with pytest.raises(CannotWrite, match="里已有 1 份同名台账"):
        desk.issue()
    assert list(desk.out.iterdir()) == [link]


def test_a_period_before_the_plan_is_refused(
    desk: Desk, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.keep(plan)
    words = ["2021Q3" if word == "2022Q3" else word for word in desk.command()]
    assert run(words) == 2
    assert capsys.readouterr().err == (
        f"《{plan.title}》自2022年1月1日起算，2021年第三季度还没有开始，请核对报告期或计划文件。\n"
    )
    assert not desk.out.exists()


def test_counties_that_nobody_listed_get_no_ledgers(
    desk: Desk, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.keep(plan)
    desk.roster.write_text("\n".join(ROSTER.splitlines()[:4]), encoding="utf-8")
    assert run([*desk.command(), "--level", "county"]) == 2
    assert "的通讯录里没有县（市、区），不能用 --level 越过市直接下发" in capsys.readouterr().err


def test_an_archive_without_the_plan_issues_nothing(
    desk: Desk, plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.keep(plan)
    archive = tmp_path / "档案.db"
    other = write_plan(replace(plan, id="another"), tmp_path / "另一个.json")
    init_archive(archive, [other], desk.roster, at=datetime(2022, 9, 1, tzinfo=UTC))
    told = {"--period": "2022Q3", "--out": str(desk.out), "--archive": str(archive)}
    assert run(["issue", str(desk.plan), *(word for pair in told.items() for word in pair)]) == 2
    assert "没有填报单位，没有生成台账；用档案库的，请先用 taizhang archive init" in capsys.readouterr().err
    assert not desk.out.exists()


def test_each_of_two_places_of_one_name_can_report(desk: Desk, plan: Plan) -> None:
    desk.keep(plan)
    first, second = (desk.issue(code)[0] for code in ("990101", "990201"))
    for file in (first, second):
        (checked,) = check_files(
            [file], plan_file=desk.plan, roster_file=desk.roster, as_of=date(2022, 10, 5)
        )
        assert str(checked.reporter) == file.name[:6]
        assert "E002" not in {finding.code for finding in checked.findings}
