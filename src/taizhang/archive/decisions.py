"""What persons decided, with who, when and why: waivers, clearing steps, and decisions on submissions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from taizhang.archive.entries import ClearingStep, Decision
from taizhang.archive.schema import clearing, decision, waiver, waiver_withdrawal
from taizhang.archive.written import moment
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.waiver import Waiver, Withdrawal
from taizhang.model.words.status import Clearing


def insert_waiver(connection: Connection, plan_id: str, given: Waiver, at: datetime) -> int:
    """The number that the waiver has now."""
    added = connection.execute(
        insert(waiver).values(
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
    )
    (number,) = added.inserted_primary_key or (0,)
    return int(number)


def withdraw_waiver(connection: Connection, number: int, who: str, why: str, at: datetime) -> None:
    connection.execute(insert(waiver_withdrawal).values(waiver=number, who=who, why=why, at=moment(at)))


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


def insert_clearing(connection: Connection, step: ClearingStep) -> None:
    connection.execute(
        insert(clearing).values(
            plan=step.plan,
            reporter=str(step.reporter),
            row=step.row,
            state=step.state.value,
            evidence=step.evidence,
            who=step.who,
            why=step.why,
            at=moment(step.at),
        )
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


def insert_decision(connection: Connection, taken: Decision) -> None:
    connection.execute(
        insert(decision).values(
            submission=taken.submission,
            choice=taken.choice,
            who=taken.who,
            why=taken.why,
            at=moment(taken.at),
        )
    )


def list_decisions(connection: Connection) -> tuple[Decision, ...]:
    """Every decision, oldest first."""
    rows = connection.execute(select(decision).order_by(decision.c.number))
    return tuple(
        Decision(row.submission, row.choice, row.who, row.why, datetime.fromisoformat(row.at)) for row in rows
    )
