"""Words that set one counted thing apart from a like one: its rank, its tier, whose it is. Chinese and English."""

from __future__ import annotations

# By what they tell apart: the value, and the words for it.
QUALIFIERS: dict[str, tuple[tuple[str, str], ...]] = {
    "等级": (
        ("三级", r"三级(?!以上|及以上)|(?:third|three|tertiary)\s*-?\s*(?:level|class|grade|hospital)|tertiary"),
        ("二级", r"二级(?!以上|及以上)|二、三级|second\s*-?\s*(?:and third\s*-?\s*)?(?:level|class|grade|hospital)|secondary"),
    ),
    "层级": (
        ("国家级", r"国家级|国家(?:临床|重点|区域|医学)|national"),
        ("省级", r"省级|自治区级|provincial"),
        ("市级", r"市级|地市级|municipal|city\s*-?\s*level"),
        ("县级", r"县级|区县级|county\s*-?\s*level"),
        ("基层", r"乡镇|卫生院|社区卫生|村卫生室|基层|township|community health|village|grass\s*-?\s*roots|primary (?:medical|health)"),
    ),
    "就诊": (
        ("住院", r"住院|inpatient|hospitali[sz]ation"),
        ("门诊", r"门诊|outpatient"),
    ),
    "分母": (
        ("基金", r"基金|资金|funds?"),
        ("病种", r"病种(?:覆盖|数|入组)|(?:disease|diseases) (?:coverage|covered)"),
        ("机构", r"定点医疗机构|定点医药机构|医疗机构|医院|institution|hospital"),
    ),
    "对象": (
        ("药品", r"药品|药物|drug|medicine"),
        ("耗材", r"耗材|consumable"),
    ),
}  # fmt: skip

# The office's own institutions: part of those that a plan for the whole place speaks of.
OWN = r"(?:市|省|县|自治区|区)(?:属|直(?!接)|本级)|municipally owned|city-owned"
ELIGIBLE = r"符合条件|有条件|具备条件|qualified|eligible"

# Things that are reached, not added up over places: each place can have all 350 medicines on its list.
NOT_SUMMED = r"品种|病种|品类|通用名|类(?!别)|次(?!中心)|项目互认|varieties|types of disease|generic names|universal names|categories|times"
PER_HEAD = r"每(?:千|万|百|十万)|人均|per (?:thousand|capita|ten thousand|head)"
