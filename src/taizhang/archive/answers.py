"""The outbox: each submission is answered once; what the server said when it was sent, and what came back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from taizhang.archive.additions import Additions
from taizhang.archive.schema import answer, bounce, delivery
from taizhang.archive.written import moment, one_line
from taizhang.model.verdict import DeliveryState


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """A mail to whoever sent a submission, written and not sent yet."""

    submission: int  # register number
    to: str  # one address
    message_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is kept; the mail's bytes lie under its sha256."""

    number: int
    submission: int  # register number
    to: str
    message_id: str
    sha256: str
    at: datetime
    new: bool = field(default=False, compare=False)  # whether it was kept just now


@dataclass(frozen=True, slots=True)
class Delivery:
    """One step of an answer on its way; the newest holds."""

    answer: int  # its number
    state: DeliveryState
    at: datetime
    said: str  # the server's own words


@dataclass(frozen=True, slots=True)
class Bounce:
    """An answer that came back."""

    answer: int  # its number
    receipt: str  # sha256 of the mail that says so
    why: str
    at: datetime


def keep_answer(additions: Additions, told: NewAnswer, content: bytes) -> Answer:
    """Keep the mail, unless the submission was answered: then the answer that stands there."""
    known = select(answer).where(answer.c.submission == told.submission)
    row = additions.connection.execute(known).first()
    if row is not None:
        return _answer(row)
    columns: dict[str, Any] = {
        "submission": told.submission,
        "address": one_line(told.to.strip()),
        "message_id": one_line(told.message_id),
        "sha256": additions.keep_blob(content),
    }
    number = additions.add(answer, **columns, at=moment(told.at))
    return Answer(
        number, told.submission, columns["address"], columns["message_id"], columns["sha256"], told.at, True
    )


def list_answers(connection: Connection) -> tuple[Answer, ...]:
    return tuple(_answer(row) for row in connection.execute(select(answer).order_by(answer.c.number)))


def count_answers(connection: Connection, address: str, day: date) -> int:
    """How many were kept for an address on a day, each by its own zone's calendar."""
    same = func.lower(answer.c.address) == one_line(address.strip()).lower()
    counted = select(func.count()).select_from(answer)
    return connection.execute(counted.where(same, answer.c.at.startswith(day.isoformat()))).scalar() or 0


def add_delivery(additions: Additions, number: int, state: DeliveryState, at: datetime, said: str) -> None:
    additions.add(delivery, answer=number, state=state.value, at=moment(at), said=one_line(said))


def list_deliveries(connection: Connection) -> tuple[Delivery, ...]:
    rows = connection.execute(select(delivery).order_by(delivery.c.number))
    return tuple(
        Delivery(row.answer, DeliveryState(row.state), datetime.fromisoformat(row.at), row.said)
        for row in rows
    )


def add_bounce(additions: Additions, number: int, receipt: str, why: str, at: datetime) -> None:
    """Note that an answer came back; what the same mail said before is not noted again."""
    known = select(bounce.c.number).filter_by(answer=number, receipt=receipt)
    if additions.connection.execute(known).first() is None:
        additions.add(bounce, answer=number, receipt=receipt, why=one_line(why), at=moment(at))


def list_bounces(connection: Connection) -> tuple[Bounce, ...]:
    rows = connection.execute(select(bounce).order_by(bounce.c.number))
    return tuple(Bounce(row.answer, row.receipt, row.why, datetime.fromisoformat(row.at)) for row in rows)


def _answer(row: Row[Any]) -> Answer:
    return Answer(
        number=row.number,
        submission=row.submission,
        to=row.address,
        message_id=row.message_id,
        sha256=row.sha256,
        at=datetime.fromisoformat(row.at),
    )
