"""An invented city, 云岭市, its county 清河县, and a plan with every sort of row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from taizhang.model.period import Period
from taizhang.model.plan import (
    Comparator,
    Deadline,
    Duty,
    Indicator,
    Jurisdiction,
    Kind,
    Measure,
    Method,
    Plan,
    Precision,
    Role,
    Scope,
    Span,
    Target,
    Task,
)
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, RosterLine

TEXT = """云岭市深化医药卫生体制改革2022年重点工作任务
一、推进分级诊疗
（一）加强基层服务。全市新建社区医院93个。每个县至少建成1个县域医疗中心。支持清河县、白石县开展试点。9月底前印发实施方案。（市卫生健康委牵头，市财政局、市医保局配合）
（二）提升信息化水平。全部三级医院电子病历达到4级以上。公立医院医疗服务收入占比达到40%以上。50%的县建成紧密型医共体。县域外转率低于10%。持续开展健康宣传。（市卫生健康委、市发展改革委按职责分工负责）
"""  # fmt: skip


def span(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span(start, start + len(quote), quote)


def indicator(row_id: str, quote: str, subject: str, target: Target, **facts: object) -> Indicator:
    return Indicator(row_id, span(quote), subject, target, **facts)  # type: ignore[arg-type]


def target(comparator: Comparator, value: str, unit: str) -> Target:
    return Target(comparator, Decimal(value), unit)


@pytest.fixture
def period() -> Period:
    return Period.parse("2022Q3")


@pytest.fixture
def line() -> RosterLine:
    return RosterLine(Reporter("990121"), "清河县", Level.COUNTY, reports_to="990100")


@pytest.fixture
def other_line() -> RosterLine:
    return RosterLine(Reporter("990122"), "青松县", Level.COUNTY, reports_to="990100")


@pytest.fixture
def plan() -> Plan:
    return Plan(
        id="yunling-2022",
        title="云岭市深化医药卫生体制改革2022年重点工作任务",
        text=TEXT,
        text_sha256="",
        language="zh",
        jurisdiction=Jurisdiction("云岭市", Level.CITY, "990100"),
        year=2022,
        tasks=(_services(), _records()),
    )


def _services() -> Task:
    hospitals = indicator(
        "T01.M01.I1", "93个", "社区医院", target(Comparator.EQUAL, "93", "个"), scope=Scope.TOTAL
    )
    centres = indicator(
        "T01.M02.I1", "至少建成1个", "县域医疗中心", target(Comparator.ONE_EACH, "1", "个"),
        scope=Scope.EACH_PLACE, per="每个县", method=Method.COUNT_MEETING,
    )  # fmt: skip
    pilots = indicator(
        "T01.M03.I1", "清河县、白石县", "开展试点", target(Comparator.EQUAL, "2", "个"),
        scope=Scope.NAMED, kind=Kind.YES_NO, method=Method.COUNT_MEETING, names=("清河县", "白石县"),
    )  # fmt: skip
    return Task(
        id="T01", number="（一）", ordinal=1, section=("一、推进分级诊疗",), title="加强基层服务",
        span=span("（一）加强基层服务。"), title_span=span("加强基层服务"),
        measures=(
            Measure("T01.M01", span("全市新建社区医院93个。"), 0, (hospitals,)),
            Measure("T01.M02", span("每个县至少建成1个县域医疗中心。"), 0, (centres,)),
            Measure("T01.M03", span("支持清河县、白石县开展试点。"), 0, (pilots,)),
            Measure("T01.M04", span("9月底前印发实施方案。"), 0),
        ),
        clauses=(span("（市卫生健康委牵头，市财政局、市医保局配合）"),),
        duties=(
            Duty("市卫生健康委", Role.LEAD, 0, span("市卫生健康委")),
            Duty("市财政局", Role.SUPPORT, 0, span("市财政局")),
            Duty("市医保局", Role.SUPPORT, 0, span("市医保局")),
        ),
        deadlines=(Deadline(span("9月底前"), date(2022, 9, 30), Precision.MONTH),),
    )  # fmt: skip


def _records() -> Task:
    records = indicator(
        "T02.M01.I1", "全部三级医院电子病历达到4级以上", "电子病历", target(Comparator.AT_LEAST, "4", "级"),
        scope=Scope.INSTITUTIONS, kind=Kind.LEVEL, method=Method.RATIO_OF_SUMS, coverage="all",
    )  # fmt: skip
    income = indicator(
        "T02.M02.I1", "达到40%以上", "医疗服务收入占比", target(Comparator.AT_LEAST, "40", "%"),
        scope=Scope.EACH_PLACE, kind=Kind.RATIO, method=Method.RATIO_OF_SUMS, deadline=date(2022, 12, 31),
    )  # fmt: skip
    groups = indicator(
        "T02.M03.I1", "50%的县", "紧密型医共体", target(Comparator.AT_LEAST, "50", "%"),
        scope=Scope.SHARE_OF_PLACES, kind=Kind.YES_NO, method=Method.SHARE_MEETING,
    )  # fmt: skip
    outflow = indicator(
        "T02.M03.I2", "低于10%", "县域外转率", target(Comparator.BELOW, "10", "%"),
        scope=Scope.TOTAL, kind=Kind.RATIO, method=Method.RATIO_OF_SUMS,
    )  # fmt: skip
    return Task(
        id="T02", number="（二）", ordinal=2, section=("一、推进分级诊疗",), title="提升信息化水平",
        span=span("（二）提升信息化水平。"), title_span=span("提升信息化水平"),
        measures=(
            Measure("T02.M01", span("全部三级医院电子病历达到4级以上。"), 0, (records,)),
            Measure("T02.M02", span("公立医院医疗服务收入占比达到40%以上。"), 0, (income,)),
            Measure("T02.M03", span("50%的县建成紧密型医共体。县域外转率低于10%。"), 0, (groups, outflow)),
            Measure("T02.M04", span("持续开展健康宣传。"), 0),
        ),
        clauses=(span("（市卫生健康委、市发展改革委按职责分工负责）"),),
        duties=(
            Duty("市卫生健康委", Role.BY_DUTY, 0, span("市卫生健康委、市发展改革委")),
            Duty("市发展改革委", Role.BY_DUTY, 0, span("市发展改革委")),
        ),
    )  # fmt: skip
