"""The invented world of a generated plan: its place, year and offices, and words that stand for one thing each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice, product

from hypothesis import strategies as st

from generated.families import Draw

PLACES = {  # by the sign of its level: name, level, what its offices end in
    "市": ("云栖市", "city", "局"),
    "省": ("明川省", "province", "厅"),
    "自治区": ("北原自治区", "province", "厅"),
    "县": ("桃源县", "county", "局"),
}
BELOW = {"市": "县(市、区)", "省": "市(州)", "自治区": "地(市)", "县": "乡镇(街道)"}
OFFICES = (
    "卫生健康委", "医疗保障{}", "财政{}", "人力资源社会保障{}", "民政{}", "教育{}", "公安{}", "市场监督管理{}", "发展改革委",
    "工业和信息化{}", "审计{}", "统计{}", "农业农村{}", "药品监督管理{}", "大数据{}", "残联", "中医药管理{}", "司法{}",
)  # fmt: skip
PARTY = ("组织部", "宣传部", "编办", "网信办", "党校")
COUNTIES = (
    "柳溪县",
    "竹山区",
    "梅岭县",
    "清湖市",
    "松风区",
    "石桥县",
    "白鹭县",
    "青禾区",
    "银杏县",
    "枫林区",
)
RATES = (
    "签约率", "随访率", "点评率", "筛查率", "接种率", "建档率", "复诊率", "知晓率", "转诊率", "满意率", "入户率", "评估率", "培训率", "公开率",
)  # fmt: skip
WHOSE = ("慢病患者", "老年人", "孕产妇", "低收入人口", "残疾人", "学龄儿童", "高血压患者", "糖尿病患者")
LOW_RATES = ("门诊次均费用增幅", "住院药占比", "县域外转率", "围产儿死亡率", "院内感染率", "抗菌药物使用率")
OF_HOUSES = (
    "二级医院预约率",
    "乡镇卫生院达标率",
    "公立医院互认率",
    "民营医院接入率",
    "村卫生室配备率",
    "中心卫生院联网率",
)
BUILT = (
    "健康小屋", "护理驿站", "用药咨询点", "互联网门诊", "远程影像点", "康复工作坊", "心理咨询站", "母婴照护点", "口腔门诊部", "急救站",
    "中药房", "体检中心", "审方中心", "护理中心", "营养门诊", "睡眠门诊", "戒烟门诊", "疼痛门诊",
)  # fmt: skip
NAMED = ("规范", "智慧", "示范", "品质", "惠民", "便民")
MATTERS = (
    "价格监测", "处方流转", "病案管理", "信用评价", "用药指导", "岗位聘用", "绩效评价", "应急值守", "档案整理", "药械追溯", "费用公示", "培训考核",
    "转运调度", "质量控制", "政策宣讲", "资金监管", "人才招引", "家庭照护", "疾病监测", "物资储备",
)  # fmt: skip
DEEDS = (
    "完善{}制度",
    "推进{}工作",
    "加强{}管理",
    "优化{}流程",
    "规范{}行为",
    "健全{}机制",
    "细化{}办法",
    "落实{}要求",
)


@dataclass
class World:
    """One document's place and habits; each word of a thing is given out once."""

    sign: str  # of the level: 市, 省, 自治区, 县
    year: int
    wide: bool  # punctuation in full width
    offset: int = 0
    things: dict[str, Iterator[str]] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return PLACES[self.sign][0]

    @property
    def level(self) -> str:
        return PLACES[self.sign][1]

    @property
    def below(self) -> str:
        return BELOW[self.sign]

    @property
    def comma(self) -> str:
        return "，" if self.wide else ","

    @property
    def semicolon(self) -> str:
        return "；" if self.wide else ";"

    def brackets(self, words: str) -> str:
        return f"（{words}）" if self.wide else f"({words})"

    def offices(self) -> list[str]:
        return [name.format(PLACES[self.sign][2]) for name in OFFICES]

    def _next(self, kind: str, words: list[str]) -> str:
        if kind not in self.things:
            self.things[kind] = islice(cycle(words), self.offset % len(words), None)
        return next(self.things[kind])

    def rate(self) -> str:
        return self._next("rate", [f"{whose}{rate}" for rate, whose in product(RATES, WHOSE)])

    def low_rate(self) -> str:
        return self._next("low", [f"{of}{rate}" for of, rate in product(NAMED, LOW_RATES)])

    def rate_of_houses(self) -> str:
        return self._next("houses", [f"{of}{rate}" for of, rate in product(NAMED, OF_HOUSES)])

    def built(self) -> str:
        return self._next("built", [f"{named}{built}" for named, built in product(NAMED, BUILT)])

    def matter(self) -> str:
        return self._next("matter", list(MATTERS))

    def deed(self) -> str:
        return self._next("deed", [deed.format(m) for deed, m in product(DEEDS, MATTERS)])


def draw_world(draw: Draw) -> World:
    sign = draw(st.sampled_from(("市", "市", "省", "自治区", "县")))
    return World(sign, draw(st.integers(2027, 2034)), draw(st.booleans()), draw(st.integers(0, 400)))
