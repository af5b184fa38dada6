"""What a comparison comes to, and what an official is told to do about it."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """The closed set; in the order in which they need mending."""

    MISSING = "缺少"
    LOOSER = "低于上级要求"
    LATER = "晚于上级"
    OTHER_BASE = "口径不同"
    OTHER_LEAD = "牵头单位不同"
    CANNOT = "无法比较"
    ADDED = "本级增加"
    STRICTER = "高于上级要求"
    SAME = "一致"

    @property
    def needs_mending(self) -> bool:
        return self in (
            Verdict.MISSING,
            Verdict.LOOSER,
            Verdict.LATER,
            Verdict.OTHER_BASE,
            Verdict.OTHER_LEAD,
        )

    @property
    def fix(self) -> str:
        """What to do about it; "" where nothing is to be done."""
        return _FIXES.get(self, "")


_FIXES = {
    Verdict.MISSING: "请核对是否应在本级计划中补充，或说明不适用的理由。",
    Verdict.LOOSER: "请核对目标值，不低于上级要求，或说明理由。",
    Verdict.LATER: "请核对完成时限，不晚于上级要求，或补写时限。",
    Verdict.OTHER_BASE: "请统一统计口径，或注明与上级口径的换算关系。",
    Verdict.OTHER_LEAD: "请核对牵头单位是否与上级对口，或说明分工调整情况。",
    Verdict.CANNOT: "请人工核对。",
}
