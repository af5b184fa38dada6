"""Answers sent: each once, its try written down before the server is asked and the server's word after (INTAKE 57)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.accounts import PasswordOf
from taizhang.desk.issue import parse_period
from taizhang.desk.open_archive import opened
from taizhang.model.period import Period
from taizhang.model.verdict import DeliveryState

if TYPE_CHECKING:
    from taizhang.archive import Answer, Archive
    from taizhang.mail.send import NotSent, Sender

_AGAIN = (None, DeliveryState.PUT_OFF)


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one answer."""

    submission: int  # register number
    to: str
    state: DeliveryState
    said: str  # the server's own words, or ours

    @property
    def done(self) -> bool:
        return self.state is DeliveryState.SENT

    @property
    def says(self) -> str:
        return f"{self.state.word}（{self.said}）" if self.said else self.state.word

    def as_json(self) -> dict[str, Any]:
        return {"number": self.submission, "to": self.to, "state": self.state.value, "said": self.said}


def send_answers(
    archive: Path | str,
    period: str,
    server: str,
    *,
    own: str,
    password_of: PasswordOf,
    now: Callable[[], datetime],
) -> tuple[Sent, ...]:
    """Send the answers to the period's submissions that were not sent yet, one at a time.

    One whose try was cut off is not sent again by itself, since nobody knows whether it arrived; it is told of each time.
    `own` is the address that a bounce goes to where the server takes no mail without one.

    Raises:
        BadUsage: the server's address is none.
        CannotRead: there is no such archive, or no password for the server.
        CannotWrite: the server cannot be reached, or refuses the account; what was sent before is written down.
    """
    from taizhang.mail.send import open_sender, parse_server_url

    url = parse_server_url(server)
    with opened(archive) as store:
        waiting = _waiting(store, parse_period(period))
        if not waiting:
            return ()
        password = password_of("smtp", url.user, url.host) if url.user else ""
        with open_sender(url, password) as sender:
            return tuple(_send_all(store, waiting, sender, own, now))


def _waiting(store: Archive, period: Period) -> tuple[tuple[Answer, DeliveryState | None], ...]:
    """The answers that have not reached the server for good, each with the state it was left in."""
    states = {delivery.answer: delivery.state for delivery in store.deliveries()}
    lines = {line.number: line for line in store.submissions()}
    return tuple(
        (answer, states.get(answer.number))
        for answer in store.answers()
        if lines[answer.submission].period in (period, None)
        and states.get(answer.number) not in (DeliveryState.SENT, DeliveryState.REFUSED)
    )


def _send_all(
    store: Archive,
    waiting: tuple[tuple[Answer, DeliveryState | None], ...],
    sender: Sender,
    own: str,
    now: Callable[[], datetime],
) -> Iterator[Sent]:
    for answer, state in waiting:
        if state in _AGAIN:
            yield _send(store, answer, sender, own, now)
        else:
            why = "上次寄到一半中断，请向对方核实；确未收到的，从写出的邮件文件手工寄出"
            yield Sent(answer.submission, answer.to, DeliveryState.TRYING, why)


def _send(store: Archive, answer: Answer, sender: Sender, own: str, now: Callable[[], datetime]) -> Sent:
    from taizhang.mail.send import NotSent as NotTaken

    store.note_delivery(answer.number, DeliveryState.TRYING, now(), "")
    try:
        said = _hand_over(sender, store.blob(answer.sha256), answer.to, own)
        state = DeliveryState.SENT
    except NotTaken as trouble:
        said, state = str(trouble), _left_in(trouble)
    store.note_delivery(answer.number, state, now(), said)
    return Sent(answer.submission, answer.to, state, said)


def _hand_over(sender: Sender, raw: bytes, to: str, own: str) -> str:
    """From nobody, so that no machine answers; from ourselves where the server knows no such sender (163)."""
    from taizhang.mail.send import NotSent as NotTaken

    try:
        return sender.send(raw, envelope_sender="", recipient=to)
    except NotTaken as trouble:
        if not trouble.sender_refused:
            raise
    return sender.send(raw, envelope_sender=own, recipient=to)


def _left_in(trouble: NotSent) -> DeliveryState:
    if trouble.uncertain:
        return DeliveryState.TRYING
    return DeliveryState.REFUSED if trouble.permanent else DeliveryState.PUT_OFF
