"""A plan amended in the middle of the year: each period is judged by what was in force at its end."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from city_office import CityOffice

from taizhang.books.fill_cells import fill_cells
from taizhang.cli.run import run
from taizhang.desk.amend import amend_plan
from taizhang.desk.check import check_files
from taizhang.desk.compile import compile_document
from taizhang.desk.consolidate import consolidate_archives
from taizhang.desk.files import read_plan, write_plan
from taizhang.desk.intake.collect import collect_sources
from taizhang.desk.issue import issue_ledgers
from taizhang.desk.open_archive import init_archive
from taizhang.desk.review import accept_review, review_plan
from taizhang.desk.standing.status import report_status
from taizhang.errors import BadUsage
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.model.plan import Plan
from taizhang.model.plan_change import Amendment, Change
from taizhang.plans import fingerprint, in_force

JULY, OCTOBER = date(2022, 7, 1), date(2022, 10, 1)
TODAY = date(2022, 6, 20)
ROW = "T03.M02.I1"  # 每个县(市、区)至少建成2个
CHINA = timezone(timedelta(hours=8))


class Office(CityOffice):
    @property
    def new(self) -> Path:
        return self.folder / "新计划.json"

    @property
    def book(self) -> Path:
        return self.folder / "变更.xlsx"

    def amended(self, cells: dict[tuple[str, str], object], day: date = JULY, sheet: str = "审核") -> Plan:
        review_plan(self.plan, self.book, roster_file=self.roster, today=TODAY)
        self.write(cells, sheet)
        taken = amend_plan(
            self.plan, self.book, day, self.new, by="王芳", basis="云医改〔2022〕9号", today=TODAY
        )
        assert taken.refusals == ()
        return read_plan(self.new)

    def write(self, cells: dict[tuple[str, str], object], sheet: str = "审核") -> None:
        opened = openpyxl.load_workbook(self.book)
        table = opened[sheet]
        key = "项目" if sheet == "计划设置" else "编号"
        header = next(row for row in table.iter_rows() if key in [cell.value for cell in row])
        at = {cell.value: cell.column for cell in header}
        for (given, title), value in cells.items():
            rows = range(header[0].row, table.max_row + 1)
            row = next(n for n in rows if table.cell(n, at[key]).value == given)
            table.cell(row, at[title]).value = value
        opened.save(self.book)

    def filled(self, plan: Path, period: str, actual: int) -> Path:
        """碧潭县's ledger of a period: everything 未启动 but one row, which is said to be done."""
        out = self.folder / period
        (issued,) = issue_ledgers(plan, period, out, reporters=["990101"], roster_file=self.roster)
        ids = [row.id for row in in_force(read_plan(plan), date(2022, 12, 31)).rows()]
        cells = {(FIRST_ROW + n, column_of("status")): "未启动" for n in range(issued.rows)}
        done = FIRST_ROW + ids.index(ROW)
        cells |= {
            (done, column_of("status")): "已完成", (done, column_of("actual")): Decimal(actual),
            (done, column_of("progress")): "已建成并通过验收。", (done, column_of("evidence")): "验收报告",
        }  # fmt: skip
        issued.path.write_bytes(fill_cells(issued.path.read_bytes(), TABLE, cells))
        return issued.path


@pytest.fixture
def office(tmp_path: Path, sample_document: Path, sample_roster: Path) -> Office:
    made = Office(tmp_path, sample_roster)
    write_plan(compile_document(sample_document), made.plan)
    return made


def codes(files: Iterable[Path], plan: Path, roster: Path) -> list[list[str]]:
    """By file, the findings of the row that is said to be done, and of the file as a whole."""
    checked = check_files(tuple(files), plan_file=plan, roster_file=roster, as_of=date(2022, 10, 3))
    return [
        [finding.code for finding in one.findings if finding.code in ("E305", "E403", "W004", "E401", "N406")]
        for one in checked
    ]


def target(plan: Plan) -> str:
    return str(next(one for one in plan.indicators() if one.id == ROW).target)


def test_an_amendment_is_added_and_nothing_is_edited(office: Office) -> None:
    old, new = read_plan(office.plan), office.amended({(ROW, "目标值"): 3})
    change = Change(ROW, "value", "2", "3")
    assert new.amendments == (Amendment(JULY, "云医改〔2022〕9号", "王芳", TODAY, (change,)),)
    assert (new.tasks, new.review, fingerprint(new)) == (old.tasks, old.review, fingerprint(old))
    assert [target(in_force(new, day)) for day in (date(2022, 6, 30), JULY, OCTOBER)] == [
        "≥2个",
        "≥3个",
        "≥3个",
    ]


def test_amending_twice_with_one_workbook_adds_nothing(office: Office) -> None:
    office.amended({(ROW, "目标值"): 3})
    once = office.new.read_bytes()
    again = amend_plan(office.new, office.book, JULY, office.new, by="王芳", today=TODAY)
    assert (again.changes, again.refusals, office.new.read_bytes()) == ((), (), once)


def test_amendments_stack_in_the_order_of_their_days(office: Office) -> None:
    office.amended({(ROW, "目标值"): 4}, OCTOBER)
    office.plan.write_bytes(office.new.read_bytes())
    both = office.amended({(ROW, "目标值"): 3, ("T14.M02", "处理"): "取消"}, JULY)
    assert [one.from_day for one in both.amendments] == [JULY, OCTOBER]
    assert [target(in_force(both, day)) for day in (TODAY, JULY, OCTOBER)] == ["≥2个", "≥3个", "≥4个"]
    asked = [sum(1 for _ in in_force(both, day).rows()) for day in (TODAY, JULY, OCTOBER)]
    assert asked == [40, 39, 39]


