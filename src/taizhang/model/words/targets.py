"""Words around a number in a plan: how it is to be held against, what it counts, what it is not."""

from __future__ import annotations

import re

# By comparator: words before the number, and how many characters may stand between.
BEFORE: tuple[tuple[str, str, int], ...] = (
    ("<=", "不得?超过|不得?高于|不得?多于|不得?大于|最多|不超|[≤≦]", 24),
    (">=", "不得?低于|不得?少于|不得?小于|至少|最少|不低|[≥≧]", 24),
    ("<=", "控制在", 24),
    ("<=", "压缩(?:到|至)|降低?(?:到|至)|下降(?:到|至)|减少(?:到|至)|缩短(?:到|至)|压减(?:到|至)", 4),
    (">", "超过|高于|多于|大于|突破|(?<![不未])超(?=\\d)|(?<![不未])超$|[>＞]", 4),
    ("<", "低于|少于|小于|[<＜]", 4),
    (">=", "提(?:升|高)(?:到|至)|增(?:加|长)?(?:到|至)|扩大(?:到|至)|上升(?:到|至)|(?<![下传表直通送])达(?:到|(?![标成]))了?|保持在|稳定在|维持在|升至", 4),
    (">=", "达到?[^,，、。;；\\d达]{1,16}的|达到?每[^,，、。;；\\d]{1,12}", 0),
    ("~", "大约|(?<![节合签预集履公条])约|(?:接|将|(?<![就附最亲临接远]))近|大致", 0),
)  # fmt: skip

# By comparator: words right after the number and its unit.
AFTER: tuple[tuple[str, str], ...] = (
    (">=", "(?:及|或|\\(含\\)|（含）)?以上"),
    ("<=", "(?:及|或)?(?:以下|以内|之内)"),
    ("~", "左右|上下"),
)

ASPIRATIONAL = "力争|争取|努力|争创|积极争创"
IN_PRINCIPLE = "原则上"
APPROXIMATE = "基本(?:实现|达到|完成|建成|形成|做到)"

# Less is better.
LOWER_IS_BETTER = "死亡率|发病率|患病率|感染率|外转率|转外率|超标率|自付|自费|负担|次均费用|增幅|占比下降|下降|降低|压缩|药占比|耗占比|缩短|候诊时间|等候时间|投诉"

# The mean of what the places report is meant. Never 平均住院日 or 县均建成: an average over patients, and 均 for all.
MEAN_OF_PLACES = (
    "各(?:县|市|区|旗|州|盟|地)(?:[(（][^)）]{1,8}[)）])?[^,，。;；、]{0,8}平均|平均每个?(?:县|市|区|旗|乡镇)"
)
# The number is of its own period and not cumulative.
OF_THE_PERIOD = "本期|当期|本季度?|当季度?|本月|当月"

# A document or a building is there or is not: nothing of it is due before its day.
DONE_AT_ONCE = "印发|出台|制定|建成"
# A rate of growth is what it is at any time of the year.
GROWTH = "增长|增速|增幅|增加值"

# What is counted when places report: never 县级, 区域, 县医院.
PLACES = r"(?:各)?(?:省份|地级市|县[(（][^)）]{1,8}[)）]|市[(（][^)）]{1,8}[)）]|县市区|县区|市县|区县|市州|地市|市地|州市|设区的?市|统筹地区|统筹区|盟市|旗县[(（][^)）]{1,8}[)）]|旗县区?|苏木乡镇|乡镇[(（]街道[)）]|乡镇|县|市|区|旗)"
NOT_PLACES = "级|域|属|直|办|乡|镇|政府|卫生|社区|服务|人民医院|中医|医院|妇幼|疾控|第|公立|场|内|外|间|分|划|位|人民政府"

# What an institution's name ends in.
INSTITUTIONS = "医院|机构|卫生院|卫生室|服务中心|疾控中心|医共体|医联体|护理院|血站|急救中心|药店|诊所|学校|幼儿园|托育|企业|村|社区|行政村"

# The office's own institutions and acts: no county has a part in them.
CENTRAL = "市直(?!接)|市属|市本级|省直(?!接)|省属|省本级|区本级|委属|委直|自治区直(?!接)|自治区属"

# What a count only names: schemes, tasks, measures (15项改革任务, 17个专项行动).
SCHEMES = "行动|任务|制度|措施|工程|举措|政策|机制|清单|要求|职能|原则"

# Full coverage said in words.
FULL = "(?<![健安完齐])全覆盖|全面覆盖|应[一-龥]尽[一-龥]|全达标|全部达标|全面达标"
NOT_FULL = "[^,，。;；、和]{0,4}(?:检查|督查|监管|监督|排查|巡查|执法|培训|检测|抽查|宣传|行动)|式|的(?!目标)"
ALL_VERBS = "实现|设立|开设|设有|建有|配齐|实际付费|付费|挂牌|达标|落地|投用|上线|联网|签订|使用|采购|完工|达到|达|纳入|建成|完成|开展|得到|落实|接入|配备|设置|建立|开通|执行|通过|取消|推行|实行|实施|启动|覆盖|提供|担任|参加|制定|印发|出台|公布|公开|转入|转为|上传|具备|开工|挂网|联通|对接|互联|共享|签约|参保|改造|升级|成立|组建|明确|备案|运行|开诊|轮训|整改|办结|销号"
MUST = "实现|确保|力争|做到|保证|推动|争取|达到"

# How often something comes back, with what is done then (每年开展一次).
REGULAR = re.compile("每(?:半|学|两)?(?:年度?|季度?|月|周|期)[^,，;；。]{1,24}$")
REPORTED = re.compile("报告|报送|上报|通报|调度|书面")
# What is counted in words when it is set up (组建两个医共体), beside names (三个体系).
SET_UP_COUNTS = re.compile("(?:新[增建]|组建|遴选|选[取择定]|认定|培育|创建|建成)$")
