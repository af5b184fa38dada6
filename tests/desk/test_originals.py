"""A rollup's numbers held against the originals: which say something else, are gone, or cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hostile.packages import workbook_bytes

from taizhang.archive import Archive, NewSubmission, create_archive
from taizhang.desk.originals import differences
from taizhang.model.verdict import Verdict
from taizhang.rollups.lineage import SourceLine

MORNING = datetime(2022, 10, 4, 9, tzinfo=UTC)
KEPT = workbook_bytes(lambda sheet: sheet.write_row(0, 0, ["甲", 5]))
DAMAGED = b"PK\x03\x04 and nothing else"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Archive]:
    with create_archive(tmp_path / "档案.db") as made:
        for content in (KEPT, DAMAGED):
            made.register(NewSubmission(MORNING, "", "碧潭县.xlsx", Verdict.SET_ASIDE), content)
        yield made


def line(place: str, raw: str, content: bytes = KEPT) -> SourceLine:
    return SourceLine(
        "碧潭县", "1", "碧潭县.xlsx", sha256(content).hexdigest(), "", place, "T01.M01.I1", "累计完成值", raw, raw, "",
    )  # fmt: skip


def test_each_number_is_looked_up_in_its_own_file_and_told_in_order(store: Archive) -> None:
    lines = [
        line("任务台账!B1", "5"), line("任务台账!A1", "乙"), line("任务台账!B1", "7", DAMAGED),
        line("任务台账!B1", "6"), line("别处!B1", "5"),
    ]  # fmt: skip
    assert differences(store, lines) == (
        "碧潭县 任务台账!A1：原件为“甲”，汇总为“乙”",
        "碧潭县 任务台账!B1：原件没有核对，文件不完整，打不开。请在表格软件中重新保存后再报送。",
        "碧潭县 任务台账!B1：原件为“5”，汇总为“6”",
        "碧潭县 别处!B1：原件为“”，汇总为“5”",
    )
    assert differences(store, lines[:1]) == differences(store, []) == ()


def test_a_file_that_is_gone_is_said(store: Archive) -> None:
    (said,) = differences(store, [line("任务台账!B1", "5", b"never kept")])
    assert said.startswith("碧潭县：")


def test_r01_the_originals_are_read_by_a_worker_alone(
    store: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_words: object, **_options: object) -> None:
        raise AssertionError("read in the parent")

    monkeypatch.setattr("taizhang.books.read_workbook", never)
    assert differences(store, [line("任务台账!B1", "6")]) == ("碧潭县 任务台账!B1：原件为“5”，汇总为“6”",)