def test_a_field_amended_already_is_refused_unless_the_workbook_shows_it(office: Office) -> None:
    office.amended({(ROW, "目标值"): 3})
    office.write({(ROW, "目标值"): 5})
    (refusal,) = amend_plan(office.new, office.book, OCTOBER, office.new, by="王芳", today=TODAY).refusals
    assert refusal.says == "打印时是“2”，现在计划里已改为“3”"
    review_plan(office.new, office.book, roster_file=office.roster, on=OCTOBER, today=TODAY)
    office.write({(ROW, "目标值"): 5})
    taken = amend_plan(office.new, office.book, OCTOBER, office.new, by="王芳", today=TODAY)
    assert taken.changes == (Change(ROW, "value", "3", "5"),)
    with pytest.raises(BadUsage, match="只能用 taizhang plan amend"):
        accept_review(office.book, office.new, by="王芳", today=TODAY)


def test_confirming_a_reading_is_no_amendment(office: Office) -> None:
    review_plan(office.plan, office.book, roster_file=office.roster, today=TODAY)
    office.write({(ROW, "核对"): "已明确"})
    (refusal,) = amend_plan(office.plan, office.book, JULY, office.new, by="王芳", today=TODAY).refusals
    assert refusal.says == "核对说的是原文怎么读，不是变更"
    assert not office.new.exists()


def test_a_split_that_a_later_amendment_would_break_is_refused(office: Office) -> None:
    office.amended({("T10.M01.I1", "目标值"): 6}, OCTOBER)
    office.plan.write_bytes(office.new.read_bytes())
    review_plan(office.plan, office.book, roster_file=office.roster, today=TODAY)
    office.write({("T10.M01.I1", "碧潭县"): 4}, "任务分解")
    taken = amend_plan(office.plan, office.book, JULY, office.new, by="王芳", today=TODAY)
    assert [one.says for one in taken.refusals] == [
        "与2022-10-01起的变更合在一起：各单位分解数合计4，与目标值6个不符"
    ]


def test_each_quarter_is_checked_by_the_plan_then_in_force(office: Office) -> None:
    before = office.filled(office.plan, "2022Q2", 2)
    office.amended({(ROW, "目标值"): 3})
    after = office.filled(office.new, "2022Q3", 2)
    assert codes([before, after], office.new, office.roster) == [[], ["E305"]]
    assert codes([before, after], office.plan, office.roster) == [[], ["W004"]]


def test_each_quarter_is_consolidated_by_the_plan_then_in_force(office: Office) -> None:
    before = office.filled(office.plan, "2022Q2", 2)
    office.amended({(ROW, "目标值"): 3, ("T14.M02", "处理"): "取消"})
    archive = office.folder / "档案.db"
    at = datetime(2022, 6, 20, tzinfo=CHINA)
    init_archive(archive, [office.plan], office.roster, at=at)
    init_archive(archive, [office.new], office.roster, at=at)
    issue_ledgers(office.new, "2022Q2", office.folder / "下发", archive=archive, roster_file=office.roster)
    (taken,) = collect_sources([before], archive, now=datetime(2022, 7, 3, tzinfo=CHINA))
    assert taken.word == "已接收"
    shown = {}
    for period in ("2022Q2", "2022Q3"):
        out = office.folder / f"{period}.xlsx"
        consolidate_archives([archive], period, None, out, date(2022, 10, 3), at=at)
        rows = openpyxl.load_workbook(out)["指标汇总"].iter_rows(min_row=4, values_only=True)
        shown[period] = next(row[4] for row in rows if row[0] == ROW)
    assert shown == {"2022Q2": "每个县(市、区)≥2个", "2022Q3": "每个县(市、区)≥3个"}


def test_settings_are_amended_too(office: Office) -> None:
    office.amended({("报送期限（期末后天数）", "内容"): 10}, sheet="计划设置")
    archive = office.folder / "档案.db"
    init_archive(archive, [office.new], office.roster, at=datetime(2022, 6, 20, tzinfo=CHINA))
    due = [report_status(archive, period, as_of=TODAY)[0].due for period in ("2022Q2", "2022Q3")]
    assert due == [date(2022, 7, 5), date(2022, 10, 10)]


def test_the_command_says_what_was_amended(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    review_plan(office.plan, office.book, roster_file=office.roster, today=TODAY)
    office.write({(ROW, "目标值"): 3})
    words = [
        "plan",
        "amend",
        str(office.plan),
        str(office.book),
        "--from",
        "2022-07-01",
        "-o",
        str(office.new),
    ]
    assert run([*words, "--json"]) == 1
    assert [one["says"] for one in json.loads(capsys.readouterr().out)["refusals"]] == ["没有写明审核人"]
    assert run([*words, "--by", "王芳"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "《云岭市深化医药卫生体制改革2022年重点工作任务》收回改动 1 处（王芳）。",
        "编号        栏目    原为  改为",
        "T03.M02.I1  目标值  2     3",
        f"自 2022-07-01 起执行，计划已写入 {office.new}",
    ]
