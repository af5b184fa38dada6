"""A batch of files examined in workers: the ledgers come back as records, the rest with a reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from taizhang.books import read_workbook, write_ledger
from taizhang.desk.examine import (
    Known,
    examination_of,
    examine,
    examine_all,
    open_pool,
    parse_examination,
    read_ledger,
)
from taizhang.desk.workers.limits import Limits
from taizhang.desk.workers.pool import Loss
from taizhang.ledgers import draw_ledger, lay_out_ledger, ledger_from_record
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.plan import Answer, Plan
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.verdict import FileClass
from taizhang.plans import compile_plan, fingerprint
from taizhang_templates import load_style

SAMPLE = Path(__file__).parents[2] / "samples" / "云岭市2022年重点工作任务.txt"
LINE = RosterLine(Reporter("990101"), "碧潭县", Level.COUNTY, reports_to="990100")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compile_plan(SAMPLE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def known(plan: Plan) -> Known:
    return Known({plan.id: plan}, {plan.id: Roster((LINE,))})


@pytest.fixture(scope="module")
def blank(plan: Plan) -> Ledger:
    return lay_out_ledger(plan, LINE, Period.parse("2022Q3"), version=fingerprint(plan))


@pytest.fixture(scope="module")
def filled(blank: Ledger) -> Ledger:
    rows = (replace(row, actual=Decimal(3)) if row.answer is Answer.NUMBER else row for row in blank.rows)
    return replace(blank, rows=tuple(rows))


@pytest.fixture(scope="module")
def content(filled: Ledger, plan: Plan) -> bytes:
    return write_ledger(draw_ledger(filled, plan, LINE), load_style("standard"))


def test_a_worker_returns_the_ledger_as_the_parent_would_read_it(
    content: bytes, known: Known, blank: Ledger, filled: Ledger
) -> None:
    (found,) = examine_all([("台账.xlsx", content)], known)
    assert (found.file_class, found.format, found.flags, found.note, found.why) == (
        FileClass.READABLE,
        "xlsx",
        (),
        "",
        "",
    )
    assert found.record is not None
    ledger = ledger_from_record(found.record, known.expected)
    assert ledger == read_ledger(read_workbook(content, "台账.xlsx"), known).ledger
    assert [row.actual for row in ledger.rows] == [row.actual for row in filled.rows]
    assert [row.asked for row in ledger.rows] == [row.asked for row in blank.rows]
    assert found.stamp is not None
    assert (found.stamp.plan, str(found.stamp.reporter), str(found.stamp.period)) == (
        blank.plan,
        "990101",
        "2022Q3",
    )
    assert found.seconds > 0


def test_every_file_of_a_batch_has_its_answer_in_its_place(content: bytes, known: Known) -> None:
    files = [("一.xlsx", content), ("信.pdf", b"%PDF-1.7"), ("空.xlsx", b""), ("二.xlsx", content)] * 5
    found = list(examine_all(files, known))
    assert [examination.name for examination in found] == [name for name, _ in files]
    assert [examination.record is not None for examination in found] == [True, False, False, True] * 5


def test_workers_stay_for_the_next_batch(content: bytes, known: Known) -> None:
    from taizhang.desk.examine import examine_in

    with open_pool(known, jobs=1) as pool:
        first = next(examine_in(pool, [("一.xlsx", content)]))
        second = next(examine_in(pool, [("一.xlsx", content)]))
    assert replace(first, seconds=0, peak_mb=0) == replace(second, seconds=0, peak_mb=0)


def test_a_ledger_of_a_plan_that_nobody_knows_is_none(content: bytes, blank: Ledger) -> None:
    (found,) = examine_all([("台账.xlsx", content)], Known())
    assert found.record is None
    assert (
        found.why == f"这份台账属于另一个计划（编号“{blank.plan}”）。请核对是否发错文件，报送本计划的任务台账"
    )


def test_r02_a_file_that_a_worker_did_not_survive_is_set_aside() -> None:
    def judged(loss: Loss) -> tuple[str, tuple[str, ...], str]:
        found = examination_of("台账.xlsx", b"x", loss)
        return found.file_class.value, found.flags, found.note

    assert judged(Loss("seconds", "超时")) == ("dangerous", ("over-limit",), "超时")
    assert judged(Loss("memory", "太大")) == ("dangerous", ("over-limit",), "太大")
    assert judged(Loss("", "中止")) == ("corrupt", (), "中止")


def test_an_answer_that_is_none_is_a_file_that_was_not_read() -> None:
    for answer in (b"", b"{}", b"[]\n", b"\xff\xfe", b'{"name": 1}\nx'):
        found = examination_of("台账.xlsx", b"x", answer)
        assert (found.name, found.file_class.value, found.record) == ("台账.xlsx", "corrupt", None)
        assert found.note.endswith("请在表格软件中另存为新文件后重新报送")


def test_r06_a_file_over_its_size_is_not_handed_to_a_worker(content: bytes, known: Known) -> None:
    small = Limits(file_bytes=1024 * 1024)
    large, after = examine_all([("大.xlsx", bytes(2_000_000)), ("台账.xlsx", content)], known, limits=small)
    assert (large.file_class, large.flags) == (FileClass.UNSUPPORTED, ("over-limit",))
    assert large.note == "文件超过1兆字节的上限，未读取。请删除图片等多余内容后重新报送"
    assert after.record is not None


def test_what_a_worker_says_is_two_lines(content: bytes) -> None:
    answer = examine(content, "台账\n.xlsx")
    assert answer.count(b"\n") == 1
    assert parse_examination(answer).name == "台账 .xlsx"
