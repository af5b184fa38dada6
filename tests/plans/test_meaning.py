"""What an indicator is: whose number, what sort of answer, how it rolls up, what over what (MODEL.md)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.model.words.units import whole_of
from taizhang.plans import compile_plan


def indicator_of(sentence):
    body = f"云栖市2031年重点工作任务\n一、做好服务。{sentence}（市医保局负责）\n二、做好监管。查处。（市医保局负责）"
    (indicator,) = compile_plan(body).indicators()
    return indicator


@pytest.mark.parametrize(
    ("sentence", "scope", "kind", "method", "direction"),
    [
        ("建成专科18个。", "total", "count", "sum", "higher"),
        ("60%以上的县建成联合体。", "share_of_places", "yes-no", "share_meeting", "higher"),
        ("桃源县、柳溪县2个县建成联合体。", "named", "yes-no", "count_meeting", "higher"),
        ("3个县建成联合体。", "total", "yes-no", "count_meeting", "higher"),
        ("每个县至少建设1个急救站。", "each_place", "count", "count_meeting", "higher"),
        ("实现所有县由主要负责同志牵头。", "each_place", "yes-no", "share_meeting", "higher"),
        ("签约率达到75%以上。", "total", "ratio", "ratio", "higher"),
        ("80%的乡镇卫生院建成中医馆。", "institutions", "ratio", "ratio", "higher"),
        ("全部三级医院评级达到四级以上。", "institutions", "level", "ratio", "higher"),
        ("婴儿死亡率控制在4‰以下。", "total", "ratio", "ratio", "lower"),
        ("药占比30%左右。", "total", "ratio", "ratio", "lower"),
        ("能耗下降10%。", "total", "ratio", "ratio", "higher"),
        ("签约率提高3个百分点。", "total", "count", "last", "higher"),
        ("平均住院日控制在8天以内。", "total", "count", "last", "lower"),
        ("平均每个县设置床位60张。", "total", "count", "mean", "higher"),
        ("各县(市、区)床位平均达到50张。", "total", "count", "mean", "higher"),
        ("各县签约率平均达到75%。", "total", "ratio", "ratio", "higher"),
        ("各县均建成1个中心。", "each_place", "count", "count_meeting", "higher"),
        ("每千人口床位数达到7张。", "total", "ratio", "ratio", "higher"),
        ("床位数达到7张/千人。", "total", "ratio", "ratio", "higher"),
        ("医护比达到1:1.5。", "total", "ratio", "ratio", "higher"),
        ("百元医疗收入中消耗的卫生材料费用降到20元以下。", "total", "ratio", "ratio", "lower"),
        ("支出占比控制在35%-40%。", "total", "ratio", "ratio", "band"),
    ],
)
def test_what_an_indicator_is(sentence, scope, kind, method, direction):
    one = indicator_of(sentence)
    assert (one.scope.value, one.kind.value, one.method.value, one.direction.value) == (
        scope,
        kind,
        method,
        direction,
    )


@pytest.mark.parametrize(
    ("sentence", "numerator", "denominator"),
    [
        ("人员支出占业务支出的比例达到40%。", "人员支出", "业务支出"),
        ("80%的乡镇卫生院建成中医馆。", "建成中医馆的乡镇卫生院", "乡镇卫生院"),
        ("三级医院开展日间手术的比例达到60%。", "开展日间手术的三级医院", "三级医院"),
        ("糖尿病患者规范管理率达到70%。", "已规范管理的糖尿病患者", "糖尿病患者"),
        ("每千人口执业医师数达到3.2人。", "执业医师数", "千人口"),
        ("孕产妇死亡率控制在9/10万以下。", "孕产妇死亡数", "活产数"),
        ("医护比达到1:1.5。", "护士数", "医师数"),
        ("能耗下降10%。", "比基期增减的数", "基期的数"),
        ("信息共享率达到70%。", "", ""),
        ("村卫生室覆盖率达到100%。", "", ""),
        ("二级医院开展比例达到60%。", "", ""),
        ("疾控中心达标率90%。", "已达标的疾控中心", "疾控中心"),
        ("专业岗位比例不低于岗位总量的80%。", "专业岗位", "岗位总量"),
        ("建成专科18个。", "", ""),
        ("60%的县建成联合体。", "", ""),
    ],
)
def test_what_over_what(sentence, numerator, denominator):
    one = indicator_of(sentence)
    assert (one.numerator, one.denominator) == (numerator, denominator)
    assert ("numerator" in one.inferred, "denominator" in one.inferred) == (bool(numerator),) * 2


@pytest.mark.parametrize(
    ("unit", "per", "whole"),
    [
        ("%", "", 100),
        ("‰", "", 1000),
        ("/10万", "", 100_000),
        ("人", "每千人口", 1000),
        ("辆", "每3万人口", 30_000),
        ("名", "每10万人口", 100_000),
        ("张/千人", "", 1000),
        ("元", "百元医疗收入", 100),
        ("比", "", 1),
        ("个", "每个县", None),
        ("张", "", None),
        ("万元", "", None),
        ("%", "万元收入", 100),
    ],
)
def test_what_one_whole_is(unit, per, whole):
    assert whole_of(unit, per) == (None if whole is None else Decimal(whole))


@pytest.mark.parametrize(
    ("sentence", "scope", "kind", "method", "direction"),
    [
        ("Build 18 stations.", "total", "count", "sum", "higher"),
        ("More than 60% of the counties build a union.", "share_of_places", "yes-no", "share_meeting", "higher"),
        ("Taoyuan County and Liuxi County 2 counties build a union.", "named", "yes-no", "count_meeting", "higher"),
        ("Each county builds at least 1 emergency station.", "each_place", "count", "count_meeting", "higher"),
        ("All counties set up a leading group.", "each_place", "yes-no", "share_meeting", "higher"),
        ("80% of township health centers open a clinic.", "institutions", "ratio", "ratio", "higher"),
        ("All hospitals reach level 4 or above.", "institutions", "level", "ratio", "higher"),
        ("The number of beds per thousand population reaches 7.", "total", "ratio", "ratio", "higher"),
        ("The number of doctors per 10,000 residents will reach 3.5.", "total", "ratio", "ratio", "higher"),
        ("The maternal mortality rate is controlled within 10/100,000.", "total", "ratio", "ratio", "lower"),
        ("The average length of stay is no more than 8 days.", "total", "count", "last", "lower"),
        ("The contract rate rises by 3 percentage points.", "total", "count", "last", "higher"),
        ("The approval time is reduced by 20%.", "total", "ratio", "ratio", "higher"),
        ("The share of drugs is reduced to about 30%.", "total", "ratio", "ratio", "lower"),
    ],
)  # fmt: skip
def test_meaning_in_translation(sentence, scope, kind, method, direction):
    body = f"Yunling City 2031 Key Work Tasks\n1. Serve people. {sentence} (The Municipal Health Commission is responsible)"
    (indicator,) = compile_plan(body).indicators()
    read = (indicator.scope, indicator.kind, indicator.method, indicator.direction)
    assert tuple(one.value for one in read) == (scope, kind, method, direction)


@pytest.mark.parametrize(
    ("sentence", "over", "method"),
    [
        ("本期新增家庭病床200张。", "sum", "sum"),
        ("当季义诊不少于30场次。", "sum", "sum"),
        ("本月培训率达到80%以上。", "sum", "ratio"),
        ("本季度平均住院日控制在8天以内。", None, "last"),  # a number that no sum means anything of
        ("全年义诊不少于30场次。", None, "sum"),
        ("每季度义诊不少于30场次。", None, "sum"),
    ],
)
def test_numbers_of_their_own_period_are_added_where_the_words_say_so(sentence, over, method):
    one = indicator_of(sentence)
    assert (one.over and one.over.value, one.method.value) == (over, method)
    assert "over" not in one.inferred


def test_a_mean_is_stated_and_not_inferred():
    assert "method" not in indicator_of("平均每个县设置床位60张。").inferred
    assert "method" in indicator_of("建成专科18个。").inferred
