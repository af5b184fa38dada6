"""An invented province of two cities with two counties each, and an archive of what they sent over two years."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from kept_reports import AT, Told, put
from small_city import LINES, A, B, C, D, asked, plan_of

from taizhang.desk.open_archive import opened
from taizhang.model.clearing import ClearingStep
from taizhang.model.period import Period
from taizhang.model.plan import Jurisdiction, Method, Over, Plan, Scope
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.words.status import Clearing, Status

BEDS, VISITS, CLINICS, HUBS = "T01.M01.I1", "T01.M02.I1", "T01.M03.I1", "T01.M04.I1"
AS_OF, PERIOD = date(2022, 10, 12), Period.parse("2022Q3")
CITIES = (
    RosterLine(Reporter("990120"), "东州市", Level.CITY, "990000", leader="赵某"),
    RosterLine(Reporter("990130"), "西州市", Level.CITY, "990000", leader="钱某"),
)
EAST, WEST = (line.reporter.code for line in CITIES)
ROSTER = Roster(
    (*CITIES, *(replace(line, reports_to=EAST if line.reporter in (A, B) else WEST) for line in LINES))
)


def of_province(plan: Plan) -> Plan:
    return replace(plan, jurisdiction=Jurisdiction("云岭省", Level.PROVINCE, "990000"))


PLAN = of_province(
    plan_of(
        asked(BEDS, "新增床位", "100", "张"),
        asked(VISITS, "本期义诊", "100", "场次", over=Over.SUM),
        asked(CLINICS, "开放诊室", ">=5", "间", scope=Scope.EACH_PLACE, deadline=date(2022, 3, 31)),
        asked(HUBS, "建有中心的县占比", ">=50", "%", method=Method.SHARE_MEETING),
    )
)
OF_2021 = "T01.M07.I1"
LAST_YEAR = of_province(plan_of(asked(OF_2021, "新增床位", "80", "张"), year=2021))
DONE = {"actual": Decimal(6), "status": Status.DONE}
ASKING = {
    "status": Status.BEHIND, "problems": "用地未批", "next_steps": "再报一次", "needs_leader": "是",
    "clearing": Clearing.REQUESTED, "evidence": "函〔2022〕1号",
}  # fmt: skip


def fill_archive(where: Path, *, last_year: bool = True, of: Collection[Reporter] = (A, B, C, D)) -> Path:
    """Nothing came in from the western city's counties in summer, nor a year ago from one of them; `of` are who sent."""
    if last_year:
        put(
            where,
            LAST_YEAR,
            _sent_by(of, {"2021Q3": {A: {OF_2021: 7}, B: {OF_2021: 8}, C: {OF_2021: 1}}}),
            ROSTER,
        )
    put(where, PLAN, _sent_by(of, _SENT), ROSTER)
    with opened(where) as store:
        at = datetime(2022, 10, 9, 10, tzinfo=AT.tzinfo)
        asked_for = ClearingStep(PLAN.id, A, CLINICS, Clearing.REQUESTED, "验收单", "东州市", "", at)
        approved = replace(asked_for, state=Clearing.CLEARED, evidence="", who="王某", at=at.replace(hour=11))
        store.add_clearings((asked_for, approved) if A in of else (), 0)
    return where


_SENT: Told = {
    "2022Q1": {A: {VISITS: 3, CLINICS: 2}, B: {VISITS: 4, CLINICS: 9}},
    "2022Q2": {A: {BEDS: 10, VISITS: 5, CLINICS: DONE, HUBS: 60}, B: {BEDS: 1, HUBS: 40}},
    "2022Q3": {
        A: {BEDS: 20, VISITS: 1, CLINICS: DONE | {"clearing": Clearing.REQUESTED, "evidence": "验收单"}},
        B: {BEDS: 20, VISITS: 1, CLINICS: DONE, HUBS: 70},
        C: {BEDS: {"actual": Decimal(20), **ASKING}, VISITS: 1, CLINICS: DONE, HUBS: 10},
        D: {BEDS: {"problems": "缺人"}, VISITS: 1, CLINICS: DONE},
    },
}


def _sent_by(of: Collection[Reporter], told: Told) -> Told:
    return {period: {one: cells for one, cells in sent.items() if one in of} for period, sent in told.items()}
