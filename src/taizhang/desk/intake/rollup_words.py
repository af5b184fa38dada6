"""What is said of a rollup workbook that arrived: in the register, on the screen and in the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taizhang.rollups.arrived import ArrivedRollup

_SHOWN = 20  # cells that an answer writes out
WORD = "下级汇总表"
NOT_BELOW = "它不是本档案库任何计划的下级上报的，不会汇入，请核对是否发错"


def reason_of(arrived: ArrivedRollup) -> str:
    """One Chinese sentence for the register."""
    if arrived.altered:
        return f"这是{called(arrived)}，但{arrived.altered}"
    if not arrived.upper_plan:
        return f"这是{called(arrived)}，但{NOT_BELOW}"
    return f"收到{called(arrived)}，{_holds(arrived)}，{_found(arrived)}"


def called(arrived: ArrivedRollup) -> str:
    """As 云岭市2022年第三季度《…》汇总表; as much of it as is known."""
    period = arrived.period.title if arrived.period else ""
    title = f"《{arrived.title}》" if arrived.title else ""
    return f"{arrived.place or ''}{period}{title}汇总表"


def _holds(arrived: ArrivedRollup) -> str:
    missing = f"，缺{'、'.join(arrived.missing)}" if arrived.missing else ""
    return f"附台账{arrived.ledgers}份{missing}"


def _found(arrived: ArrivedRollup) -> str:
    if arrived.differences:
        return (
            f"按台账重新核算，{len(arrived.differences)}处与所示数字不符，汇总时以台账为准，请核对后重新上报"
        )
    return "按台账重新核算与所示数字一致，汇总时自动汇入"


def rollup_word(arrived: ArrivedRollup) -> str:
    """The conclusion that an answer begins with."""
    if arrived.altered:
        return "汇总表需重报"
    if not arrived.upper_plan:
        return "汇总表未采用"
    return "汇总表与台账不符" if arrived.differences else "汇总表已收到"


def differences_of(arrived: ArrivedRollup) -> str:
    """A numbered list of the cells that show what the ledgers do not come to; "" where there are none."""
    shown = [f"{number}. {told}" for number, told in enumerate(arrived.differences[:_SHOWN], 1)]
    more = len(arrived.differences) - len(shown)
    listed = (*shown, f"其余 {more} 处从略。") if more else shown
    return "\n".join(("一、与所附台账不符的数字", *listed)) if shown else ""


def advice_on(arrived: ArrivedRollup) -> str:
    """What its sender is to do; "" where nothing is left to do."""
    if arrived.altered:
        return "请不要改动汇总表里的任何内容，把上报时写出的原文件作为附件，直接回复本邮件重新上报。"
    if arrived.differences and arrived.upper_plan:
        return (
            "数字有误的，请先更正台账，再重新上报；只是汇总表被手工改动的，请把原文件直接回复本邮件重新发来。"
        )
    return ""
