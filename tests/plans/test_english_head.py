"""The head of a translated notice, and who reports how often; places, numbers and sentences are invented."""

from __future__ import annotations

import pytest

from taizhang.plans import compile_plan
from taizhang.plans.english.cadence import read_cadences
from taizhang.plans.squeezed import squeeze

TASK = "1. Open stations. Open 3 stations. (Municipal Health Commission is responsible)\n"


def head(text):
    plan = compile_plan(text + "\n" + TASK)
    return [
        plan.title,
        plan.jurisdiction.name,
        plan.jurisdiction.level.value,
        plan.year,
        plan.doc_number,
        str(plan.issued_on),
    ]


def test_a_title_without_year_takes_the_year_of_the_number():
    assert head(
        "Notice of the Office of Yunling Municipal People's Government on Printing and Distributing the Implementation Plan\n"
        "Yun Zheng Ban [2031] No. 12\nThe county people's governments:\nMarch 5, 2031\nYunling City High -quality Development of Hospitals\nImplementation Plan\n"
        "By 2035, the rate will reach 20%."
    ) == ["Yunling City High -quality Development of Hospitals Implementation Plan", "Yunling City", "city", 2031, "Yun Zheng Ban [2031] No. 12", "2031-03-05"]  # fmt: skip


def test_a_date_with_a_blank_before_its_comma():
    assert head(
        "Notice on Issuing the Key Work Tasks\nYun Zheng Ban [2031] No. 12\nAll counties:\nMarch 5 , 2031\nKey Work Tasks of Yunling City in 2031\nServe people."
    ) == ["Key Work Tasks of Yunling City in 2031", "Yunling City", "city", 2031, "Yun Zheng Ban [2031] No. 12", "2031-03-05"]  # fmt: skip


def test_a_title_that_the_notice_quotes_in_short():
    assert head(
        'Notice on Issuing the Implementation Plan\nAll county people\'s governments:\nThe "Implementation Plan" is hereby issued to you.\nMarch 5, 2031\n'
        "Implementation Plan of Yunling City for Good Hospitals\nServe people."
    )[0] == "Implementation Plan of Yunling City for Good Hospitals"  # fmt: skip


def test_a_plan_of_the_nation():
    assert head(
        "Notice of the General Office of the State Council on Issuing the Key Tasks of Medical Reform\nNo. 7 [2031] of the State Council Office\n"
        "People's governments of provinces, autonomous regions and municipalities:\nGeneral Office of the State Council\n5 March 2031\n"
        "Key Tasks of Medical Reform in 2031"
    ) == ["Key Tasks of Medical Reform in 2031", "China", "national", 2031, "No. 7 [2031] of the State Council Office", "2031-03-05"]  # fmt: skip


def test_the_title_is_the_heading_that_the_notice_quotes():
    assert head(
        "Notice of the Office of Yunling Municipal People's Government on Printing and Distributing the\nKey Tasks of Medical Reform in 2031\n"
        "The \"Key Tasks of Medical Reform in 2031\" has been approved and is hereby issued to you\n.\nMarch 5, 2031\n"
        "Key Tasks of Medical Reform in 2031\n1、 Overall requirements\nServe people.\n2、 Key tasks"
    )[0] == "Key Tasks of Medical Reform in 2031"  # fmt: skip


def test_a_date_under_the_tasks_dates_the_plan():
    plan = compile_plan(
        "Implementation Opinions of Yunling Municipal People's Government on Building a Healthy Yunling\n"
        'Implement the "Healthy Country 2040" outline.\n' + TASK + "September 12, 2031\n"
    )
    assert (plan.year, str(plan.issued_on)) == (2031, "2031-09-12")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Yunling County Medical Reform 2031 Work Points", ["Yunling County", "county"]),
        (
            "Key Tasks of Yunling Yi and Tibetan Autonomous Prefecture in 2031",
            ["Yunling Yi and Tibetan Autonomous Prefecture", "city"],
        ),
        ("Yunling Autonomous Prefecture Key Work Tasks in 2031", ["Yunling Autonomous Prefecture", "city"]),
        (
            "Inner Mongolia Autonomous Region Key Work Tasks in 2031",
            ["Inner Mongolia Autonomous Region", "province"],
        ),
        ("Key Work Tasks for Medical Reform in Guangxi in 2031", ["Guangxi", "province"]),
        ("Fujian Provincial Key Work Tasks in 2031", ["Fujian Province", "province"]),
        ("Fujian deepens medical reform: key work tasks in 2031", ["Fujian Province", "province"]),
        (
            'Yunling Provincial People\'s Government\nImplementation opinions on clinics in 2031\nFollow the "Opinions of the State Council on Clinics".',
            ["Yunling Province", "province"],
        ),
        (
            "The People's Government of Guangxi Zhuang Autonomous Region\nKey Work Tasks for Medical Reform in Guangxi in 2031",
            ["Guangxi Zhuang Autonomous Region", "province"],
        ),
        (
            "Yunling County People's Government\nMay 3, 2031\nImplementation Plan for Close County Medical Communities in Yunling County",
            ["Yunling County", "county"],
        ),
    ],
)
def test_places(title, expected):
    assert head(title)[1:3] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("All counties shall submit the progress of the work to the Municipal Medical Reform Office before the 25th of the last month of each quarter.",
         ["quarterly, All counties, Municipal Medical Reform Office"]),
        ("All counties should report to the Secretariat of the Leading Group of the City every six months.",
         ["half-yearly, All counties, Secretariat of the Leading Group of the City"]),
        ("The group meets every quarter, and the office reports the progress to the County Office every month.", ["monthly, , County Office"]),
        ("Report the progress before June 20 and December 20 every year.", ["half-yearly, , "]),
        ("Each department must send the summary annually.", ["annual, Each department, "]),
        ("Evaluate hospitals every year.", []),
    ],
)  # fmt: skip
def test_reports(sentence, expected):
    read = read_cadences(squeeze(sentence, blanks=True).whole)
    assert [f"{one.every}, {one.by}, {one.to}" for one in read] == expected
