"""销号 through one archive: what counties ask in their ledgers, what the office decides, what the next ledger shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from quarters import CENTRE, CHINA, Cells, Office, remarks, table, typed

from taizhang.desk.clearing import (
    ClearingAsked,
    Requests,
    approve_clearing,
    approve_requested,
    list_clearings,
    refuse_clearing,
    reopen_clearing,
    request_clearing,
)
from taizhang.desk.clearing_history import history_of
from taizhang.desk.clearing_words import ClearingRow
from taizhang.desk.compile import compile_document
from taizhang.desk.consolidate import consolidate_archives
from taizhang.desk.files import read_plan, write_plan
from taizhang.desk.intake.collect import collect_sources
from taizhang.desk.keeping import expire_plan_year
from taizhang.desk.open_archive import opened
from taizhang.desk.trace import trace_number
from taizhang.errors import BadUsage
from taizhang.model.clearing import CarriedClearing, ClearingStep
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Clearing

PAPER = "T01.M02"
NOTHING = {"status": "未启动"}
DONE = {"status": "已完成", "actual": Decimal(2), "progress": "两处均已建成投用。", "evidence": "验收报告"}
ASKS: Cells = {**DONE, "clearing": "申请中"}
ASKS_AGAIN: Cells = {**ASKS, "evidence": "补充验收报告"}


@pytest.fixture
def office(tmp_path: Path, sample_document: Path, sample_roster: Path) -> Office:
    made = Office(tmp_path, sample_roster)
    write_plan(compile_document(sample_document), made.plan)
    made.open_archive()
    return made


def on(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2022, month, day, hour, tzinfo=CHINA)


def asked(
    *reporters: str, rows: tuple[str, ...] = (CENTRE,), why: str = "", evidence: str = ""
) -> ClearingAsked:
    return ClearingAsked(reporters, rows, "李某", why, evidence)


def quarter(office: Office, period: str, said: Mapping[str, Mapping[str, Cells]]) -> dict[str, bytes]:
    """Issue a quarter and collect what these counties type; the blank ledgers that went out."""
    blank = {key: path.read_bytes() for key, path in office.issue(period).items()}
    sent = {key: typed(blank[key], cells, others=NOTHING) for key, cells in said.items()}
    assert {word for word, _ in office.collect(period, sent).values()} <= {"已接收"}
    return blank


def shown(content: bytes, row: str = CENTRE) -> tuple[Any, Any]:
    """What a ledger that went out says of a row's clearing."""
    cells = table(content)[row]
    return cells["clearing"], cells["changes"]


def told(rows: tuple[ClearingRow, ...]) -> list[tuple[str, str, str, str]]:
    return [(row.name, row.item.row, row.item.state.value, row.line.remark) for row in rows]


def listed(office: Office, **words: Any) -> list[tuple[str, str, str, str]]:
    return told(list_clearings(office.archive, as_of=date(2022, 12, 31), **words))


def test_a_whole_cycle_over_three_quarters(office: Office) -> None:
    first = quarter(office, "2022Q2", {"990101": {CENTRE: ASKS}, "990102": {CENTRE: ASKS}})
    assert {shown(content) for content in first.values()} == {(None, None)}
    assert listed(office) == [("碧潭县", CENTRE, "申请中", ""), ("松陂县", CENTRE, "申请中", "")]
    refuse_clearing(office.archive, asked("990101", why="缺验收单"), at=on(7, 8))
    approve_clearing(office.archive, asked("松陂县"), at=on(7, 8))

    second = quarter(office, "2022Q3", {"990101": {CENTRE: ASKS_AGAIN}})
    assert {key: shown(content) for key, content in second.items() if shown(content) != (None, None)} == {
        "990101": ("退回", "销号申请被退回：缺验收单"), "990102": ("已销号", "上期已销号"),
    }  # fmt: skip
    assert any("销号申请被退回：缺验收单" in line for line in remarks(second["990101"]))
    assert listed(office, state="申请中") == [("碧潭县", CENTRE, "申请中", "退回后再次申请")]
    approve_clearing(office.archive, asked("990101"), at=on(10, 8))
    reopen_clearing(office.archive, asked("990102", why="复核一处未达标"), at=on(10, 9))

    third = office.issue("2022Q4")
    assert [shown(third[key].read_bytes()) for key in ("990101", "990102", "990103")] == [
        ("已销号", "上期已销号"), ("未申请", "销号后重新打开：复核一处未达标"), (None, None),
    ]  # fmt: skip
    open_again = {"status": "序时推进", "actual": Decimal(2), "progress": "正在整改。", "clearing": "未申请"}
    sent = {
        "990101": typed(
            third["990101"].read_bytes(), {CENTRE: {**DONE, "clearing": "未申请"}}, others=NOTHING
        ),
        "990102": typed(third["990102"].read_bytes(), {CENTRE: open_again}, others=NOTHING),
    }
    assert office.collect("2022Q4", sent) == {"990101": ("退回修改", ["E416"]), "990102": ("已接收", [])}
    assert listed(office) == [("松陂县", CENTRE, "未申请", ""), ("碧潭县", CENTRE, "已销号", "")]


