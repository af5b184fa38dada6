"""What waits for a person: submissions whose sender or content is in doubt, and what an official decides about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.check import verdict_on
from taizhang.desk.context import Context
from taizhang.desk.intake.rollup_words import WORD as ROLLUP
from taizhang.desk.open_archive import opened
from taizhang.desk.records import context_of
from taizhang.desk.said import said
from taizhang.errors import BadUsage
from taizhang.model.ledger import Ledger
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import Choice, Verdict

if TYPE_CHECKING:
    from taizhang.archive import Archive, Decision, Filed
    from taizhang.rollups.arrived import ArrivedRollup


@dataclass(frozen=True, slots=True)
class DoubtfulLine:
    """A submission in doubt, whose ledger it holds, and what was decided last."""

    filed: Filed
    whose: Reporter | None  # by the ledger itself
    whose_name: str
    sender_name: str  # of the reporter that the sender's address belongs to; "" where nobody knows it
    decided: Decision | None  # the newest decision; None where there is none

    @property
    def standing(self) -> str:
        """What holds now, in words."""
        if self.decided is None or self.decided.choice is Choice.UNDO:
            return Verdict.QUARANTINED.word
        if self.decided.choice is Choice.REFUSE:
            return self.decided.choice.word
        verdict = self.filed.verdict
        told = ROLLUP if verdict is Verdict.NOT_A_LEDGER else verdict.word  # no other is accepted as none
        return f"{self.decided.choice.word}（{told}）"

    def as_json(self) -> dict[str, Any]:
        taken = self.decided
        return {
            "number": self.filed.number,
            "received": self.filed.received.isoformat(),
            "sender": self.filed.sender,
            "sender_of": self.sender_name or None,
            "file": self.filed.file_name,
            "sha256": self.filed.sha256,
            "ledger_of": str(self.whose) if self.whose else None,
            "ledger_of_name": self.whose_name or None,
            "plan": self.filed.plan or None,
            "period": str(self.filed.period) if self.filed.period else None,
            "reason": self.filed.reason,
            "verdict": self.filed.verdict.value,
            "decision": {
                "choice": taken.choice.value, "who": taken.who, "why": taken.why, "at": taken.at.isoformat(),
            }
            if taken
            else None,
        }  # fmt: skip


def list_quarantine(archive: Path | str, *, decided: bool = False) -> tuple[DoubtfulLine, ...]:
    """What waits for a decision, in the register's order; with `decided`, also what was decided.

    Raises:
        CannotRead: there is no such archive.
    """
    with opened(archive) as store:
        context, newest = context_of(store), _newest(store)
        lines = (line for line in store.submissions() if line.number in newest or _waits(line))
        told = [_line(line, store, context, newest.get(line.number)) for line in lines]
    return tuple(one for one in told if decided or one.filed.verdict is Verdict.QUARANTINED)


def accept_submission(
    archive: Path | str, number: int, *, whose: str = "", who: str, why: str, at: datetime
) -> DoubtfulLine:
    """Let a submission in doubt count as what its ledger says, under the verdict of its findings.

    `whose` names the reporter whose ledger it is, by code or name; needed where another one sent it.

    Raises:
        BadUsage: it is not in doubt, holds no ledger, is another's than was said, or nobody or no reason is named.
        CannotRead: there is no such archive.
    """
    who, why = said(who, "批准人"), said(why, "理由")
    with opened(archive) as store:
        context, line = context_of(store), _called(store, number)
        if _is_rollup(store, line) and _waits(line):
            return _decide(store, context, line, Choice.ACCEPT, Verdict.NOT_A_LEDGER, None, who, why, at)
        ledger = _ledger(store, context, line)
        _is_named(ledger, line, whose, context)
        verdict, _ = verdict_on(store.findings(number))
        verdict = Verdict.ACCEPTED if verdict is Verdict.QUARANTINED else verdict
        return _decide(store, context, line, Choice.ACCEPT, verdict, ledger.reporter, who, why, at)


def refuse_submission(archive: Path | str, number: int, *, who: str, why: str, at: datetime) -> DoubtfulLine:
    """Keep a submission from counting, whatever was found in it; who sent it still owes its report.

    Raises:
        BadUsage: there is no such submission, it holds no ledger, or nobody or no reason is named.
        CannotRead: there is no such archive.
    """
    who, why = said(who, "决定人"), said(why, "理由")
    with opened(archive) as store:
        context, line = context_of(store), _called(store, number)
        if _is_rollup(store, line):
            return _decide(store, context, line, Choice.REFUSE, Verdict.SET_ASIDE, None, who, why, at)
        if line.judged not in (Verdict.QUARANTINED, Verdict.ACCEPTED, Verdict.RETURNED):
            raise BadUsage(f"第{number}号不是台账，本来就不参加汇总，不需要决定。请核对编号。")
        owes = not line.sender or line.filed_under in context.senders(line.sender)
        # A stranger's mail says nothing of the county.
        verdict = Verdict.SET_ASIDE if owes else Verdict.NOT_A_LEDGER
        return _decide(store, context, line, Choice.REFUSE, verdict, line.filed_under, who, why, at)


def undo_decision(archive: Path | str, number: int, *, who: str, why: str, at: datetime) -> DoubtfulLine:
    """Take the newest decision back: the submission stands again as it was judged; the decision's line stays.

    Raises:
        BadUsage: nothing was decided about it, or nobody or no reason is named.
        CannotRead: there is no such archive.
    """
    who, why = said(who, "撤回人"), said(why, "撤回理由")
    with opened(archive) as store:
        line, newest = _called(store, number), _newest(store)
        if number not in newest or newest[number].choice is Choice.UNDO:
            raise BadUsage(f"第{number}号没有可撤回的决定，请用 taizhang quarantine list 查看。")
        return _decide(store, context_of(store), line, Choice.UNDO, None, None, who, why, at)


def _decide(
    store: Archive,
    context: Context,
    line: Filed,
    choice: Choice,
    verdict: Verdict | None,
    reporter: Reporter | None,
    who: str,
    why: str,
    at: datetime,
) -> DoubtfulLine:
    from taizhang.archive import Decision as NewDecision

    taken = NewDecision(line.number, choice, verdict, reporter, who, why, at)
    store.decide(taken)
    return _line(_called(store, line.number), store, context, taken)


def _called(store: Archive, number: int) -> Filed:
    line = store.submission(number)
    if line is None:
        raise BadUsage(f"登记簿里没有第{number}号，请用 taizhang quarantine list 查看编号。")
    return line


def _waits(line: Filed) -> bool:
    return line.judged is Verdict.QUARANTINED


def _is_rollup(store: Archive, line: Filed) -> bool:
    """Whether it is a rollup workbook from below, which is nobody's ledger and may be used or not all the same."""
    from taizhang.rollups.arrived import is_arrived_rollup

    return is_arrived_rollup(store.record(line.number))


