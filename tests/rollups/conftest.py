"""The invented 云岭市 with 8 counties, its neighbour 海川市 with 3, their province, and a plan with every method."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from taizhang.ledgers.lay_out import lay_out_ledger
from taizhang.model.grid import Grid
from taizhang.model.ledger import Ledger, LedgerRow, SheetMap, ledger_columns
from taizhang.model.period import Period
from taizhang.model.plan import (
    Answer,
    Comparator,
    Direction,
    Duty,
    Indicator,
    Jurisdiction,
    Kind,
    Measure,
    Method,
    Plan,
    Role,
    Scope,
    Span,
    Target,
    Task,
)
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.submission import Submission
from taizhang.model.verdict import Verdict
from taizhang.model.words.status import Status
from taizhang.rollups import Report

TEXT = """一、推进分级诊疗
（一）加强基层服务。全市新建社区医院93个。每个县至少建成1个县域医疗中心。支持清河县、白石县开展试点。印发实施方案。
（二）提升信息化水平。全部三级医院电子病历达到4级以上。家庭医生签约率达到75%以上。50%的县建成紧密型医共体，其中清河县率先建成。实施17项专项行动。
（三）控制不合理费用。县域外转率低于10%。药占比达到30%以下。
（四）加强宣传培训。最长候诊时间控制在30分钟以内。最少开放床位达到50张。持续开展健康宣传。
"""


def span(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span(start, start + len(quote), quote)


def indicator(
    row_id: str, quote: str, subject: str, sign: Comparator, value: str, unit: str, **facts: object
) -> Indicator:
    return Indicator(row_id, span(quote), subject, Target(sign, Decimal(value), unit), **facts)  # type: ignore[arg-type]


def task(ordinal: int, title: str, *measures: Measure) -> Task:
    number = "（" + "一二三四"[ordinal - 1] + "）"
    duties = (
        Duty("市卫生健康委", Role.LEAD, 0, span(title)),
        Duty("市财政局", Role.SUPPORT, 0, span(title)),
    )
    return Task(
        id=f"T{ordinal:02d}", number=number, ordinal=ordinal, section=("一、推进分级诊疗",), title=title,
        span=span(number + title), title_span=span(title), measures=measures, duties=duties,
    )  # fmt: skip


def make_plan() -> Plan:
    at_least, at_most = Comparator.AT_LEAST, Comparator.AT_MOST
    places = {"method": Method.COUNT_MEETING}
    ratio = {"kind": Kind.RATIO, "method": Method.RATIO_OF_SUMS}
    return Plan(
        id="yunling-2022",
        title="云岭市深化医药卫生体制改革2022年重点工作任务",
        text=TEXT,
        text_sha256="",
        language="zh",
        jurisdiction=Jurisdiction("云岭市", Level.CITY, "990100"),
        year=2022,
        tasks=(
            task(
                1,
                "加强基层服务",
                Measure("T01.M01", span("全市新建社区医院93个。"), None, (
                    indicator("T01.M01.I1", "93个", "社区医院", Comparator.EQUAL, "93", "个"),)),
                Measure("T01.M02", span("每个县至少建成1个县域医疗中心。"), None, (
                    indicator("T01.M02.I1", "至少建成1个", "县域医疗中心", Comparator.ONE_EACH, "1", "个",
                              scope=Scope.EACH_PLACE, per="每个县", **places),)),
                Measure("T01.M03", span("支持清河县、白石县开展试点。"), None, (
                    indicator("T01.M03.I1", "清河县、白石县", "开展试点", Comparator.EQUAL, "2", "个", scope=Scope.NAMED,
                              kind=Kind.YES_NO, names=("清河县", "白石县"), **places),)),
                Measure("T01.M04", span("印发实施方案。")),
            ),
            task(
                2,
                "提升信息化水平",
                Measure("T02.M01", span("全部三级医院电子病历达到4级以上。"), None, (
                    indicator("T02.M01.I1", "达到4级以上", "三级医院电子病历达标率", at_least, "4", "级",
                              scope=Scope.INSTITUTIONS, kind=Kind.LEVEL, method=Method.RATIO_OF_SUMS, coverage="all"),)),
                Measure("T02.M02", span("家庭医生签约率达到75%以上。"), None, (
                    indicator("T02.M02.I1", "达到75%以上", "家庭医生签约率", at_least, "75", "%",
                              scope=Scope.EACH_PLACE, **ratio),)),
                Measure("T02.M03", span("50%的县建成紧密型医共体，其中清河县率先建成。"), None, (
                    indicator("T02.M03.I1", "50%的县", "紧密型医共体", at_least, "50", "%",
                              scope=Scope.SHARE_OF_PLACES, kind=Kind.YES_NO, method=Method.SHARE_MEETING),
                    indicator("T02.M03.I2", "清河县率先建成", "率先建成紧密型医共体", Comparator.EQUAL, "1", "个",
                              scope=Scope.NAMED, kind=Kind.YES_NO, names=("清河县",), answered_by="T02.M03.I1", **places))),
                Measure("T02.M04", span("实施17项专项行动。"), None, (
                    indicator("T02.M04.I1", "17项", "专项行动", Comparator.EQUAL, "17", "项", names_scheme=True),)),
            ),
            task(
                3,
                "控制不合理费用",
                Measure("T03.M01", span("县域外转率低于10%。"), None, (
                    indicator("T03.M01.I1", "低于10%", "县域外转率", Comparator.BELOW, "10", "%",
                              direction=Direction.LOWER, **ratio),)),
                Measure("T03.M02", span("药占比达到30%以下。"), None, (
                    indicator("T03.M02.I1", "30%以下", "药占比", at_most, "30", "%", kind=Kind.COUNT),)),
            ),
            task(
                4,
                "加强宣传培训",
                Measure("T04.M01", span("最长候诊时间控制在30分钟以内。"), None, (
                    indicator("T04.M01.I1", "30分钟以内", "最长候诊时间", at_most, "30", "分钟",
                              scope=Scope.EACH_PLACE, method=Method.MAX),)),
                Measure("T04.M02", span("最少开放床位达到50张。"), None, (
                    indicator("T04.M02.I1", "达到50张", "开放床位", at_least, "50", "张",
                              scope=Scope.EACH_PLACE, method=Method.MIN),)),
                Measure("T04.M03", span("持续开展健康宣传。")),
            ),
        ),
    )  # fmt: skip


NAMES = ("清河县", "白石县", "青松县", "石桥县", "云岭区", "双河市", "平川县", "松山县")
SEA_NAMES = ("东海区", "沙洲县", "白石县")


def make_roster(code: str, names: tuple[str, ...]) -> tuple[RosterLine, ...]:
    return tuple(
        RosterLine(Reporter(f"{code[:4]}{number}"), name, Level.COUNTY, reports_to=code)
        for number, name in enumerate(names, 21)
    )


SHEET_COLUMNS = {column.field: number for number, column in enumerate(ledger_columns(), 1)}


def fill(ledger: Ledger, answers: Mapping[str, Mapping[str, object]], file: str) -> Ledger:
    """The ledger with the answers by row id, as if it had been read from a file."""
    seen = SheetMap(file, "任务台账", SHEET_COLUMNS)
    rows = tuple(filled(row, answers.get(row.id, {}), seen, line) for line, row in enumerate(ledger.rows, 6))
    return replace(ledger, rows=rows, file=file)


def filled(row: LedgerRow, facts: Mapping[str, object], seen: SheetMap, line: int) -> LedgerRow:
    """Facts by field; `raw` may hold what stood in a cell where that differs."""
    given = dict(facts)
    raw = {
        field: "是" if row.answer is Answer.YES_NO and field == "actual" and value == 1 else str(value)
        for field, value in given.items()
        if field != "raw"
    }
    raw |= given.pop("raw", {})  # type: ignore[call-overload]
    return replace(row, **given, raw=raw, sheet=seen, line=line)  # type: ignore[arg-type]


def some_answers(ledger: Ledger, seed: int) -> dict[str, dict[str, object]]:
    """Answers as a county might give them; deterministic by seed."""
    chance = random.Random(seed)
    found: dict[str, dict[str, object]] = {}
    for row in ledger.rows:
        facts: dict[str, object] = {"status": chance.choice(list(Status)[:5])}
        if row.answer is Answer.NUMBER:
            facts["actual"] = Decimal(chance.randint(0, 1200)) / 10
        if row.answer is Answer.YES_NO:
            facts["actual"] = Decimal(chance.randint(0, 1))
        if row.answer is Answer.RATIO:
            below = Decimal(chance.randint(1, 400))
            above = Decimal(chance.randint(0, int(below)))
            facts |= {
                "numerator": above,
                "denominator": below,
                "actual": (above * 100 / below).quantize(Decimal("0.1")),
            }
        if chance.random() < 0.2:
            facts |= {
                "problems": "经费尚未到位，进度受到影响",
                "next_steps": "积极争取资金，加快推进",
                "needs_leader": chance.choice("是否"),
            }
        found[row.id] = (
            {}
            if chance.random() < 0.08
            else {**facts, "progress": "已召开推进会，部署各项工作，按计划开展。"}
        )
    return found


@pytest.fixture
def plan() -> Plan:
    return make_plan()


@pytest.fixture
def period() -> Period:
    return Period.parse("2022Q3")


@pytest.fixture
def as_of() -> date:
    return date(2022, 10, 12)


@pytest.fixture
def roster() -> Roster:
    return Roster(make_roster("990100", NAMES))


@pytest.fixture
def province() -> Region:
    return Region("990000", "岭海省", Level.PROVINCE)


@pytest.fixture
def cities() -> tuple[Region, Region]:
    return Region("990100", "云岭市", Level.CITY, "990000"), Region("990200", "海川市", Level.CITY, "990000")


@pytest.fixture
def province_roster(cities: tuple[Region, Region]) -> Roster:
    """Two cities with their counties, and a county that reports to the province directly."""
    lines = [RosterLine(Reporter(city.code), city.name, Level.CITY, "990000") for city in cities]
    lines += make_roster("990100", NAMES)
    lines += make_roster("990200", SEA_NAMES)
    lines.append(RosterLine(Reporter("990131"), "新岭市", Level.COUNTY, "990000"))
    return Roster(tuple(lines))


Answers = Mapping[str, Mapping[str, object]]


@pytest.fixture
def report(plan: Plan, period: Period) -> Callable[..., Report]:
    """Make a report of one line: answers by row id, or those of a seed; `among` lists the places that report."""

    def make(
        line: RosterLine,
        answers: Answers | None = None,
        *,
        seed: int = 0,
        day: int = 3,
        nothing: bool = False,
        among: Roster | None = None,
    ) -> Report:
        blank = lay_out_ledger(plan, line, period, roster=among)
        file = f"{line.reporter.code:0>64}"
        ledger = fill(blank, some_answers(blank, seed) if answers is None else answers, file)
        submission = Submission(
            number=int(line.reporter.code) % 1000, received=datetime(2022, 10, day, 9, 30, tzinfo=UTC), sender="",
            file_name=f"{line.name}2022年第三季度台账.xlsx", sha256=file, size=30_000, verdict=Verdict.ACCEPTED,
            plan=plan.id, reporter=line.reporter, period=period,
        )  # fmt: skip
        return Report(replace(ledger, nothing_to_report=nothing), submission)

    return make


@pytest.fixture
def read_grids() -> Callable[[bytes], tuple[Grid, ...]]:
    """The sheets of a written workbook, read by a library that had no part in writing it."""

    def read(content: bytes) -> tuple[Grid, ...]:
        book = openpyxl.load_workbook(BytesIO(content))
        return tuple(
            Grid(
                page.title,
                {
                    (cell.row, cell.column): Decimal(repr(cell.value))
                    if isinstance(cell.value, int | float)
                    else cell.value
                    for row in page.iter_rows()
                    for cell in row
                    if cell.value is not None
                },
                visible=page.sheet_state == "visible",
            )
            for page in book.worksheets
        )

    return read