def test_a_decision_writes_down_the_request_that_it_is_about(office: Office) -> None:
    quarter(office, "2022Q3", {"990101": {CENTRE: ASKS}})
    approve_clearing(office.archive, asked("990101", why="现场核查属实", evidence="核查记录"), at=on(10, 8))
    plan, whose = read_plan(office.plan).id, Reporter("990101")
    with opened(office.archive) as store:
        (line,) = store.submissions(plan)
        assert store.clearings(plan) == (
            ClearingStep(
                plan, whose, CENTRE, Clearing.REQUESTED, "验收报告", "碧潭县",
                "2022年第三季度台账（登记号1，任务台账!Y12）所填", line.received,
            ),
            ClearingStep(plan, whose, CENTRE, Clearing.CLEARED, "核查记录", "李某", "现场核查属实", on(10, 8)),
        )  # fmt: skip
        assert store.verify() == ()


def test_a_corrected_ledger_changes_nothing_that_was_decided(office: Office) -> None:
    """It is held against what went out, in which the row was not cleared; and may say what has been approved since."""
    blank = quarter(office, "2022Q3", {"990101": {CENTRE: ASKS}})["990101"]
    office.approve(date(2022, 10, 8), "990101")
    corrected = {
        "仍申请": typed(blank, {CENTRE: {**ASKS, "progress": "更正后的进展。"}}, others=NOTHING),
        "已销号": typed(blank, {CENTRE: {**ASKS, "clearing": "已销号"}}, others=NOTHING),
    }
    for number, (name, content) in enumerate(corrected.items()):
        (office.folder / f"更正{number}").mkdir()
        (office.folder / f"更正{number}" / f"{name}.xlsx").write_bytes(content)

    taken = collect_sources(
        [office.folder / "更正0", office.folder / "更正1"], office.archive, now=on(10, 12)
    )
    assert [[one.code for one in file.checked.findings if one.row == CENTRE] for file in taken if file.checked] == [
        [], [],
    ]  # fmt: skip
    assert listed(office) == [("碧潭县", CENTRE, "已销号", "")]


def test_what_a_superseded_ledger_asked_is_asked_no_more(office: Office) -> None:
    blank = quarter(office, "2022Q3", {"990101": {CENTRE: ASKS}})["990101"]
    inbox = office.folder / "更正"
    inbox.mkdir()
    (inbox / "更正.xlsx").write_bytes(typed(blank, {CENTRE: DONE}, others=NOTHING))

    collect_sources([inbox], office.archive, now=on(10, 5))
    assert listed(office) == []


