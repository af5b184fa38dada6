"""逾期销号: a row that was finished only after its deadline; it is cleared all the same, and stays yellow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from taizhang.model.clearing import Claim
from taizhang.model.figure import Light
from taizhang.model.words.status import Clearing
from taizhang.rollups.clearing_items import ClearingItem, moment_of


def is_late(item: ClearingItem, deadline: date) -> bool:
    """Whether the work was still open after the deadline, or was asked to be cleared only then.

    It was open where an accepted ledger of a period that ended on or after the deadline says so. A ledger speaks for its
    whole period: one that began by the deadline and calls the row finished proves it in time, whenever it was sent in.
    What was reopened was not finished then, and is judged by the day of its new request.
    """
    if any(claim.unfinished and claim.period.end >= deadline for claim in _before_request(item)):
        return True
    asked = item.asked_at or (item.decision.at if item.decision else None)
    in_time = asked is None or asked.date() <= deadline
    proven = any(claim.finished and claim.period.start <= deadline for claim in item.claims)
    return not in_time and (item.was_reopened or not proven)


def is_late_cleared(item: ClearingItem, deadline: date) -> bool:
    return item.state is Clearing.CLEARED and is_late(item, deadline)


def light_when_cleared(light: Light, *, late: bool) -> Light:
    """A row that was cleared late is yellow for good, whatever its ledger says since; any other keeps its light."""
    return Light.YELLOW if late else light


def _before_request(item: ClearingItem) -> Iterator[Claim]:
    """What ledgers said until the clearing was asked for; all of them where nobody asked."""
    until = moment_of(item.request) if item.request else None
    return (claim for claim in item.claims if until is None or claim.received < until)
