"""Units and the parts they take, in the words of Chinese clauses; every sentence is invented."""

from __future__ import annotations

import pytest

from taizhang.plans.chinese.duties import read_clause
from taizhang.plans.squeezed import squeeze


def told(clause, rule=""):
    read = read_clause(squeeze(clause, blanks=False).whole, rule, "")
    return ", ".join([f"{unit.unit} {unit.role.value}" for unit in read.units] + ["等"] * read.open_ended)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("（责任单位为市医保局、市财政局）", "市医保局 joint, 市财政局 joint"),
        ("【责任单位】市医保局、市财政局", "市医保局 joint, 市财政局 joint"),
        ("（责任单位 市医保局、财政局）", "市医保局 joint, 市财政局 joint"),
        ("（牵头：市医保局，配合：市财政局）", "市医保局 lead, 市财政局 support"),
        ("（市医保局为牵头单位，市财政局、市公安局为配合单位）", "市医保局 lead, 市财政局 support, 市公安局 support"),
        ("（市医改办统筹协调，市医保局、市财政局承办）", "市医改办 lead, 市医保局 joint, 市财政局 joint"),
        ("（市医保局负责，市财政局协作，市医改办指导）", "市医保局 lead, 市财政局 support, 市医改办 support"),
        ("（市医保局牵头，市财政局配合", "市医保局 lead, 市财政局 support"),
        ("市医保局牵头，市财政局配合）", "市医保局 lead, 市财政局 support"),
        ("（市医保局、市财政局按各自职责分别牵头，市公安局参与）", "市医保局 lead, 市财政局 lead, 市公安局 support"),
        ("（市医保局、市财政局按职责分工牵头推进）", "市医保局 lead, 市财政局 lead"),
        ("（市医保局主责，市财政局协同，市公安局配合支持）", "市医保局 lead, 市财政局 support, 市公安局 support"),
        ("（市医保局牵头负责；市财政局配合；各县区政府落实）", "市医保局 lead, 市财政局 support, 各县区政府 joint"),
        ("（市医保局、市财政局依据各自职能推进落实）", "市医保局 by_duty, 市财政局 by_duty"),
        ("（时限：6月底；责任：市医保局）", "市医保局 lead"),
    ],
)  # fmt: skip
def test_words_for_parts(clause, expected):
    assert told(clause) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("（市医保局、财政局等部门和各县（市、区）人民政府按职责分工负责）",
         "市医保局 by_duty, 市财政局 by_duty, 各县（市、区）人民政府 by_duty, 等"),
        ("（国家医保局、财政部等和地方人民政府按职责分工负责）", "国家医保局 by_duty, 财政部 by_duty, 地方人民政府 by_duty, 等"),
        ("（市医保局牵头，商业保险机构、城关街道办事处、社会工作部配合）", "市医保局 lead, 商业保险机构 support, 城关街道办事处 support, 市社会工作部 support"),
        ("（□□医保局牵头，□□市财政局、市XX局配合）", "市医保局 lead, 市财政局 support, 市XX局 support"),
        ("（市医保局等市医改领导小组成员单位负责）", "市医保局 lead, 等"),
        ("（市高等教育中心负责）", "市高等教育中心 lead"),
        ("（自治区财政厅、各盟行政公署、市人民政府分别负责）", "自治区财政厅 joint, 各盟行政公署、市人民政府 joint"),
        ("（自治区财政厅、各盟市行政公署、人民政府分别负责）", "自治区财政厅 joint, 各盟市行政公署、人民政府 joint"),
        ("（省财政厅、医保局，广东保监局、柳州银保监分局、福州海关）",
         "省财政厅 joint, 省医保局 joint, 广东保监局 joint, 柳州银保监分局 joint, 福州海关 joint"),
        ("（省财政厅、桃源市、柳溪市政府分别负责）", "省财政厅 joint, 桃源市 joint, 柳溪市政府 joint"),
        ("（省财政厅、通信管理局、总工会分别负责）", "省财政厅 joint, 省通信管理局 joint, 省总工会 joint"),
    ],
)  # fmt: skip
def test_names_of_units(clause, expected):
    assert told(clause) == expected
