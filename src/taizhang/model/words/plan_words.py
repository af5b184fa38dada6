"""How the fields of a plan are called where people read and choose them."""

from __future__ import annotations

from taizhang.model.holidays import HolidayRule
from taizhang.model.light import Light
from taizhang.model.pace import Pace
from taizhang.model.plan import Comparator, Direction, Kind, Method, Over, Role, Scope
from taizhang.model.scoring import Manner, Missing, SubsidyBy

COMPARATOR_WORDS: dict[Comparator, str] = {
    Comparator.AT_LEAST: "不低于",
    Comparator.ABOVE: "高于",
    Comparator.AT_MOST: "不超过",
    Comparator.BELOW: "低于",
    Comparator.EQUAL: "等于",
    Comparator.ABOUT: "约",
    Comparator.RANGE: "区间",
    Comparator.ALL: "全部",
    Comparator.ONE_EACH: "每地至少",
}
SCOPE_WORDS: dict[Scope, str] = {
    Scope.EACH_PLACE: "各地分别",
    Scope.TOTAL: "全域合计",
    Scope.NAMED: "点名地区",
    Scope.SHARE_OF_PLACES: "地区占比",
    Scope.INSTITUTIONS: "机构",
}
KIND_WORDS: dict[Kind, str] = {
    Kind.COUNT: "数量",
    Kind.RATIO: "比率",
    Kind.LEVEL: "等级",
    Kind.YES_NO: "是否",
    Kind.DOCUMENT: "印发文件",
}
METHOD_WORDS: dict[Method, str] = {
    Method.SUM: "相加",
    Method.RATIO_OF_SUMS: "分子合计÷分母合计",
    Method.COUNT_MEETING: "达标单位个数",
    Method.SHARE_MEETING: "达标单位占比",
    Method.LAST: "取最新",
    Method.MAX: "取最大",
    Method.MIN: "取最小",
    Method.MEAN: "取平均",
    Method.WEIGHTED: "加权平均",
    Method.ALL_OF: "全部完成",
}
OVER_WORDS: dict[Over, str] = {
    Over.LAST: "累计数取最新",
    Over.SUM: "本期数相加",
    Over.MAX: "各期取最大",
    Over.MIN: "各期取最小",
    Over.MEAN: "各期取平均",
}
PACE_WORDS: dict[Pace, str] = {
    Pace.MONTH: "按月",
    Pace.QUARTER: "按季",
    Pace.DAY: "按日",
    Pace.ONCE: "一次性",
    Pace.LASTING: "长期坚持",
}
EVEN_PACES = (Pace.MONTH, Pace.QUARTER, Pace.DAY)  # by which a whole plan may go
AS_THE_PLAN = "随计划"  # the pace of what has none of its own
BAND_LIGHTS = (Light.GREEN, Light.YELLOW, Light.RED)  # from the best to the worst
DIRECTION_WORDS: dict[Direction, str] = {
    Direction.HIGHER: "越高越好",
    Direction.LOWER: "越低越好",
    Direction.BAND: "区间内为好",
}
ROLE_TITLES: dict[Role, str] = {
    Role.LEAD: "牵头单位",
    Role.JOINT: "分别负责",
    Role.BY_DUTY: "按职责分工负责",
    Role.SUPPORT: "配合单位",
}
STATUS_WORDS = {"issued": "印发", "draft": "征求意见稿"}
HOLIDAY_WORDS: dict[HolidayRule, str] = {
    HolidayRule.NONE: "不顺延",
    HolidayRule.STATUTORY: "遇法定节假日顺延",
    HolidayRule.NON_WORKING: "遇节假日和周末顺延",
}
MANNER_WORDS: dict[Manner, str] = {
    Manner.FULL: "达标得满分",
    Manner.PROPORTIONAL: "按完成率得分",
    Manner.STEP: "按完成值分档",
    Manner.RATE_STEP: "按完成率分档",
    Manner.DEDUCT: "每差一单位扣分",
    Manner.BONUS: "超额加分",
}
MISSING_WORDS: dict[Missing, str] = {Missing.UNSCORED: "不计分", Missing.ZERO: "记0分"}
CONVERSION_WORDS: dict[bool, str] = {True: "按满分折算", False: "不折算"}
SUBSIDY_WORDS: dict[SubsidyBy, str] = {SubsidyBy.SCORE: "得分", SubsidyBy.RANK: "名次"}

KEPT, RETIRED, ADDED, NAMES_SCHEME = "保留", "取消", "新增", "只作称谓"
UNDECIDED, UNCHECKED, CLEAR = "待核定", "待核对", "已明确"
ASPIRATIONAL, APPROXIMATE, IN_PRINCIPLE, ALL_OF_THEM = "力争", "基本", "原则上", "全部"
EVERYBODY = "各填报单位"  # the source of numbers that every reporter gives