def test_only_the_office_clears(office: Office) -> None:
    """A county that calls its row 已销号 asks for it, and is told so."""
    cells = {
        CENTRE: {**DONE, "clearing": "已销号"},
        PAPER: {"status": "序时推进", "progress": "起草中。", "clearing": "已销号"},
    }
    quarter(office, "2022Q3", {"990101": cells})
    assert listed(office) == [
        ("碧潭县", CENTRE, "申请中", "台账自填“已销号”，没有核准记录，按申请办理"),
        ("碧潭县", PAPER, "未申请", "台账填“已销号”，但完成状态为“序时推进”，不作申请"),
    ]
    fourth = office.issue("2022Q4")["990101"].read_bytes()
    assert [shown(fourth, row) for row in (CENTRE, PAPER)] == [
        ("申请中", None), (None, None),
    ]  # fmt: skip


def test_a_request_by_letter_stands_beside_the_ledgers(office: Office) -> None:
    quarter(office, "2022Q3", {"990101": {CENTRE: {**DONE, "clearing": "未申请"}}})
    request_clearing(office.archive, asked("990101", evidence="碧医改〔2022〕3号", why="来函"), at=on(10, 6))
    (row,) = list_clearings(office.archive, as_of=date(2022, 10, 7))
    assert (row.item.asked_at, row.origin, row.period, row.line.remark) == (
        on(10, 6), "登记", row.item.claims[0].period, "台账填“未申请”，与登记的申请不一致，以登记为准",
    )  # fmt: skip
    held = approve_requested(office.archive, who="李某", sure=True, at=on(10, 7)).held
    assert [(row.item.row, why) for row, why in held] == [(CENTRE, row.line.remark)]
    approve_clearing(office.archive, asked("990101"), at=on(10, 8))
    assert listed(office) == [("碧潭县", CENTRE, "已销号", "")]


def test_a_decision_is_told_in_the_ledger_after_the_one_it_is_about(office: Office) -> None:
    """Whenever it is taken: in January still upon the third quarter's ledger, and then upon the fourth's."""
    quarter(office, "2022Q3", {"990101": {CENTRE: ASKS}})
    approve_clearing(office.archive, asked("990101"), at=datetime(2023, 1, 2, tzinfo=CHINA))
    fourth = quarter(office, "2022Q4", {"990101": {CENTRE: {**DONE, "clearing": "已销号"}}})
    assert shown(fourth["990101"]) == ("已销号", "上期已销号")
    reopen_clearing(office.archive, asked("990101", why="复核未达标"), at=datetime(2023, 1, 9, tzinfo=CHINA))
    with opened(office.archive) as store:
        history = history_of(store, read_plan(office.plan).id)
        carried = {
            period: history.carried_into(Reporter("990101"), Period.parse(period))
            for period in ("2022Q3", "2022Q4", "2023Q1", "2022")
        }
    assert carried == {
        "2022Q3": {}, "2022Q4": {CENTRE: CarriedClearing(Clearing.CLEARED)},
        "2023Q1": {CENTRE: CarriedClearing(Clearing.NOT_REQUESTED, "复核未达标")},
        "2022": {CENTRE: CarriedClearing(Clearing.CLEARED)},
    }  # fmt: skip


def test_what_was_decided_outlives_the_ledgers(office: Office) -> None:
    quarter(office, "2022Q3", {"990101": {CENTRE: ASKS}})
    office.approve(date(2022, 10, 8), "990101")
    expire_plan_year(office.archive, 2022, who="李某", why="保存期满", at=datetime(2025, 1, 2, tzinfo=CHINA))
    (row,) = list_clearings(office.archive, as_of=date(2025, 1, 2))
    assert (row.item.state, row.item.request.evidence if row.item.request else "", row.origin) == (
        Clearing.CLEARED, "验收报告", "登记",
    )  # fmt: skip


# What cannot be done


def refusal(verb: Any, office: Office, what: ClearingAsked) -> list[str]:
    with pytest.raises(BadUsage) as caught:
        verb(office.archive, what, at=on(10, 8))
    return str(caught.value).split("\n")


