from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from taizhang.ledgers import lay_out_ledger
from taizhang.ledgers.targets import YES, whole_word
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.plan import (
    Answer,
    Comparator,
    Deadline,
    DefaultDuty,
    Jurisdiction,
    Plan,
    Precision,
    Role,
    Target,
)
from taizhang.model.plan_change import Split
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.plans import compile_plan


@pytest.fixture
def ledger(plan: Plan, line: RosterLine, period: Period) -> Ledger:
    return lay_out_ledger(plan, line, period, version="0123456789abcdef")


def test_one_row_for_each_indicator_and_each_measure_without_one(ledger: Ledger) -> None:
    assert [(row.number, row.id, row.target, row.unit, str(row.answer)) for row in ledger.rows] == [
        ("1", "T01.M01.I1", "全市93个", "个", "number"),
        ("2", "T01.M02.I1", "≥1", "个", "number"),
        ("3", "T01.M03.I1", "是", "", "yes-no"),
        ("4", "T01.M04", "", "", "status"),
        ("5", "T02.M01.I1", "全市4级以上", "%", "ratio"),
        ("6", "T02.M02.I1", "≥40%", "%", "ratio"),
        ("7", "T02.M03.I1", "全市≥50%", "", "yes-no"),
        ("8", "T02.M03.I2", "全市＜10%", "%", "ratio"),
        ("9", "T02.M04", "", "", "status"),
    ]


def own_targets(ledger: Ledger) -> dict[str, Target]:
    return {row.id: row.asked.target for row in ledger.rows if row.asked and row.asked.target}


def test_a_county_has_a_target_of_its_own_only_where_it_is_each_or_named(ledger: Ledger) -> None:
    assert own_targets(ledger) == {
        "T01.M02.I1": Target(Comparator.ONE_EACH, Decimal(1), "个"),
        "T01.M03.I1": YES,
        "T02.M02.I1": Target(Comparator.AT_LEAST, Decimal(40), "%"),
    }


def test_a_county_that_is_not_named_is_asked_without_a_target(
    plan: Plan, other_line: RosterLine, period: Period
) -> None:
    row = lay_out_ledger(plan, other_line, period).row("T01.M03.I1")
    assert row is not None
    assert row.asked is not None
    assert (row.target, row.asked.target, row.answer) == ("", None, Answer.YES_NO)


def test_a_place_may_be_named_otherwise_than_in_the_roster(
    plan: Plan, other_line: RosterLine, period: Period
) -> None:
    row = lay_out_ledger(plan, other_line, period, places={"白石县": "990122"}).row("T01.M03.I1")
    assert row is not None
    assert row.target == "是"


def test_a_unit_of_a_named_place_is_not_that_place(plan: Plan, line: RosterLine, period: Period) -> None:
    unit = replace(line, reporter=Reporter("990121", "县医院"))
    assert "T01.M03.I1" not in own_targets(lay_out_ledger(plan, unit, period))


def test_a_named_list_that_answers_a_share_gives_its_row_the_target(
    plan: Plan, line: RosterLine, period: Period
) -> None:
    groups = plan.tasks[1].measures[2].indicators[0]
    named = replace(groups, id="T02.M00.I1", names=("清河县",), answered_by=groups.id)
    titled = replace(plan.tasks[1], title_indicators=(named,))
    ledger = lay_out_ledger(replace(plan, tasks=(plan.tasks[0], titled)), line, period)
    assert [row.id for row in ledger.rows].count("T02.M00.I1") == 0
    assert own_targets(ledger)[groups.id] == YES


def test_deadlines_come_from_the_sentence_then_the_task_then_the_plan(ledger: Ledger) -> None:
    told = {row.id: (row.deadline, row.asked.deadline_stated) for row in ledger.rows if row.asked}
    assert told["T01.M04"] == ("2022年9月30日前", True)
    assert told["T01.M01.I1"] == ("2022年12月31日前", False)
    assert told["T02.M02.I1"] == ("2022年12月31日前", True)


def test_a_day_named_outside_the_sentences_holds_for_the_whole_task(
    plan: Plan, line: RosterLine, period: Period
) -> None:
    task = plan.tasks[1]
    whole = replace(task, deadlines=(Deadline(task.title_span, date(2022, 10, 31), Precision.MONTH),))
    ledger = lay_out_ledger(replace(plan, tasks=(whole,)), line, period)
    assert [row.deadline for row in ledger.rows] == [
        "2022年10月31日前",
        "2022年12月31日前",
        "2022年10月31日前",
        "2022年10月31日前",
        "2022年10月31日前",
    ]


def test_duties_stand_with_their_role_and_lead_only_where_it_is_said(ledger: Ledger) -> None:
    first, last = ledger.rows[0], ledger.rows[-1]
    assert (first.duties, first.lead, first.support) == (
        "牵头：市卫生健康委；配合：市财政局、市医保局",
        "市卫生健康委",
        "市财政局、市医保局",
    )
    assert (last.duties, last.lead, last.support) == ("按职责分工负责：市卫生健康委、市发展改革委", "", "")


def test_units_that_answer_for_every_later_task_are_added(
    plan: Plan, line: RosterLine, period: Period
) -> None:
    default = DefaultDuty(plan.tasks[0].measures[0].span, ("各县人民政府",), Role.BY_DUTY)
    ledger = lay_out_ledger(replace(plan, default_duty=default), line, period)
    assert ledger.rows[0].duties == "牵头：市卫生健康委；配合：市财政局、市医保局"
    assert ledger.rows[-1].duties == "按职责分工负责：市卫生健康委、市发展改革委、各县人民政府"


def test_the_ledger_says_which_plan_and_version_it_was_laid_out_from(ledger: Ledger) -> None:
    assert (ledger.plan, ledger.version, ledger.template) == ("yunling-2022", "0123456789abcdef", "2")
    assert {row.version for row in ledger.rows} == {"01234567"}
    assert ledger.head.reporter_name == "清河县"


@pytest.mark.parametrize(
    ("name", "level", "word"),
    [
        ("云岭市", Level.CITY, "全市"),
        ("某某省", Level.PROVINCE, "全省"),
        ("某某自治区", Level.PROVINCE, "全区"),
        ("某某自治州", Level.CITY, "全州"),
        ("Someplace", Level.CITY, "全市"),
    ],
)
def test_the_whole_is_called_by_its_kind_of_place(name: str, level: Level, word: str) -> None:
    assert whole_word(Jurisdiction(name, level)) == word


def test_a_split_total_is_each_reporters_own_target(sample_document: Path) -> None:
    plan = compile_plan(sample_document.read_text(encoding="utf-8"))
    split = replace(plan, splits=(Split("T13.M02.I1", (("990101", Decimal(250)), ("990102", Decimal(350)))),))
    seen = {}
    for code, name in (("990101", "碧潭县"), ("990103", "白礁县")):
        line = RosterLine(Reporter(code), name, Level.COUNTY, "990100")
        row = lay_out_ledger(split, line, Period.parse("2022Q3")).row("T13.M02.I1")
        seen[name] = (row.target, str(row.asked.target))
    assert seen == {"碧潭县": ("250", "250个"), "白礁县": ("全市600个", "None")}
