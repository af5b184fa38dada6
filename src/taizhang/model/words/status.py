"""Status words: seven for progress, four for clearing; every other word in use is an alias."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Progress of a row (完成状态), as in the drop-down."""

    NOT_STARTED = "未启动"
    ON_SCHEDULE = "序时推进"
    BEHIND = "滞后"
    DONE = "已完成"
    EXCEEDED = "超额完成"
    OVERDUE = "逾期未完成"
    NOT_APPLICABLE = "不适用"

    @property
    def finished(self) -> bool:
        return self in (Status.DONE, Status.EXCEEDED)


class Clearing(StrEnum):
    """Clearing of a row (销号)."""

    NOT_REQUESTED = "未申请"
    REQUESTED = "申请中"
    CLEARED = "已销号"
    REFUSED = "退回"


STATUS_ALIASES: dict[str, Status] = {
    **{status.value: status for status in Status},
    "未开始": Status.NOT_STARTED,
    "尚未启动": Status.NOT_STARTED,
    "未开展": Status.NOT_STARTED,
    "待启动": Status.NOT_STARTED,
    "尚未开展": Status.NOT_STARTED,
    "尚未开始": Status.NOT_STARTED,
    "未开工": Status.NOT_STARTED,
    "推进中": Status.ON_SCHEDULE,
    "正在推进": Status.ON_SCHEDULE,
    "正常推进": Status.ON_SCHEDULE,
    "有序推进": Status.ON_SCHEDULE,
    "持续推进": Status.ON_SCHEDULE,
    "进行中": Status.ON_SCHEDULE,
    "正在进行": Status.ON_SCHEDULE,
    "正在实施": Status.ON_SCHEDULE,
    "正在开展": Status.ON_SCHEDULE,
    "稳步推进": Status.ON_SCHEDULE,
    "开展中": Status.ON_SCHEDULE,
    "实施中": Status.ON_SCHEDULE,
    "按序时": Status.ON_SCHEDULE,
    "按序时推进": Status.ON_SCHEDULE,
    "按序时进度推进": Status.ON_SCHEDULE,
    "按计划推进": Status.ON_SCHEDULE,
    "序时": Status.ON_SCHEDULE,
    "序时进度": Status.ON_SCHEDULE,
    "符合序时": Status.ON_SCHEDULE,
    "达到序时": Status.ON_SCHEDULE,
    "达到序时进度": Status.ON_SCHEDULE,
    "符合序时进度": Status.ON_SCHEDULE,
    "达序时": Status.ON_SCHEDULE,
    "超序时": Status.ON_SCHEDULE,
    "超序时进度": Status.ON_SCHEDULE,
    "未达序时": Status.BEHIND,
    "未达序时进度": Status.BEHIND,
    "慢序时": Status.BEHIND,
    "慢于序时": Status.BEHIND,
    "慢于序时进度": Status.BEHIND,
    "欠进度": Status.BEHIND,
    "欠序时": Status.BEHIND,
    "进度滞后": Status.BEHIND,
    "进展滞后": Status.BEHIND,
    "进展缓慢": Status.BEHIND,
    "落后": Status.BEHIND,
    "落后序时": Status.BEHIND,
    "滞后序时": Status.BEHIND,
    "滞后于序时": Status.BEHIND,
    "滞后于序时进度": Status.BEHIND,
    "低于序时": Status.BEHIND,
    "低于序时进度": Status.BEHIND,
    "进度缓慢": Status.BEHIND,
    "推进缓慢": Status.BEHIND,
    "完成": Status.DONE,
    "已办结": Status.DONE,
    "办结": Status.DONE,
    "全部完成": Status.DONE,
    "提前完成": Status.DONE,
    "按期完成": Status.DONE,
    "完成整改": Status.DONE,
    "已全部完成": Status.DONE,
    "按时完成": Status.DONE,
    "如期完成": Status.DONE,
    "已按期完成": Status.DONE,
    "已按时完成": Status.DONE,
    "已提前完成": Status.DONE,
    "已完成提前": Status.DONE,
    "已完成按期": Status.DONE,
    "已完成按时": Status.DONE,
    "已超额完成": Status.EXCEEDED,
    "超额": Status.EXCEEDED,
    "逾期": Status.OVERDUE,
    "未按期完成": Status.OVERDUE,
    "超期未完成": Status.OVERDUE,
    "不涉及": Status.NOT_APPLICABLE,
    "本县不涉及": Status.NOT_APPLICABLE,
    "我县不涉及": Status.NOT_APPLICABLE,
    "本单位不涉及": Status.NOT_APPLICABLE,
}

CLEARING_ALIASES: dict[str, Clearing] = {
    **{clearing.value: clearing for clearing in Clearing},
    "未销号": Clearing.NOT_REQUESTED,
    "尚未申请": Clearing.NOT_REQUESTED,
    "暂未申请": Clearing.NOT_REQUESTED,
    "申请销号": Clearing.REQUESTED,
    "已申请": Clearing.REQUESTED,
    "已申请销号": Clearing.REQUESTED,
    "正在申请": Clearing.REQUESTED,
    "予以销号": Clearing.CLEARED,
    "退回整改": Clearing.REFUSED,
    "已退回": Clearing.REFUSED,
}