def _newest(store: Archive) -> dict[int, Decision]:
    """The newest decision on each submission, by register number."""
    return {one.submission: one for one in store.decisions() if one.submission is not None}


def _line(line: Filed, store: Archive, context: Context, decided: Decision | None) -> DoubtfulLine:
    from taizhang.ledgers import ledger_from_record
    from taizhang.rollups.arrived import arrived_from_record, is_arrived_rollup

    record = store.record(line.number)
    arrived = arrived_from_record(record) if record and is_arrived_rollup(record) else None
    ledger = ledger_from_record(record, context.expected) if record and not arrived else None
    senders = context.senders(line.sender) if line.sender else ()
    known = [context.line(line.plan, one).name for one in senders] if line.plan in context.plans else []
    return DoubtfulLine(
        filed=line,
        whose=ledger.reporter if ledger else None,
        whose_name=context.line(ledger.plan, ledger.reporter).name if ledger else _place(arrived),
        sender_name="、".join(known),
        decided=decided,
    )


def _place(arrived: ArrivedRollup | None) -> str:
    return arrived.place.name if arrived and arrived.place else ""


def _ledger(store: Archive, context: Context, line: Filed) -> Ledger:
    from taizhang.ledgers import ledger_from_record

    if line.verdict is not Verdict.QUARANTINED:
        raise BadUsage(
            f"第{line.number}号的结论是“{line.verdict.word}”，不在待核定之列，请用 taizhang quarantine list 查看编号；"
            "要改已作的决定，请先撤回。"
        )
    record = store.record(line.number)
    if not record:
        raise BadUsage(
            f"第{line.number}号没有读出台账，不能准予登记，请来信单位重新报送，或用 refuse 不予登记。"
        )
    return ledger_from_record(record, context.expected)


def _is_named(ledger: Ledger, line: Filed, whose: str, context: Context) -> None:
    """A ledger counts for the reporter that it is drawn up for; where another sent it, the official says so outright."""
    name = context.line(ledger.plan, ledger.reporter).name
    if whose.strip() and whose.strip() not in (name, str(ledger.reporter)):
        raise BadUsage(
            f"第{line.number}号是{name}（{ledger.reporter}）的台账，不能算作“{whose.strip()}”的，请核对，或请来信单位用自己的台账重新报送。"
        )
    if not whose.strip() and line.filed_under != ledger.reporter:
        raise BadUsage(
            f"第{line.number}号不是{name}发来的，内容却是{name}的台账，请核实后用 --for {ledger.reporter} 写明算作哪家的。"
        )
