"""Plans of an invented province and its city, in both languages, and small plans made of one task each."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from taizhang.model.plan import Plan
from taizhang.papers import read_document
from taizhang.plans import compile_plan
from taizhang.plans.aligning import align

PROVINCE = """云岭省深化医药卫生体制改革2031年重点工作任务
一、推进紧密型县域医共体建设。40%以上的县（市、区）建成紧密型县域医共体。（省卫生健康委牵头，省财政厅配合）
二、改革医保支付方式。按病种付费占住院医保基金支出的比例达到50%。（省医保局牵头，省财政厅配合）
三、深化医疗服务价格改革。6月底前完成调价评估。（省医保局牵头）
四、做好家庭医生签约服务。重点人群签约率不低于70%。（省卫生健康委牵头）
五、推动中医药传承创新发展。90%的乡镇卫生院设置中医馆。（省中医药管理局牵头）
六、加强卫生人才培养。订单定向医学生招录300名。（省教育厅牵头）
七、保障短缺药品供应。完善短缺药品监测预警。（省药监局牵头）
"""
CITY = """竹溪市2031年深化医药卫生体制改革工作要点
（一）守住群众用药底线。建立急救药、小品种药储备清单，防止药品短缺。（市市场监管局牵头）
（二）医疗服务调价。8月底前完成调价评估，理顺比价关系。（市医保局牵头）
（三）县域医疗共同体建设。3个县建成紧密型医共体。（市卫生健康委牵头）
（四）推开按病种分值付费。DIP付费占住院医保基金支出的比例达到45%。（市财政局牵头，市医保局配合）
（五）签约服务提质。家庭医生重点人群签约率达到75%。（市卫生健康委牵头）
（六）建设中医馆。90%以上的乡镇卫生院设置中医馆。（市卫生健康委牵头）
（七）托育服务。新增托位500个。（市卫生健康委牵头）
"""
PROVINCE_IN_ENGLISH = """Yunling Province Key Tasks for Deepening the Reform of the Medical and Health System in 2031
1. Build close county medical communities. More than 40% of counties have built a county medical community. (The Provincial Health Commission is responsible)
2. Reform the payment methods of medical insurance. The share of inpatient insurance spending under DRG or DIP reaches 50%. (The Provincial Medical Security Bureau is responsible)
3. Adjust the prices of medical services. Complete the price evaluation by the end of June. (The Provincial Medical Security Bureau is responsible)
4. Improve the contract services of family doctors. The contract rate of key groups is not less than 70%. (The Provincial Health Commission is responsible)
5. Develop traditional Chinese medicine. 90% of township health centers set up a TCM clinic. (The Provincial Administration of Traditional Chinese Medicine is responsible)
6. Train health talents. Recruit 300 order-oriented medical students. (The Provincial Department of Education is responsible)
7. Secure drugs in short supply. Improve shortage monitoring of drugs. (The Provincial Drug Administration is responsible)
"""
# Ordinals of the province's and the city's tasks that want the same.
TRUE_PAIRS = {(1, 3), (2, 4), (3, 2), (4, 5), (5, 6), (7, 1)}


@pytest.fixture(scope="session")
def province():
    return compile_plan(PROVINCE)


@pytest.fixture(scope="session")
def city():
    return compile_plan(CITY)


@pytest.fixture(scope="session")
def province_in_english():
    return compile_plan(PROVINCE_IN_ENGLISH)


@pytest.fixture(scope="session")
def real_pair(shared):
    """The translated plan of a province, and the plan of one of its cities that follows it task by task."""
    return tuple(compiled(next((shared / "plans").glob(f"{number}_*.txt"))) for number in ("004", "000"))


def compiled(path):
    return compile_plan(read_document(path.read_bytes(), path.name))


def shuffled(plan: Plan, seed: int) -> Plan:
    tasks = list(plan.tasks)
    random.Random(seed).shuffle(tasks)
    return replace(plan, tasks=tuple(tasks))


def ordinals(alignment):
    return {(pair.upper.ordinal, pair.lower.ordinal) for pair in alignment.pairing.pairs}


def one_task(upper: str, lower: str, *, years=(2031, 2031)):
    """What comes of a province's and a city's plan that hold one task on the same subject, and these words."""
    plans = [
        compile_plan(
            f"{place}{year}年重点工作任务\n一、做好家庭医生签约服务。{words}\n二、发展中医药。弘扬文化。（{level}卫生健康委负责）\n"
        )
        for place, level, year, words in (
            ("云岭省", "省", years[0], upper),
            ("竹溪市", "市", years[1], lower),
        )
    ]
    return align(*plans)
