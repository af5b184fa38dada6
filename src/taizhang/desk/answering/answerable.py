"""Which mails are to be answered, and about what: never a machine's, never a stranger's, each file once (INTAKE 55, 57)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from taizhang.desk.context import Context
from taizhang.desk.rolling_up.arrivals_below import counting_rollups, filed_rollups
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import Machine, Verdict

if TYPE_CHECKING:
    from taizhang.archive import Archive, Filed, Outcome
    from taizhang.rollups.arrived import ArrivedRollup

_About = tuple[str, Reporter | None, Period | None]
_Whose = tuple[str, str, Period | None]
_ANSWERED = (Verdict.ACCEPTED, Verdict.RETURNED, Verdict.SET_ASIDE)


@dataclass(frozen=True, slots=True)
class Question:
    """A submission that came by mail and waits for its answer."""

    outcome: Outcome  # of the mail
    line: Filed
    others: tuple[Filed, ...]  # what else the mail brought
    newer: Filed | None = None  # what came after it and counts: of the same reporter and period
    rollup: ArrivedRollup | None = None  # for a rollup workbook from below


def open_questions(store: Archive, context: Context, period: Period, own: str) -> tuple[Question, ...]:
    """Every submission of the period that a registered sender mailed and that has no answer yet, in the register's order.

    What waits for a person's decision is not answered before it is decided; `own` is the address that answers.
    """
    lines = store.submissions()
    rollups = filed_rollups(store)
    known = {one.line.number: one.rollup for one in rollups if not one.refused}
    by_mail: dict[str, list[Filed]] = {}
    for line in lines:
        by_mail.setdefault(line.receipt, []).append(line)
    answered = {answer.submission for answer in store.answers()}
    found = (
        question
        for outcome in store.outcomes()
        if _may_be_answered(outcome, context, own)
        for question in _questions(outcome, by_mail.get(outcome.receipt, ()), known)
        if question.line.number not in answered and _belongs_to(question.line, period)
    )
    accepted = _accepted(lines)
    counting = {one.whose: one.line for one in counting_rollups(rollups)}
    told = (replace(question, newer=_newer(question, accepted, counting)) for question in found)
    return tuple(sorted(told, key=lambda question: question.line.number))


def _may_be_answered(outcome: Outcome, context: Context, own: str) -> bool:
    return (
        bool(outcome.sender)
        and outcome.machine is Machine.NONE
        and outcome.sender != own.strip().lower()
        and bool(context.senders(outcome.sender))
    )


def _questions(
    outcome: Outcome, lines: Sequence[Filed], rollups: Mapping[int, ArrivedRollup]
) -> Iterator[Question]:
    """One for each ledger or rollup and for each file that should have been one; one for all, where there is neither."""
    alone = [line for line in lines if line.beside is None]
    mains = [line for line in alone if line.verdict in _ANSWERED or _is_told(line, rollups)]
    waiting = any(line.verdict is Verdict.QUARANTINED for line in lines)
    if not mains and lines and not waiting:
        mains = (alone or list(lines))[:1]
    for main in mains:
        others = tuple(line for line in lines if line not in mains)
        yield Question(outcome, main, others, rollup=rollups.get(main.number))


def _is_told(line: Filed, rollups: Mapping[int, ArrivedRollup]) -> bool:
    return line.number in rollups and line.verdict is not Verdict.QUARANTINED


def _accepted(lines: Sequence[Filed]) -> dict[_About, Filed]:
    """The newest accepted ledger by plan, reporter and period."""
    newest = sorted(lines, key=lambda line: (line.received, line.number))
    return {_about(line): line for line in newest if line.verdict is Verdict.ACCEPTED}


def _newer(
    question: Question, accepted: Mapping[_About, Filed], rollups: Mapping[_Whose, Filed]
) -> Filed | None:
    line, rollup = question.line, question.rollup
    if rollup:
        after = rollups.get((rollup.place_code, rollup.plan, rollup.period))
    else:
        after = accepted.get(_about(line)) if line.reporter else None
    if after is None or (after.received, after.number) <= (line.received, line.number):
        return None
    return after


def _about(line: Filed) -> _About:
    return line.plan, line.reporter, line.period


def _belongs_to(line: Filed, period: Period) -> bool:
    """What names no period belongs to the one in which it came."""
    return line.period == period if line.period else line.received.date() > period.start


def names_of(context: Context, sender: str, plan: str) -> str:
    """The reporters that a sender reports for, in words."""
    known: Mapping[str, object] = context.plans
    plans = [plan] if plan in known else list(known)
    named = (context.line(plans[0], one).name for one in context.senders(sender)) if plans else ()
    return "、".join(dict.fromkeys(named))
