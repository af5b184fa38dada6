"""The ways in which a number of the rollup comes from other cells; the words stand in the workbook."""

from __future__ import annotations

from enum import StrEnum

from taizhang.model.plan import Method


class How(StrEnum):
    """A word of the column 算法 in 来源索引."""

    SUM = "合计"
    RATIO_OF_SUMS = "分子合计÷分母合计"
    COUNT_MEETING = "达标个数"
    SHARE_MEETING = "达标占比"
    LAST = "最新值"
    MAX = "最大值"
    MIN = "最小值"
    MEAN = "平均值"
    WEIGHTED = "加权平均"
    ALL_OF = "全部完成"
    STATE = "单位状态"
    EXPECTED = "应报个数"
    REPORTED = "已报个数"
    RATE = "完成率"
    COUNT_CELLS = "单元格个数"
    ADD_CELLS = "单元格相加"
    SHARE_CELLS = "单元格占比"
    DIFFERENCE = "差额"
    RANK = "名次"
    COUNT_LINES = "来源行数"
    DAYS_LATE = "迟报天数"
    LIGHT = "亮灯"
    CLEARING = "销号状态"
    OWED = "应销号行数"
    LATE_CLEARED = "逾期销号"
    LABEL = "文字"
    AS_WRITTEN = "原表所填"
    WEIGHT = "分值"
    POINTS = "得分"
    CONVERSION = "折算"
    DEDUCTION = "扣分"
    TOTAL_POINTS = "总分"
    SUBSIDY = "补助挂钩"
    UNSCORED = "不计分项"
    TAKEN = "照录"
    SHOWN = "汇总表所列"
    SHARE_COUNT = "单元格个数占比"
    STATED = "计划所定"
    QUOTED = "原话照录"

    @property
    def says(self) -> str:
        """The word's arithmetic, in one clause."""
        return _SAYS[self]


_SAYS: dict[How, str] = {
    How.SUM: "各来源采用值相加",
    How.RATIO_OF_SUMS: "各来源分子相加，除以分母相加",
    How.COUNT_MEETING: "来源中达到要求的单位个数",
    How.SHARE_MEETING: "达到要求的单位个数，除以名册应报单位个数（未报的留在分母里）",
    How.LAST: "最新收到的采用值",
    How.MAX: "采用值中最大的",
    How.MIN: "采用值中最小的",
    How.MEAN: "各单位采用值相加，除以填报了的单位个数",
    How.WEIGHTED: "各单位采用值乘以权数后相加，除以权数相加",
    How.ALL_OF: "各应报单位都达到要求的为是，有一个未达到的为否",
    How.STATE: "该单位此项任务各行中最需关注的状态",
    How.EXPECTED: "名册中应报的单位个数",
    How.REPORTED: "来源中填报了的单位个数",
    How.RATE: "完成值除以目标值",
    How.COUNT_CELLS: "所列单元格的个数",
    How.ADD_CELLS: "所列单元格相加",
    How.SHARE_CELLS: "所列单元格之和，除以分母单元格之和",
    How.DIFFERENCE: "单元格减去另一单元格",
    How.RANK: "在所列单元格中从高到低的名次，并列同名次",
    How.COUNT_LINES: "来源中符合条件的行数",
    How.DAYS_LATE: "收到日期晚于截止日期的天数",
    How.LIGHT: "汇总值对照目标值和序时进度",
    How.CLEARING: "按时间先后：台账所填为申请，核准、退回、重新打开由上级登记，最后一步为准",
    How.OWED: "各单位台账中涉及本单位的任务行数相加",
    How.LATE_CLEARED: "完成时限之后才完成或才申请销号",
    How.LABEL: "按这一格的文字计数",
    How.AS_WRITTEN: "填报单位所填，未作加工",
    How.WEIGHT: "计划的评分设置所定，责任单位按分工的比例计",
    How.POINTS: "按计分办法由来源的数字算出，四舍五入",
    How.CONVERSION: "不计分的项按已计分各项的得分率补足",
    How.DEDUCTION: "每次扣分乘以次数，扣到上限为止",
    How.TOTAL_POINTS: "所列各项得分相加，不计分的不加",
    How.SUBSIDY: "总分或名次落在哪一档，取评分设置为这一档定的字样",
    How.UNSCORED: "所列各项不计分，占满分的比例按各项分值算",
    How.TAKEN: "照录所列单元格",
    How.SHOWN: "汇总表这一格的数",
    How.SHARE_COUNT: "所列单元格的个数，除以全部单元格的个数",
    How.STATED: "计划原文定的数，不是填报的数",
    How.QUOTED: "填报单位的原话，出处见所列单元格",
}

OF_METHOD: dict[Method, How] = {
    Method.SUM: How.SUM,
    Method.RATIO_OF_SUMS: How.RATIO_OF_SUMS,
    Method.COUNT_MEETING: How.COUNT_MEETING,
    Method.SHARE_MEETING: How.SHARE_MEETING,
    Method.LAST: How.LAST,
    Method.MAX: How.MAX,
    Method.MIN: How.MIN,
    Method.MEAN: How.MEAN,
    Method.WEIGHTED: How.WEIGHTED,
    Method.ALL_OF: How.ALL_OF,
}