def test_a_step_out_of_order_names_reporter_row_and_task(office: Office) -> None:
    quarter(
        office,
        "2022Q3",
        {
            "990101": {CENTRE: ASKS},
            "990102": {CENTRE: {**ASKS, "status": "滞后", "problems": "缺设备", "next_steps": "年底前完成"}},
        },
    )
    named = {
        key: f"{name} {CENTRE}（提升基层卫生服务水平）"
        for key, name in (("990101", "碧潭县"), ("990102", "松陂县"), ("990103", "白礁县"))
    }
    assert refusal(approve_clearing, office, asked("990103", "990102")) == [
        f"{named['990102']}：台账填“申请中”，但完成状态为“滞后”，不作申请；没有销号申请，不能核准。请先用 clear request 登记申请和佐证材料。",
        f"{named['990103']}：没有销号申请，不能核准。请先用 clear request 登记申请和佐证材料。",
    ]
    assert refusal(request_clearing, office, asked("990101", evidence="照片")) == [
        f"{named['990101']}：已在申请中，不需要再登记申请。请用 clear approve 核准，或用 clear refuse 退回。",
    ]
    assert refusal(reopen_clearing, office, asked("990101", why="误批")) == [
        f"{named['990101']}：还在申请中，没有销号，不需要重新打开。请用 clear refuse 退回申请。",
    ]


def test_a_row_that_its_ledger_does_not_call_finished_is_cleared_only_with_a_reason(office: Office) -> None:
    behind = {
        "status": "滞后",
        "actual": Decimal(1),
        "progress": "一处已建成。",
        "problems": "缺设备",
        "next_steps": "年底前完成",
    }
    quarter(office, "2022Q3", {"990101": {CENTRE: behind}})
    request_clearing(office.archive, asked("990101", "990102", evidence="现场照片"), at=on(10, 6))
    assert refusal(approve_clearing, office, asked("990101", "990102")) == [
        f"碧潭县 {CENTRE}（提升基层卫生服务水平）：最近接收的2022年第三季度台账中完成状态为“滞后”，不能核准销号。"
        "确需例外的，请用 --why 写明理由。",
        f"松陂县 {CENTRE}（提升基层卫生服务水平）：还没有接收过写有这一行的台账，不能核准销号。"
        "确需例外的，请用 --why 写明理由。",
    ]
    approved = approve_clearing(office.archive, asked("990101", why="另一处已由邻县承建"), at=on(10, 8))
    assert told(approved) == [("碧潭县", CENTRE, "已销号", "")]
    assert listed(office) == [("松陂县", CENTRE, "申请中", ""), ("碧潭县", CENTRE, "已销号", "")]


def test_of_several_rows_all_are_taken_or_none(office: Office) -> None:
    quarter(office, "2022Q3", {"990101": {CENTRE: ASKS}})
    assert len(refusal(approve_clearing, office, asked("990101", rows=(CENTRE, PAPER)))) == 1
    assert listed(office) == [("碧潭县", CENTRE, "申请中", "")]
    assert told(
        approve_clearing(office.archive, asked("990101", "碧潭县", rows=(CENTRE, CENTRE)), at=on(10, 8))
    ) == [("碧潭县", CENTRE, "已销号", "")]


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (asked(), "没有写明哪个填报单位的哪一行，请用 --reporter 和 --row 写明。"),
        (asked("990101", rows=()), "没有写明哪个填报单位的哪一行，请用 --reporter 和 --row 写明。"),
        (asked("110101"), "通讯录中没有代码为“110101”的填报单位，请核对 --reporter。"),
        (asked("990101", rows=("T99.M01",)), "碧潭县的台账中没有编号为“T99.M01”的任务行，请核对 --row（如 T01.M01.I1）。"),
        (ClearingAsked(("990101",), (CENTRE,), " "), "审核人没有写，请写明后再登记。"),
    ],
)  # fmt: skip
def test_words_that_name_nothing(office: Office, what: ClearingAsked, sentence: str) -> None:
    assert refusal(approve_clearing, office, what) == [sentence]


@pytest.mark.parametrize(
    ("verb", "lacking"),
    [(request_clearing, "佐证材料"), (refuse_clearing, "理由"), (reopen_clearing, "理由")],
)
def test_evidence_and_reasons_are_asked_for(office: Office, verb: Any, lacking: str) -> None:
    assert refusal(verb, office, asked("990101")) == [f"{lacking}没有写，请写明后再登记。"]


