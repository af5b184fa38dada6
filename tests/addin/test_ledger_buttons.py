from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from taizhang.model.finding import Finding
from taizhang.model.grid import Formula
from taizhang.model.verdict import Verdict
from taizhang_addin.ledger_buttons import consolidate, populate_ledger, validate_submission

RED, YELLOW = (255, 179, 160), (255, 238, 128)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "计划.json"
    path.write_text("{}", encoding="utf-8")
    return path


def said(book: xw.Book) -> list[str]:
    return [alert.prompt for alert in book.app.impl.alerts]


def contents(book: xw.Book) -> dict[str, Any]:
    return {sheet.name: sheet.used_range.options(ndim=2).formula for sheet in book.sheets}


def test_a_blank_ledger_stands_in_the_saved_book(book: xw.Book, desk: Any, settings: Any, plan: Path) -> None:
    settings(book, 计划文件=str(plan), 填报单位=130102, 报告期="2022Q3")
    assert populate_ledger(book, desk=desk)
    assert desk.asked == [(plan, "130102", "2022Q3", None, None)]
    assert said(book) == ["已生成“任务台账”，请填写后点“校验”。"]
    book.save(plan.parent / "甲县.xlsx")
    native = openpyxl.load_workbook(plan.parent / "甲县.xlsx")
    assert native.sheetnames == ["Sheet1", "台账设置", "任务台账", "_taizhang"]
    table = native["任务台账"]
    assert [[cell.value for cell in row] for row in table] == [
        [None, None, "某市2022年第三季度任务台账", None],
        ["id", None, "number", "actual"],
        ["T01.M01", None, "1", "=1+1"],
    ]
    assert [str(merged) for merged in table.merged_cells.ranges] == ["C1:D1"]
    assert table.row_dimensions[2].hidden
    assert [table.column_dimensions[letter].hidden for letter in "ABCD"] == [True, True, False, False]
    assert [table.column_dimensions[letter].width for letter in "ACD"] == [12, 5, 9]
    assert native["_taizhang"].sheet_state == "hidden"
    assert [[cell.value for cell in row] for row in native["_taizhang"]] == [
        ["reporter", "130102"],
        ["period", "2022-09"],
    ]


def test_a_filled_ledger_is_not_overwritten(book: xw.Book, desk: Any, settings: Any, plan: Path) -> None:
    settings(book, 计划文件=str(plan), 填报单位="130102", 报告期="2022Q3")
    book.sheets.add("任务台账", after=book.sheets[-1])["C9"].value = "已填"
    before = contents(book)
    assert not populate_ledger(book, desk=desk)
    assert contents(book) == before
    assert said(book) == [
        "工作簿中的工作表“任务台账”已有内容，为免覆盖没有生成，请在新工作簿中生成，或先删除这些工作表。"
    ]


def test_the_findings_are_listed_and_the_cells_marked(
    book: xw.Book, desk: Any, settings: Any, plan: Path, two_findings: tuple[Finding, ...]
) -> None:
    settings(book, 计划文件=str(plan), 截止日期=datetime(2022, 10, 5))  # noqa: DTZ001
    populated(book)
    desk.findings = two_findings
    assert validate_submission(book, desk=desk)
    assert desk.asked == [(plan, None, None, date(2022, 10, 5))]
    assert [grid.sheet for grid in desk.workbook.grids] == ["Sheet1", "任务台账"]
    sheet = book.sheets["校验结果"]
    assert sheet["A1:H7"].value == [
        ["甲县2022年第三季度台账校验结果", *[None] * 7],
        ["结论：退回修改。必须修改 3 处。校验日期：2022-10-05。", *[None] * 7],
        [
            "说明：红底为必须修改，黄底为请确认；点“定位”可跳到相应单元格。改好后请再点一次“校验”。",
            *[None] * 7,
        ],
        ["序号", "级别", "代码", "位置", "说明", "怎么改", "依据", "定位"],
        [1.0, "必须修改", "E101", "任务台账!D3", "“九十”不是数字", "请只填数字", "填报说明第3条", None],
        [2.0, "请确认", "W302", "任务台账!C3", "=完成值低于序时进度", "请核对", "填报说明第5条", None],
        [3.0, "必须修改", "E001", "整个文件", "缺少审核人", "请补填", "填报说明第1条", None],
    ]
    assert sheet["H5"].formula == '=HYPERLINK("#\'任务台账\'!D3","定位")'
    table = book.sheets["任务台账"]
    assert (table["D3"].color, table["C3"].color, table["C2"].color) == (RED, YELLOW, None)
    assert said(book) == ["甲县：退回修改。必须修改 3 处，请看工作表“校验结果”。"]


