"""An arrival with what it holds: its parts, the mail's own facts, or why nothing could be taken from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.desk.mail_states import state_without_parts, too_large, unreadable
from taizhang.desk.open_arrivals import Opened, Part, open_arrival
from taizhang.desk.pool import Loss, WorkerPool
from taizhang.desk.sources import MAIL, Arrival
from taizhang.model.verdict import ReceiptState

if TYPE_CHECKING:
    from taizhang.mail import Mail


@dataclass(frozen=True, slots=True)
class Held:
    """An arrival with what it holds."""

    arrival: Arrival
    digest: str  # sha256 of its bytes
    parts: tuple[Part, ...] = ()
    mail: Mail | None = None
    state: ReceiptState = ReceiptState.TAKEN
    why: str = ""  # one Chinese sentence: why nothing was taken
    remarks: tuple[str, ...] = ()

    @property
    def sender(self) -> str:
        return self.mail.sender if self.mail else ""

    @property
    def received(self) -> datetime:
        """The mail's own date, unless it lies in the future or the server knows better (decision 0004)."""
        told = self.mail.date if self.mail and self.arrival.uid is None else None
        return min(told, self.arrival.received) if told else self.arrival.received


def open_all(arrived: Sequence[Arrival], openers: WorkerPool) -> Iterator[Held]:
    """Each arrival in turn; the workers get those that are not too large."""
    most = openers.limits.file_bytes
    small = [one for one in arrived if not one.headers_only and len(one.content) <= most]
    answers = openers.examine([(one.kind, one.source, one.content) for one in small], open_arrival)
    for arrival in arrived:
        digest = sha256(arrival.content).hexdigest()
        if arrival.headers_only or len(arrival.content) > most:
            yield _oversized(arrival, digest, most)
        else:
            yield _held(arrival, digest, next(answers))


def _oversized(arrival: Arrival, digest: str, most: int) -> Held:
    """A file that is too large for any worker is told so by the one that would read it."""
    if arrival.kind != MAIL:
        return Held(arrival, digest, (Part(arrival.source, arrival.content),))
    state, why = too_large(most, left_on_server=arrival.headers_only)
    return Held(arrival, digest, state=state, why=why)


def _held(arrival: Arrival, digest: str, answer: Opened | Loss) -> Held:
    if isinstance(answer, Loss):
        if arrival.kind != MAIL:  # the reader of workbooks says what is wrong with it
            return Held(arrival, digest, (Part(arrival.source, arrival.content),))
        state, why = unreadable(answer.why if answer.limit else "")
        return Held(arrival, digest, state=state, why=why)
    mail = answer.mail
    remarks = (mail.notes if mail else ()) + answer.skipped
    if mail is None or answer.parts:
        return Held(arrival, digest, answer.parts, mail, remarks=remarks)
    state, why = state_without_parts(mail, arrival.content)
    return Held(arrival, digest, (), mail, state, why, remarks)