def test_all_that_is_asked_for_is_looked_at_before_it_is_approved(office: Office) -> None:
    quarter(office, "2022Q2", {"990101": {CENTRE: ASKS}})
    quarter(
        office,
        "2022Q3",
        {
            "990101": {
                CENTRE: {
                    "status": "滞后",
                    "actual": Decimal(1),
                    "progress": "返工。",
                    "problems": "返工",
                    "next_steps": "年底前完成",
                    "clearing": None,
                    "remarks": "验收未过",
                }
            },
            "990102": {CENTRE: ASKS},
        },
    )

    def everything(**words: Any) -> tuple[list[str], list[tuple[str, str]], bool]:
        found: Requests = approve_requested(office.archive, who="李某", why="同意", at=on(10, 8), **words)
        held = [(row.name, why) for row, why in found.held]
        return [f"{row.name}{row.item.state}" for row in found.ready], held, found.approved

    behind = [("碧潭县", "最近接收的2022年第三季度台账中完成状态为“滞后”")]
    assert everything(sure=False) == (["松陂县申请中"], behind, False)
    assert everything(sure=False, period="2022Q2") == ([], behind, False)
    assert everything(sure=False, reporters=("990102",), period="2022Q3") == (["松陂县申请中"], [], False)
    assert everything(sure=True) == (["松陂县已销号"], behind, True)
    assert everything(sure=True) == ([], behind, True)
    assert listed(office) == [("碧潭县", CENTRE, "申请中", ""), ("松陂县", CENTRE, "已销号", "")]


# The rollup


def page(office: Office, period: str, as_of: date) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    out = office.folder / f"汇总{period}{as_of}.xlsx"
    consolidate_archives([office.archive], period, None, out, as_of, at=on(10, 12))
    sheet = openpyxl.load_workbook(out)["销号台账"]
    counts = {sheet.cell(3, at).value: sheet.cell(4, at).value for at in range(2, 9)}
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=6)]
    return counts, [(row[1], row[7], row[8], row[12], row[13], row[14], row[16]) for row in rows if row[1]]


def test_the_rollup_shows_each_period_as_it_stood(office: Office) -> None:
    quarter(office, "2022Q2", {"990101": {CENTRE: ASKS}})
    refuse_clearing(office.archive, asked("990101", why="缺验收单"), at=on(7, 8))
    quarter(office, "2022Q3", {"990101": {CENTRE: ASKS_AGAIN}})
    office.approve(date(2022, 10, 8), "990101")
    asks = ("碧潭县", "申请中", "2022-07-03", None, "—", "绿", "任务台账!Y12")
    refused = ("碧潭县", "退回", "2022-07-03", "缺验收单", "—", "绿", "任务台账!Y12")
    again = ("碧潭县", "申请中", "2022-10-03", "缺验收单", "—", "绿", "任务台账!Y12")
    cleared = ("碧潭县", "已销号", "2022-10-03", None, "否", "绿", "任务台账!Y12")
    assert page(office, "2022Q2", date(2022, 7, 5))[1] == [asks]
    assert page(office, "2022Q2", date(2022, 10, 12))[1] == [refused]
    assert page(office, "2022Q3", date(2022, 10, 7))[1] == [again]
    counts, rows = page(office, "2022Q3", date(2022, 10, 12))
    assert rows == [cleared]
    assert counts == {
        "应销号（行）": 320, "已申请": 1, "申请中": 0, "退回": 0, "重新打开": 0, "已销号": 1, "逾期销号": 0,
    }  # fmt: skip
    traced = trace_number(office.folder / "汇总2022Q32022-10-12.xlsx", "销号台账!H6", archive=office.archive)
    assert (traced.compared, traced.differing) == (2, ())
    assert [(line.value, line.place) for line in traced.trace.lines] == [
        ("申请中", "任务台账!Y12"), ("申请中", ""), ("退回", ""), ("申请中", "任务台账!Y12"), ("申请中", ""), ("已销号", ""),
    ]  # fmt: skip