def test_a_second_check_replaces_the_first(
    book: xw.Book, desk: Any, settings: Any, plan: Path, two_findings: tuple[Finding, ...]
) -> None:
    settings(book, 计划文件=str(plan))
    populated(book)
    desk.findings = two_findings
    assert validate_submission(book, desk=desk)
    desk.findings, desk.verdict = two_findings[1:2], Verdict.ACCEPTED
    assert validate_submission(book, desk=desk)
    assert [grid.sheet for grid in desk.workbook.grids] == ["Sheet1", "任务台账"]
    assert [row[2] for row in book.sheets["校验结果"]["A5:H9"].value] == ["W302", None, None, None, None]
    table = book.sheets["任务台账"]
    assert (table["D3"].color, table["C3"].color) == (None, YELLOW)
    assert book.sheet_names.count("校验结果") == 1


def test_the_sheet_of_a_returned_file_is_rewritten_and_keeps_its_record(
    book: xw.Book, desk: Any, settings: Any, plan: Path, two_findings: tuple[Finding, ...]
) -> None:
    settings(book, 计划文件=str(plan))
    populated(book)
    returned = book.sheets.add("校验结果", after=book.sheets[-1])
    returned["A1"].value = "旧题"
    returned["A1:G1"].merge()
    returned["A9"].value = "旧行"
    returned["I1"].value = "taizhang-marks"
    desk.findings = two_findings
    assert validate_submission(book, desk=desk)
    assert returned["A1"].value == "甲县2022年第三季度台账校验结果"
    assert (returned["A9"].value, returned["I1"].value) == (None, "taizhang-marks")


def test_a_blank_ledger_is_made_from_the_archive_and_the_roster(
    book: xw.Book, desk: Any, settings: Any, plan: Path, tmp_path: Path
) -> None:
    settings(
        book, 计划文件="计划.json", 填报单位="130102", 报告期="2022Q3", 档案库="档案.db", 通讯录="通讯录.xlsx"
    )
    book.save(tmp_path / "甲县.xlsx")
    assert populate_ledger(book, desk=desk)
    assert desk.asked == [(plan, "130102", "2022Q3", tmp_path / "档案.db", tmp_path / "通讯录.xlsx")]


def test_an_archive_goes_before_a_plan_file(book: xw.Book, desk: Any, settings: Any, tmp_path: Path) -> None:
    settings(book, 计划文件="计划.json", 档案库="档案.db", 通讯录="通讯录.xlsx")
    book.save(tmp_path / "甲县.xlsx")
    assert validate_submission(book, desk=desk)
    assert desk.asked[0][:3] == (None, tmp_path / "档案.db", tmp_path / "通讯录.xlsx")


def test_a_workbook_that_is_no_ledger_is_left_alone(
    book: xw.Book, desk: Any, settings: Any, plan: Path
) -> None:
    settings(book, 计划文件=str(plan))
    desk.verdict = Verdict.NOT_A_LEDGER
    before = contents(book)
    assert not validate_submission(book, desk=desk)
    assert contents(book) == before
    assert said(book) == ["不是任务台账：必须修改 0 处"]


def test_the_rollup_is_made_and_listed(book: xw.Book, desk: Any, settings: Any, tmp_path: Path) -> None:
    out = tmp_path / "汇总.xlsx"
    settings(
        book, 档案库=str(tmp_path / "档案.db"), 汇总文件=str(out), 报告期="2022Q3", 截止日期="2022-10-05"
    )
    assert consolidate(book, desk=desk)
    assert desk.asked == [(tmp_path / "档案.db", "2022Q3", None, out, date(2022, 10, 5))]
    assert book.sheets["汇总结果"].used_range.value == [
        [
            "计划",
            "报告期",
            "应报单位数",
            "已接收单位数",
            "指标数",
            "来源条数",
            "未进入汇总的单位",
            "汇总文件",
        ],
        ["某市重点任务", "2022年第三季度", 8.0, 7.0, 3.0, 21.0, "乙县", str(out)],
    ]
    assert said(book) == [f"汇总已写入 {out}，请看工作表“汇总结果”。"]


def test_a_month_that_excel_took_for_a_day_is_a_month(
    book: xw.Book, desk: Any, settings: Any, plan: Path
) -> None:
    settings(book, 计划文件=str(plan), 填报单位=" 130102 ", 报告期=datetime(2022, 9, 1))  # noqa: DTZ001
    assert populate_ledger(book, desk=desk)
    assert desk.asked[0][:3] == (plan, "130102", "2022-09")


