"""An arrival with what it holds: its parts, the mail's own facts, or why nothing could be taken from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.desk.intake.mail_states import state_without_parts, too_large, unreadable
from taizhang.desk.intake.open_arrivals import HEADERS, Opened, Part, open_arrival
from taizhang.desk.intake.sources import MAIL, Arrival
from taizhang.desk.workers.pool import Loss, WorkerPool
from taizhang.model.verdict import ReceiptState

if TYPE_CHECKING:
    from taizhang.mail import Mail

_OF_TIME = ("seconds", "cpu")
_HEADERS = 1_000_000  # bytes at the beginning of a mail in which its headers stand


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


@dataclass(frozen=True, slots=True)
class Slow:
    """An arrival that takes long to be opened, without its bytes, which lie in the archive."""

    arrival: Arrival
    digest: str


def open_all(
    arrived: Sequence[Arrival], openers: WorkerPool, slow: list[Slow] | None = None
) -> Iterator[Held]:
    """Each arrival in turn, those that cost a worker its life behind all others; of what is too large only the headers.

    Who sent a mail that was not taken apart is known by these all the same. Where there is a list `slow`, what took too
    long is put into it and not told of.
    """
    most = openers.limits.file_bytes
    asked = [one for one in arrived if one.kind == MAIL or not _is_too_large(one, most)]
    answers = openers.examine([_asked(one, most) for one in asked], open_arrival)
    lost: list[tuple[Arrival, Loss]] = []
    for arrival in arrived:
        if arrival.kind != MAIL and _is_too_large(arrival, most):
            yield _as_file(arrival)
            continue
        answer = next(answers)
        if slow is not None and isinstance(answer, Loss) and answer.limit in _OF_TIME:
            slow.append(Slow(replace(arrival, content=b""), _digest(arrival)))
            openers.hasten()  # so that many of them do not cost the others ten seconds each
        elif isinstance(answer, Loss) and arrival.kind == MAIL and not _is_too_large(arrival, most):
            lost.append((arrival, answer))
        else:
            yield _held(arrival, answer, most)
    heads = openers.examine([_head(arrival) for arrival, _ in lost], open_arrival)
    for (arrival, loss), head in zip(lost, heads, strict=True):
        yield _unopened(arrival, unreadable(loss.why if loss.limit else ""), head)


def _is_too_large(arrival: Arrival, most: int) -> bool:
    return arrival.headers_only or len(arrival.content) > most


def _asked(arrival: Arrival, most: int) -> tuple[str, str, bytes]:
    if _is_too_large(arrival, most):
        return _head(arrival)
    return arrival.kind, arrival.source, arrival.content


def _head(arrival: Arrival) -> tuple[str, str, bytes]:
    return HEADERS, arrival.source, arrival.content[:_HEADERS]


def _held(arrival: Arrival, answer: Opened | Loss, most: int) -> Held:
    if arrival.kind == MAIL and _is_too_large(arrival, most):
        return _unopened(arrival, too_large(most, left_on_server=arrival.headers_only), answer)
    if isinstance(answer, Loss):
        return _as_file(arrival)
    mail, digest = answer.mail, _digest(arrival)
    remarks = (mail.notes if mail else ()) + answer.skipped
    if mail is None or answer.parts:
        return Held(arrival, digest, answer.parts, mail, remarks=remarks)
    state, why = state_without_parts(mail, arrival.content)
    return Held(arrival, digest, (), mail, state, why, remarks)


def _as_file(arrival: Arrival) -> Held:
    """What is too large for any worker, or was too much for one: the reader of workbooks says what is wrong with it."""
    return Held(arrival, _digest(arrival), (Part(arrival.source, arrival.content),))


def _unopened(arrival: Arrival, told: tuple[ReceiptState, str], head: Opened | Loss) -> Held:
    """A mail of which no more is known than its headers, and not even these where they are too much for a worker."""
    state, why = told
    mail = None if isinstance(head, Loss) else head.mail
    remarks = mail.notes if mail else ()
    return Held(arrival, _digest(arrival), (), mail, state, why, remarks)


def _digest(arrival: Arrival) -> str:
    return sha256(arrival.content).hexdigest()
