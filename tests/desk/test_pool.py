"""Items are handed out and answered in order, whatever one of them does to its worker (tests/intake: the limits)."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from taizhang.desk.examine import Examination, Known, examine_all
from taizhang.desk.workers.limits import Limits
from taizhang.desk.workers.pool import Loss, WorkerPool

SHORT = Limits(seconds=3, cpu_seconds=20, resident_mb=300, address_space_mb=1024)


@pytest.fixture
def odd_work(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module, importable by its name here and in the workers."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import odd_work  # type: ignore[import-not-found]

    return odd_work


def test_r01_what_an_item_left_in_memory_does_not_count_against_the_next(odd_work: Any) -> None:
    items = [("keep", "200000000"), ("keep", "200000000"), ("say", "1")]
    with WorkerPool(1, limits=SHORT) as pool:
        assert list(pool.examine(items, odd_work.work)) == ["keep 200000000", "keep 200000000", "say 1"]


def test_r02_an_item_has_one_more_try(tmp_path: Path, odd_work: Any) -> None:
    with WorkerPool(1, limits=SHORT) as pool:
        assert list(pool.examine([("abort once", str(tmp_path / "seen"))], odd_work.work)) == [
            f"abort once {tmp_path / 'seen'}"
        ]


def test_answers_come_in_the_order_of_the_items(odd_work: Any) -> None:
    with WorkerPool(2) as pool:
        assert list(pool.examine([("say", str(n)) for n in range(50)], odd_work.work)) == [
            f"say {n}" for n in range(50)
        ]
        assert list(pool.examine([("say", "again")], odd_work.work)) == ["say again"]
        assert list(pool.examine([], odd_work.work)) == []


def workbook_bytes(cell: str) -> bytes:
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.add_worksheet("任务台账").write(cell, 1)
    book.close()
    return content.getvalue()


def facts(examination: Examination) -> tuple[str, str, str]:
    return examination.name, examination.file_class.value, examination.why or examination.note


def test_r05_a_batch_with_hostile_files_is_examined_whole() -> None:
    no_table = "文件里没有任务台账的表格。请报送原下发的任务台账工作簿，不要改动表头"
    contents = [
        ("一.xlsx", workbook_bytes("A1")),
        ("远.xlsx", workbook_bytes("XFD1048576")),
        ("信.docx", b"%PDF-1.7"),
        ("二.xlsx", workbook_bytes("B2")),
    ]
    found = list(examine_all(contents, Known()))
    assert [facts(examination) for examination in found] == [
        ("一.xlsx", "readable", no_table),
        ("远.xlsx", "readable", no_table),
        ("信.docx", "not-a-workbook", "这是PDF文件，不是工作簿。请报送任务台账的工作簿"),
        ("二.xlsx", "readable", no_table),
    ]
    assert all(examination.peak_mb < 300 for examination in found)


def test_r02_a_file_that_aborts_the_fast_reader_becomes_a_loss(odd_work: Any) -> None:
    with WorkerPool(1, limits=Limits(retries=0)) as pool:
        contents = [_two_corners(workbook_bytes("XFD1048576")), workbook_bytes("B2")]
        lost, height = pool.examine(contents, odd_work.abort_in_the_fast_reader)
    assert isinstance(lost, Loss)
    assert height == 2


def _two_corners(content: bytes) -> bytes:
    """The same file with a value in A1 too, so that the used range is the whole sheet."""
    import zipfile

    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(
                name, part.replace(b"<sheetData>", b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>')
            )
    return target.getvalue()


def test_a_worker_has_its_next_item_while_an_answer_is_looked_at(odd_work: Any) -> None:
    with WorkerPool(1, limits=SHORT) as pool:
        answers = pool.examine([("say", "1"), ("say", "2"), ("say", "3")], odd_work.work)
        assert next(answers) == "say 1"
        (worker,) = pool._workers
        assert worker.item == 1
        assert worker.pipe.poll(10), "it has been worked on before anybody asked"
        assert list(answers) == ["say 2", "say 3"]


def test_r05_a_hastened_pool_gives_half_the_time_and_never_less_than_a_second(odd_work: Any) -> None:
    with WorkerPool(1, limits=replace(SHORT, seconds=3.0)) as pool:
        pool.hasten()
        assert pool.limits.seconds == 1.5
        pool.hasten()
        (lost,) = pool.examine([("sleep", "x")], odd_work.work)
        assert lost == Loss("seconds", "读取超过1秒的上限，未读取。请删除多余内容后重新报送")


def test_items_that_nobody_waits_for_end_with_the_pool(odd_work: Any) -> None:
    with WorkerPool(1, limits=SHORT) as pool:
        answers = pool.examine([("say", "1"), ("sleep", "x")], odd_work.work)
        assert next(answers) == "say 1"
        (worker,) = pool._workers
    assert not worker.process.is_alive()