@pytest.mark.parametrize(
    ("items", "says"),
    [
        (
            {"计划文件": "D:\\计划.json", "填报单位": None, "报告期": "2022Q3"},
            "工作表“台账设置”的 B2 没有填写“填报单位”，请填写填报单位的代码或名称，如 130102。",
        ),
        (
            {"计划文件": "D:\\计划.json", "填报单位": "甲县"},
            "工作表“台账设置”缺少“报告期”一项，请在 A3 写“报告期”，在 B3 填写报告期，如 2022Q3、2022-09、2022H1 或 2022。",
        ),
    ],
)
def test_what_is_missing_in_the_settings_is_named_with_its_cell(
    book: xw.Book, desk: Any, settings: Any, items: dict[str, Any], says: str
) -> None:
    settings(book, **items)
    assert not populate_ledger(book, desk=desk)
    assert (said(book), desk.asked) == ([says], [])


def test_a_day_that_is_none_is_named_with_its_cell(
    book: xw.Book, desk: Any, settings: Any, plan: Path
) -> None:
    settings(book, 计划文件=str(plan), 截止日期="十月五日")
    assert not validate_submission(book, desk=desk)
    assert said(book) == ["工作表“台账设置”的 B2 中“十月五日”不是日期，请写成 2022-10-05 的样子。"]


def test_without_the_settings_sheet_the_user_learns_how_to_make_it(book: xw.Book, desk: Any) -> None:
    assert not populate_ledger(book, desk=desk)
    assert said(book) == [
        "工作簿中没有工作表“台账设置”，请新建这张表，在 A 列写项目（计划文件、填报单位、报告期、档案库、汇总文件、通讯录、截止日期），在 B 列写内容。"
    ]


def test_a_trouble_of_the_desk_is_shown_as_it_is(
    book: xw.Book, desk: Any, settings: Any, tmp_path: Path
) -> None:
    settings(book, 计划文件=str(tmp_path / "没有.json"), 填报单位="甲县", 报告期="2022Q3")
    assert not populate_ledger(book, desk=desk)
    assert said(book) == ["找不到计划文件“没有.json”，请核对路径。"]


def test_a_crash_leaves_the_book_and_a_log(book: xw.Book, settings: Any, plan: Path, tmp_path: Path) -> None:
    settings(book, 计划文件=str(plan), 填报单位="甲县", 报告期="2022Q3")
    before = contents(book)
    assert not populate_ledger(book, desk=object(), log_folder=tmp_path / "日志")
    log = tmp_path / "日志" / "taizhang-addin.log"
    assert contents(book) == before
    assert said(book) == [f"没有完成，工作簿没有改动；详细情况已记入 {log}，请把该文件发给技术支持人员。"]
    assert "populate_ledger" in log.read_text(encoding="utf-8")
    assert "AttributeError" in log.read_text(encoding="utf-8")


def test_a_failure_while_writing_says_not_to_save(
    book: xw.Book, desk: Any, settings: Any, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(book, 计划文件=str(plan), 填报单位="甲县", 报告期="2022Q3")
    monkeypatch.setattr(desk, "draw_blank_ledger", lambda *_, **__: (Unwritable(),))
    assert not populate_ledger(book, desk=desk, log_folder=tmp_path)
    assert said(book) == [
        "写入工作簿时中断，可能只写了一部分，请不要保存，关闭后重新打开再试；工作簿受保护的，请先取消保护。"
    ]
    assert "ZeroDivisionError" in (tmp_path / "taizhang-addin.log").read_text(encoding="utf-8")


class Unwritable:
    sheet = "任务台账"

    @property
    def cells(self) -> None:
        raise ZeroDivisionError


def test_a_message_that_cannot_be_shown_does_not_undo_the_work(
    book: xw.Book, desk: Any, settings: Any, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(book, 计划文件=str(plan), 填报单位="甲县", 报告期="2022Q3")
    monkeypatch.setattr(type(book.app.impl), "alert", lambda *_: 1 / 0)
    monkeypatch.setattr("taizhang_addin.entry_point._log_folders", lambda: iter([tmp_path]))
    assert populate_ledger(book, desk=desk)
    assert "任务台账" in book.sheet_names
    assert "ZeroDivisionError" in (tmp_path / "taizhang-addin.log").read_text(encoding="utf-8")


def populated(book: xw.Book) -> None:
    sheet = book.sheets.add("任务台账", after=book.sheets["Sheet1"])
    sheet["A1"].value = [["某市任务台账", None, None, None], [None] * 4, [None, None, "'1", "九十"]]


def test_formulas_reach_the_desk_with_their_text(book: xw.Book, desk: Any, settings: Any, plan: Path) -> None:
    settings(book, 计划文件=str(plan))
    populated(book)
    book.sheets["任务台账"]["B3"].value = "=1+1"
    assert validate_submission(book, desk=desk)
    assert desk.workbook.grid("任务台账").value(3, 2) == Formula("1+1")
