"""What is written down of an arrival: its outcome as a whole, and a line of the register for each file in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from taizhang.desk.check import Checked
from taizhang.desk.context import Context
from taizhang.desk.intake.held import Held
from taizhang.desk.intake.mail_states import NO_REPORT, SILENT
from taizhang.desk.intake.papers_beside import Paper
from taizhang.desk.intake.senders import sole_report
from taizhang.model.period import Period
from taizhang.model.verdict import Machine, ReceiptState, Verdict

if TYPE_CHECKING:
    from taizhang.archive import NewSubmission, Outcome
    from taizhang.mail import Mail

_REMARKS = 3  # of a mail that are told with each of its attachments


def entry_of(held: Held, paper: Paper, context: Context) -> NewSubmission:
    """A line for the file under the round that it was judged by: last period's ledger is returned in this one."""
    from taizhang.archive import NewSubmission
    from taizhang.ledgers import ledger_to_record

    checked, ledger = paper.checked, paper.checked.ledger
    return NewSubmission(
        received=held.received,
        sender=held.sender,
        file_name=checked.name,
        verdict=checked.verdict,
        plan=checked.plan,
        reporter=checked.reporter,
        period=_period(checked, context),
        nothing_to_report=ledger.nothing_to_report if ledger else False,
        reason=with_remarks(checked.reason, held.remarks[:_REMARKS] if held.mail else ()),
        findings=checked.findings,
        record=ledger_to_record(replace(ledger, rules=context.edition)) if ledger else _rollup(checked),
        receipt=held.digest,
        beside=paper.beside,
        beside_entry=paper.beside_entry,
    )


def _period(checked: Checked, context: Context) -> Period | None:
    """The round that a ledger was judged by; a rollup is of its own period."""
    if checked.rollup is not None or not checked.plan:
        return checked.period
    return context.rounds.get(checked.plan, checked.period)


def _rollup(checked: Checked) -> bytes | None:
    from taizhang.rollups.arrived import arrived_to_record

    return arrived_to_record(checked.rollup) if checked.rollup else None


def entry_of_mail(held: Held, context: Context) -> list[tuple[NewSubmission, bytes]]:
    """A mail from which nothing could be taken has a line of its own, so that nobody loses sight of it."""
    from taizhang.archive import NewSubmission

    if held.parts or held.state in SILENT:
        return []
    report = None if held.state in NO_REPORT else sole_report(held.sender, context)
    reporter, plan, period = report or (None, "", None)
    entry = NewSubmission(
        received=held.received,
        sender=held.sender,
        file_name=held.arrival.source,
        verdict=Verdict.NOT_A_LEDGER if held.state in NO_REPORT else Verdict.SET_ASIDE,
        plan=plan,
        reporter=reporter,
        period=period,
        reason=reason_of_mail(held),
        receipt=held.digest,
    )
    return [(entry, held.arrival.content)]


def reason_of_mail(held: Held) -> str:
    """Why nothing was taken from a mail; what was noticed besides is told where something may be missing."""
    return with_remarks(held.why, held.remarks if held.state is ReceiptState.INCOMPLETE else ())


def with_remarks(reason: str, remarks: Sequence[str]) -> str:
    return "；".join((reason, *(remark.rstrip("。") for remark in remarks)))


def outcome_of(held: Held, checked: Sequence[Checked], at: datetime) -> Outcome:
    from taizhang.archive import Outcome as NewOutcome

    mail = held.mail
    why = held.why or "，".join(
        f"{verdict.word} {count} 件"
        for verdict in Verdict
        if (count := sum(one.verdict is verdict for one in checked))
    )
    return NewOutcome(
        receipt=held.digest,
        state=held.state,
        reason=with_remarks(why, held.remarks),
        at=at,
        sender=held.sender,
        subject=mail.subject if mail else "",
        sent=mail.date if mail else None,
        message_id=mail.message_id if mail else "",
        references=mail.references if mail else (),
        machine=_machine(mail),
        attachments=len(held.parts),
    )


def _machine(mail: Mail | None) -> Machine:
    """Our own answer that came back is never answered, whoever sent it back."""
    if mail is None:
        return Machine.NONE
    return Machine.OURS if mail.from_us and mail.machine is Machine.NONE else mail.machine
