"""Texts that lost their line breaks: where breaks are put back, and where a long line is left as it is."""

from __future__ import annotations

import pytest

from taizhang.plans import compile_plan
from taizhang.plans.chinese.lost_lines import restore_lines
from taizhang.plans.english.lost_lines import restore_lines as restore_english_lines
from taizhang.plans.squeezed import squeeze

FILLED = "推进各项改革工作落地见效" * 30 + "。"
FILLED_ENGLISH = "promote all of the work of the reform in every way " * 20 + "."


def lines(text):
    return [line.text.replace(FILLED, "…") for line in restore_lines(squeeze(text, blanks=False)).lines()]


def english_lines(text):
    restored = restore_english_lines(squeeze(text, blanks=True))
    return [line.text.replace(FILLED_ENGLISH, "…") for line in restored.lines()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"安排如下：一、建站(一)选址{FILLED}(市卫生健康委负责)(二)建房{FILLED}二、培训{FILLED}三、宣传{FILLED}",
         ["安排如下：", "一、建站", "(一)选址…(市卫生健康委负责)", "(二)建房…", "二、培训…", "三、宣传…"]),
        (f"一、建站。{FILLED}责任单位：市卫生健康委、市财政局二、培训。推动二、三级医院{FILLED}责任单位：市教育局三、宣传。{FILLED}",
         ["一、建站。…", "责任单位：市卫生健康委、市财政局", "二、培训。推动二、三级医院…", "责任单位：市教育局", "三、宣传。…"]),
        (f"第一条建站。{FILLED}第二条培训。{FILLED}第三条宣传。按第一条办理{FILLED}", ["第一条建站。…", "第二条培训。…", "第三条宣传。按第一条办理…"]),
        (f"云岭市人民政府办公室关于印发重点任务的通知云政办发〔2031〕8号各县人民政府：现将《云岭市医改重点任务》印发给你们。云岭市人民政府办公室2031年6月2日"
         f"(此件公开发布)云岭市医改重点任务为做好工作,制定本任务。1.建站{FILLED}2.培训{FILLED}3.宣传{FILLED}",
         ["云岭市人民政府办公室关于印发重点任务的通知", "云政办发〔2031〕8号", "各县人民政府：现将《云岭市医改重点任务》印发给你们。",
          "云岭市人民政府办公室2031年6月2日", "(此件公开发布)", "云岭市医改重点任务", "为做好工作,制定本任务。", "1.建站…", "2.培训…", "3.宣传…"]),
        (f"1．建站{FILLED}（市卫生健康委）2．60%以上的县达标，比重由7.5%提高{FILLED}（市医保局）4．宣传，投入5.6万元{FILLED}（市教育局）",
         ["1.建站…（市卫生健康委）", "2.60%以上的县达标，比重由7.5%提高…（市医保局）", "4.宣传，投入5.6万元…（市教育局）"]),
        (f"一、建站，包括一、二类站点，以及1.2万张床位{FILLED * 5}", [f"一、建站，包括一、二类站点，以及1.2万张床位{'…' * 5}"]),
    ],
)  # fmt: skip
def test_breaks_in_a_long_line(text, expected):
    assert lines(text) == expected


def test_lines_that_stand_are_left():
    source = squeeze("一、建站。\n二、培训。\n三、宣传。\n(一)讲好。(二)写好。(三)做好。", blanks=False)
    assert restore_lines(source) is source
    english = squeeze("1. Open.\n2. Train.\n3. Tell.\n(1) Speak. (2) Write. (3) Do.", blanks=True)
    assert restore_english_lines(english) is english


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Do as follows: one, Open stations (1) Find places {FILLED_ENGLISH} (2) Build {FILLED_ENGLISH} two, Train {FILLED_ENGLISH} Third, tell {FILLED_ENGLISH}",
         ["Do as follows:", "one, Open stations", "(1) Find places …", "(2) Build …", "two, Train …", "Third, tell …"]),
        (f"1. Open. {FILLED_ENGLISH} Responsible units: Health Bureau, Finance Bureau 2. Train. {FILLED_ENGLISH} The Health Bureau and the Finance Bureau are responsible 3. Tell. {FILLED_ENGLISH}",
         ["1. Open. …", "Responsible units: Health Bureau, Finance Bureau", "2. Train. … The Health Bureau and the Finance Bureau are responsible", "3. Tell. …"]),
        (f"Notice of the Office Yun Zheng [2031] No. 12 All counties: do it. March 5, 2031 Key Tasks of Yunling 1. Open. {FILLED_ENGLISH} 2. Train. {FILLED_ENGLISH} 3. Tell. {FILLED_ENGLISH}",
         ["Notice of the Office Yun Zheng [2031] No. 12", "All counties: do it. March 5, 2031", "Key Tasks of Yunling", "1. Open. …", "2. Train. …", "3. Tell. …"]),
    ],
)  # fmt: skip
def test_breaks_in_a_long_translated_line(text, expected):
    assert english_lines(text) == expected


def test_a_place_behind_its_label_in_a_text_without_lines():
    task = "{}、建成{}个站点。建成{}个站点。责任单位：市卫生健康委、市财政局"
    text = "云岭市2031年医改重点任务" + "".join(
        task.format(number, at, at) for at, number in enumerate("一二三四五六七八", 1)
    )
    plan = compile_plan(text)
    assert plan.title == "云岭市2031年医改重点任务"
    assert [(task.number, task.title, len(task.duties)) for task in plan.tasks] == [
        (number, f"建成{at}个站点", 2) for at, number in enumerate("一二三四五六七八", 1)
    ]
