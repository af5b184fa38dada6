from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw

from taizhang.errors import CannotRead
from taizhang.model.finding import Finding, Severity
from taizhang.model.grid import Box, Formula, Grid, Workbook
from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.verdict import Verdict
from taizhang_addin.draw_sheets import cell_content
from taizhang_addin.openpyxl_engine import register_engine


@pytest.fixture
def app() -> Iterator[xw.App]:
    register_engine().activate()
    with xw.App(visible=False, add_book=False) as started:
        yield started
    assert len(xw.apps) == 0


@pytest.fixture
def book(app: xw.App) -> xw.Book:
    return app.books.add()


@dataclass
class FakeDesk:
    """Stands for the desk: remembers how it was asked and gives fixed answers."""

    asked: list[tuple[Any, ...]] = field(default_factory=list)
    workbook: Workbook | None = None
    findings: tuple[Finding, ...] = ()
    verdict: Verdict = Verdict.RETURNED

    def draw_blank_ledger(
        self,
        plan_path: Path,
        reporter_key: str,
        period: str,
        *,
        archive: Path | None,
        roster_file: Path | None,
    ) -> tuple[Grid, ...]:
        self.asked.append((plan_path, reporter_key, period, archive, roster_file))
        if not plan_path.exists():
            raise CannotRead(f"找不到计划文件“{plan_path.name}”，请核对路径。")
        return BLANK

    def check_workbook(
        self,
        workbook: Workbook,
        *,
        plan_path: Path | None,
        archive: Path | None,
        roster_file: Path | None,
        as_of: date,
    ) -> Any:
        self.asked.append((plan_path, archive, roster_file, as_of))
        self.workbook = workbook
        return SimpleNamespace(
            findings=self.findings,
            verdict=self.verdict,
            reporter_name="甲县",
            period=Period.parse("2022Q3"),
            summary=f"必须修改 {len(self.findings)} 处",
        )

    def consolidate_archives(
        self, archives: list[Path], period: str, level: str | None, out: Path, as_of: date, *, at: datetime
    ) -> tuple[Any, ...]:
        assert at.tzinfo is not None
        self.asked.append((*archives, period, level, out, as_of))
        one = SimpleNamespace(
            title="某市重点任务", period=Period.parse(period), expected=8, reported=7, figures=3,
            contributions=21, missing=("乙县",), path=out,
        )  # fmt: skip
        return (one,)


BLANK = (
    Grid(
        "任务台账",
        {
            (1, 3): "某市2022年第三季度任务台账",
            (2, 1): "id", (2, 3): "number", (2, 4): "actual",
            (3, 1): "T01.M01", (3, 3): "1", (3, 4): Formula("1+1"),
        },
        merges=(Box(1, 3, 1, 4),),
        hidden_columns=frozenset({1, 2}),
    ),
    Grid("_taizhang", {(1, 1): "reporter", (1, 2): "130102", (2, 1): "period", (2, 2): "2022-09"}, visible=False),
)  # fmt: skip


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def two_findings() -> tuple[Finding, ...]:
    return (
        Finding(
            "E101",
            Severity.ERROR,
            "“九十”不是数字",
            "请只填数字",
            "填报说明第3条",
            Place("", "任务台账", 3, 4),
        ),
        Finding(
            "W302",
            Severity.WARNING,
            "=完成值低于序时进度",
            "请核对",
            "填报说明第5条",
            Place("", "任务台账", 3, 3),
        ),
        Finding("E001", Severity.ERROR, "缺少审核人", "请补填", "填报说明第1条"),
    )


def write_settings(book: xw.Book, **items: Any) -> None:
    sheet = book.sheets.add("台账设置", after=book.sheets[-1])
    sheet.range("A1").value = [[key, cell_content(value)] for key, value in items.items()]


@pytest.fixture
def settings() -> Any:
    return write_settings
