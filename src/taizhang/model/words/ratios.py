"""What over what: the parts of the ratios that plans name."""

from __future__ import annotations

# By the end of a ratio's name: numerator and denominator, as reports to the ministries define them.
KNOWN_RATES: tuple[tuple[str, str, str], ...] = (
    (
        "家庭医生签约(?:服务)?(?:覆盖)?率|(?:人群|居民)签约(?:服务)?(?:覆盖)?率",
        "已签约的人数",
        "应服务的人数",
    ),
    ("县域内?基层就诊率", "基层医疗卫生机构诊疗人次", "县域内总诊疗人次"),
    ("县域内?就诊率", "参保人员在县域内的就诊人次", "参保人员总就诊人次"),
    ("县域内?住院率", "参保人员在县域内的住院人次", "参保人员总住院人次"),
    ("孕产妇死亡率", "孕产妇死亡数", "活产数"),
    ("婴儿死亡率", "婴儿死亡数", "活产数"),
    ("5岁以下儿童死亡率", "5岁以下儿童死亡数", "活产数"),
    ("资产负债率", "负债总额", "资产总额"),
    ("床位使用率", "实际占用总床日数", "实际开放总床日数"),
    ("(?:药占比|药品收入占比)", "药品收入", "医疗收入"),
    ("(?:耗占比|耗材占比|耗材收入占比)", "耗材收入", "医疗收入"),
    ("百元医疗收入", "消耗的卫生材料费用", "医疗收入"),
    ("医护比", "护士数", "医师数"),
    ("床护比", "护士数", "床位数"),
    ("满意度", "表示满意的人数", "接受调查的人数"),
)

# What is done with the people or houses counted, in front of 率: those done over all of them (建档率).
DONE_TO = "规范化?(?:健康)?管理(?:服务)?|健康管理(?:服务)?|系统管理|管理|签约(?:服务)?(?:覆盖)?|续约|履约|筛查|接种|建档|参保|覆盖|达标|接入|配备|随访|救治|入组|公开"
# What the people counted are called, at the end of the words that name them.
COUNTED_AT_END = (
    "居民|人群|人口|患者|病人|老年人|儿童|婴幼儿|学生|孕产妇|妇女|人员|医师|医生|护士|参保人|家庭|病例"
)
# What those counted do, after the words that name them.
DOES = (
    "(?:能够|能|可|均|全部|已|基本|力争|要|应)?(?:实现|达到?|建[成立有]|设[立置有]|开[展设通]|配[备齐]|纳入|完成|接入|提供|具备|拥有|有|参[加与]|取消|实[行施]"
    "|推行|执行|取得|签订|落实|使用|制定|成为|创建|通过|启用|挂牌|到)"
)
