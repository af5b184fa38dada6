"""One invented plan, field by field: what a reader of the text would write down."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.errors import CannotRead
from taizhang.model.plan import Kind, Method, Role, Scope
from taizhang.model.region import Level, Region
from taizhang.plans import compile_plan, fingerprint, outline_plan, plan_from_json, plan_to_json


def test_head(cloud_city):
    plan = cloud_city
    assert (plan.title, plan.year, plan.language, plan.status) == (
        "云栖市深化医改2031年重点工作任务", 2031, "zh", "issued",
    )  # fmt: skip
    assert (plan.jurisdiction.name, plan.jurisdiction.level) == ("云栖市", Level.CITY)
    assert (plan.issuer, plan.doc_number, plan.issued_on) == (
        "云栖市人民政府办公室", "云政办发〔2031〕7号", date(2031, 3, 1),
    )  # fmt: skip


def test_tasks_and_their_sections(cloud_city):
    assert [(task.id, task.number, task.section, task.title) for task in cloud_city.tasks] == [
        ("T01", "（一）", ("一、完善服务体系",), "60%县(市、区)建成健康联合体"),
        ("T02", "（二）", ("一、完善服务体系",), "建强专科"),
        ("T03", "（三）", ("二、提升服务质量",), "规范管理"),
    ]


def test_duties_with_their_full_names(cloud_city):
    first, second, third = cloud_city.tasks
    assert [(duty.unit, duty.role) for duty in first.duties] == [
        ("市卫生健康委", Role.LEAD), ("市财政局", Role.SUPPORT), ("市人社局", Role.SUPPORT),
        ("市委组织部", Role.SUPPORT), ("市委编办", Role.SUPPORT),
    ]  # fmt: skip
    assert second.units(Role.BY_DUTY) == ("市卫生健康委", "市财政局")
    assert second.open_ended
    assert third.units(Role.JOINT) == ("市卫生健康委", "市医保局")
    assert cloud_city.default_duty.units == ("各县(市、区)政府",)


def test_deadlines_and_reports(cloud_city):
    assert [[(one.span.words, one.day) for one in task.deadlines] for task in cloud_city.tasks] == [
        [("年底前", date(2031, 12, 31))],
        [("9月底前", date(2031, 9, 30))],
        [],
    ]
    assert [(one.every, one.to, one.task) for one in cloud_city.cadences] == [("quarterly", "市医改办", 1)]
    assert [str(goal.deadlines[0].day) for goal in cloud_city.goals] == ["2035-12-31"]


def test_what_each_indicator_is(cloud_city):
    told = [
        (one.id, str(one.target), one.scope, one.kind, one.method)
        for one in cloud_city.indicators()
        if not one.names_scheme
    ]
    assert told == [
        ("G01.I1", "≥40%", Scope.TOTAL, Kind.RATIO, Method.RATIO_OF_SUMS),
        ("T01.M00.I1", "60%", Scope.SHARE_OF_PLACES, Kind.YES_NO, Method.SHARE_MEETING),
        ("T01.M01.I1", "3个", Scope.NAMED, Kind.YES_NO, Method.COUNT_MEETING),
        ("T02.M01.I1", "20个", Scope.TOTAL, Kind.COUNT, Method.SUM),
        ("T02.M01.I2", "1个", Scope.EACH_PLACE, Kind.COUNT, Method.COUNT_MEETING),
        ("T02.M02.I1", "2-3家", Scope.TOTAL, Kind.COUNT, Method.SUM),
        ("T03.M01.I1", "≤8天", Scope.TOTAL, Kind.COUNT, Method.LAST),
        ("T03.M01.I2", "≤25%", Scope.TOTAL, Kind.RATIO, Method.RATIO_OF_SUMS),
        ("T03.M01.I3", "100%", Scope.EACH_PLACE, Kind.YES_NO, Method.SHARE_MEETING),
        ("T03.M03.I1", "2个", Scope.TOTAL, Kind.COUNT, Method.SUM),
    ]


def test_one_county_answer_for_two_indicators(cloud_city):
    (title,) = cloud_city.tasks[0].title_indicators
    assert title.answered_by == "T01.M01.I1"
    assert cloud_city.tasks[0].measures[0].indicators[0].names == ("桃源县", "柳溪县", "竹山区")


def test_what_the_office_itself_reports(cloud_city):
    (wards,) = cloud_city.tasks[2].measures[2].indicators
    assert (wards.source, "source" in wards.inferred) == ("市卫生健康委", True)


def test_a_count_that_names_a_scheme_is_no_row(cloud_city):
    schemes = [one for one in cloud_city.indicators() if one.names_scheme]
    assert [str(one.target) for one in schemes] == ["12项"]
    assert not {one.id for one in schemes} & {row.id for row in cloud_city.rows()}


def test_rows_keep_the_order_of_the_text(cloud_city):
    ids = [row.id for row in cloud_city.rows()]
    assert len(ids) == len(set(ids))
    assert [row for row in ids if row.startswith("T01")] == ["T01.M01.I1", "T01.M02"]


def test_place_and_year_given_from_outside():
    region = Region("990100", "云栖市", Level.CITY, "990000")
    plan = compile_plan("任务清单\n一、做好工作。完成3个项目。（市卫生健康委负责）", place=region, year=2031)
    assert (plan.jurisdiction.code, plan.year) == ("990100", 2031)
    assert plan.id.startswith("990100-2031-")


def test_the_id_is_stable_and_ascii(cloud_city):
    again = compile_plan(cloud_city.text)
    assert again == cloud_city
    assert cloud_city.id.startswith("x-2031-")
    assert cloud_city.id.isascii()


def test_a_plan_file_gives_the_same_plan(cloud_city):
    assert plan_from_json(plan_to_json(cloud_city)) == cloud_city


def test_fingerprint_leaves_settings_out(cloud_city):
    from dataclasses import replace

    settings = replace(cloud_city.settings, due_days=9)
    assert fingerprint(replace(cloud_city, settings=settings)) == fingerprint(cloud_city)
    assert fingerprint(replace(cloud_city, year=2032)) != fingerprint(cloud_city)


def test_outline_is_plain(cloud_city):
    import json

    outline = outline_plan(cloud_city)
    assert json.loads(json.dumps(outline)) == outline
    assert outline["reporting"][0]["quote"] == "每季度向市医改办报告进展"


@pytest.mark.parametrize(
    "text", ["", "   ", "今天天气很好。", "一、天气。\n二、出行。", "会议通知\n1. 时间\n2. 地点"]
)
def test_a_text_without_tasks_says_so(text):
    with pytest.raises(CannotRead, match="没有读出编号的工作任务"):
        compile_plan(text)


def test_a_plan_without_a_year_asks_for_it():
    with pytest.raises(CannotRead, match="没有写明是哪一年"):
        compile_plan("工作任务\n一、做好工作。（市卫生健康委负责）")


@pytest.mark.parametrize("text", ["{}", "", "[1]", '{"id": 3}'])
def test_what_is_no_plan_file_says_so(text):
    with pytest.raises(CannotRead, match="不是计划文件"):
        plan_from_json(text)
