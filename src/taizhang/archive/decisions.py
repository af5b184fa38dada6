"""What persons decided, with who, when and why: waivers, clearing steps, and decisions on submissions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from taizhang.archive.additions import Additions
from taizhang.archive.entries import Decision
from taizhang.archive.schema import clearing, decision, submission, waiver, waiver_withdrawal
from taizhang.archive.written import moment
from taizhang.errors import BadUsage, CannotWrite
from taizhang.model.clearing import ClearingStep
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import Choice, Verdict
from taizhang.model.waiver import Waiver, Withdrawal
from taizhang.model.words.status import Clearing


def insert_waiver(additions: Additions, plan_id: str, given: Waiver, at: datetime) -> int:
    """The number that the waiver has now."""
    return additions.add(
        waiver,
        plan=plan_id,
        code=given.code,
        reporter=str(given.reporter),
        period=str(given.period),
        row=given.row,
        who=given.who,
        why=given.why,
        until=given.until.isoformat(),
        given_at=moment(at),
    )


def withdraw_waiver(additions: Additions, number: int, who: str, why: str, at: datetime) -> None:
    additions.add(waiver_withdrawal, waiver=number, who=who, why=why, at=moment(at))


def list_waivers(connection: Connection, plan_id: str, period: Period | None = None) -> tuple[Waiver, ...]:
    """The waivers of a plan, in the order in which they were given, also those that hold no more."""
    rows = select(waiver).where(waiver.c.plan == plan_id).order_by(waiver.c.number)
    if period is not None:
        rows = rows.where(waiver.c.period == str(period))
    withdrawn = _withdrawals(connection)
    return tuple(
        Waiver(
            row.code,
            Reporter.parse(row.reporter),
            Period.parse(row.period),
            row.row,
            row.who,
            row.why,
            date.fromisoformat(row.until),
            row.number,
            withdrawn.get(row.number),
        )
        for row in connection.execute(rows)
    )


def _withdrawals(connection: Connection) -> dict[int, Withdrawal]:
    """The first withdrawal of each waiver, by its number."""
    rows = connection.execute(select(waiver_withdrawal).order_by(waiver_withdrawal.c.number.desc()))
    return {row.waiver: Withdrawal(row.who, row.why, datetime.fromisoformat(row.at).date()) for row in rows}


def insert_clearings(additions: Additions, steps: Sequence[ClearingStep], known: int) -> None:
    """Add the steps of one plan's rows, all or none.

    `known` is how many steps of the plan their author had seen: a step follows what it was taken upon.

    Raises:
        CannotWrite: somebody else has added one since.
    """
    for plan_id in {step.plan for step in steps}:
        stand = additions.connection.execute(
            select(func.count()).select_from(clearing).where(clearing.c.plan == plan_id)
        ).scalar()
        if stand != known:
            raise CannotWrite("刚才另有人登记了销号，为免重复没有登记，请重新执行同一命令。")
    for step in steps:
        additions.add(
            clearing,
            plan=step.plan,
            reporter=str(step.reporter),
            row=step.row,
            state=step.state.value,
            evidence=step.evidence,
            who=step.who,
            why=step.why,
            at=moment(step.at),
        )


def list_clearings(connection: Connection, plan_id: str) -> tuple[ClearingStep, ...]:
    """Every step of a plan's rows, oldest first; the last of a reporter's row is where it stands."""
    rows = select(clearing).where(clearing.c.plan == plan_id).order_by(clearing.c.number)
    return tuple(
        ClearingStep(
            row.plan,
            Reporter.parse(row.reporter),
            row.row,
            Clearing(row.state),
            row.evidence,
            row.who,
            row.why,
            datetime.fromisoformat(row.at),
        )
        for row in connection.execute(rows)
    )


def insert_decision(additions: Additions, taken: Decision) -> None:
    """Add a decision, by which the submission stands from now on.

    Raises:
        BadUsage: the register has no such line, or the line holds no ledger that could be accepted.
    """
    found = select(submission.c.record.is_not(None).label("holds_ledger"))
    row = additions.connection.execute(found.where(submission.c.number == taken.submission)).first()
    if row is None:
        raise BadUsage(f"登记簿里没有第{taken.submission}号，请核对登记号。")
    if taken.verdict is Verdict.ACCEPTED and not row.holds_ledger:
        raise BadUsage(f"登记簿第{taken.submission}号没有读出台账，不能{taken.choice.word}，请对方重新报送。")
    additions.add(
        decision,
        submission=taken.submission,
        choice=taken.choice.value,
        verdict=taken.verdict.value if taken.verdict else None,
        reporter=str(taken.reporter) if taken.reporter else None,
        who=taken.who,
        why=taken.why,
        at=moment(taken.at),
    )


def list_decisions(connection: Connection) -> tuple[Decision, ...]:
    """Every decision, oldest first; the remarks in free words that structure 2 had are not among them."""
    words = decision.c.choice.in_([choice.value for choice in Choice])
    rows = select(decision).where(words, decision.c.submission.is_not(None)).order_by(decision.c.number)
    return tuple(
        Decision(
            submission=row.submission,
            choice=Choice(row.choice),
            verdict=Verdict(row.verdict) if row.verdict else None,
            reporter=Reporter.parse(row.reporter) if row.reporter else None,
            who=row.who,
            why=row.why,
            at=datetime.fromisoformat(row.at),
        )
        for row in connection.execute(rows)
    )
