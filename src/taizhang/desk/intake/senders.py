"""The verdict in the light of the mail that a file came in: sender, stamp and content must agree (INTAKE 55, 56)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from taizhang.desk.check import Checked
from taizhang.desk.context import Context
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import Machine, Verdict

if TYPE_CHECKING:
    from taizhang.mail import Mail
    from taizhang.rollups.arrived import ArrivedRollup


def doubt_about(mail: Mail | None, from_us: bool) -> str:
    """Why a person must look at a file that a mail brings before it counts; "" for none.

    `from_us` of a file that hung on a mail of ours within that mail.
    """
    if mail is None:
        return ""
    if mail.from_us or from_us:
        return "邮件带有本系统自己的标记，可能是退回件被原样转回，请人工核对后再定"
    if mail.machine is not Machine.NONE:
        return "邮件是自动回复、退信或群发，不能当作报送，请人工核对后再定"
    return "邮件没有写清是谁发来的，请人工核实后再定" if mail.unsigned else ""


def with_sender(checked: Checked, sender: str, doubt: str, context: Context) -> Checked:
    """The file under the verdict that its sender allows; what is doubtful about it, a person decides."""
    if doubt and (checked.ledger is not None or checked.rollup is not None):
        return replace(checked, verdict=Verdict.QUARANTINED, reason=doubt)
    if not sender or not context.knows_addresses:
        return checked
    senders = context.senders(sender)
    if checked.rollup is not None:
        return _rollup_from(checked, checked.rollup, sender, senders)
    if checked.ledger is None:
        return _without_ledger(checked, senders, context)
    if checked.reporter in senders:
        return checked
    return _contradicted(checked, sender, senders, context)


def sole_report(sender: str, context: Context) -> tuple[Reporter, str, Period] | None:
    """The reporter, plan id and period that a mail of this sender is about, if there is no doubt of any of them."""
    senders, round_ = context.senders(sender) if sender else (), context.only_round()
    return (senders[0], *round_) if len(senders) == 1 and round_ is not None else None


def _rollup_from(
    checked: Checked, rollup: ArrivedRollup, sender: str, senders: tuple[Reporter, ...]
) -> Checked:
    """A rollup counts of itself only from an address of its own place."""
    if not rollup.can_be_used or any(one.code == rollup.place_code for one in senders):
        return checked
    where = "不在通讯录中" if not senders else "不是该单位登记的地址"
    reason = f"发件地址 {sender} {where}，请核实是否为{rollup.place}所发；核实前不汇入"
    return replace(checked, verdict=Verdict.QUARANTINED, reason=reason)


def _contradicted(checked: Checked, sender: str, senders: tuple[Reporter, ...], context: Context) -> Checked:
    """Registered under who sent it: that report is open, and the neighbour's own is not touched by it."""
    whose = checked.reporter_name
    if not senders:
        reason = f"发件地址 {sender} 不在通讯录中，请核实是否为{whose}所发"
        return replace(checked, verdict=Verdict.QUARANTINED, reason=reason)
    name = context.line(checked.plan, senders[0]).name
    reason = f"邮件来自{name}，附件却是{whose}的台账，请向{name}核实后再定"
    return replace(
        checked, verdict=Verdict.QUARANTINED, reason=reason, reporter=senders[0], reporter_name=name
    )


def _without_ledger(checked: Checked, senders: tuple[Reporter, ...], context: Context) -> Checked:
    """A file that cannot be read is its sender's report of the round all the same, if there is no doubt of which."""
    round_ = context.only_round()
    if checked.verdict is not Verdict.SET_ASIDE or len(senders) != 1 or round_ is None:
        return checked
    plan, period = round_
    name = context.line(plan, senders[0]).name
    return replace(checked, reporter=senders[0], reporter_name=name, plan=plan, period=period)
