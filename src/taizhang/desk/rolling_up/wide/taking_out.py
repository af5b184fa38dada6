"""Places are taken out of their ledgers: the work that is done side by side, here or on other machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taizhang.desk.rolling_up.wide.entries import TakenOut, taken_out
from taizhang.desk.rolling_up.wide.round import OpenRound, WideRound, open_round
from taizhang.model.finding import Finding
from taizhang.model.period import Period
from taizhang.model.submission import Submission

if TYPE_CHECKING:
    from taizhang.rollups import Report
    from taizhang.rollups.clearing_items import ClearingItem
    from taizhang.rollups.past import Past
    from taizhang.rollups.wide.places import Place


@dataclass(frozen=True, slots=True)
class AcceptedLedger:
    """A ledger that counts, as the archive keeps it."""

    period: Period
    submission: Submission
    record: bytes
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceLedgers:
    """A place with the ledgers of those who report straight to it, and where their rows stand in clearing."""

    place: Place
    ledgers: tuple[AcceptedLedger, ...]
    items: tuple[ClearingItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Some places with what came in of them."""

    round: WideRound
    places: tuple[PlaceLedgers, ...]


def take_out(batch: Batch) -> tuple[TakenOut, ...]:
    """What each place of the batch comes to, in their order."""
    opened = open_round(batch.round)
    return tuple(_take_out(opened, one) for one in batch.places)


def _take_out(opened: OpenRound, one: PlaceLedgers) -> TakenOut:
    from taizhang.rollups.wide.extract import extract_place

    now = opened.given.period
    reports = list(_reports(opened, (ledger for ledger in one.ledgers if ledger.period == now)))
    pasts = _pasts(opened, one.ledgers)
    items = [item for item in one.items if opened.sees(item.row)]
    return taken_out(extract_place(opened.asked, one.place, reports, pasts, items))


def _reports(opened: OpenRound, ledgers: Iterator[AcceptedLedger]) -> Iterator[Report]:
    from taizhang.ledgers import ledger_from_record
    from taizhang.rollups import Report

    for one in ledgers:
        ledger = ledger_from_record(one.record, opened.laid_out(one.period))
        yield Report(opened.seen(ledger, one.period), one.submission, one.findings)


def _pasts(opened: OpenRound, ledgers: Sequence[AcceptedLedger]) -> tuple[Past, ...]:
    """Oldest first; also a period of which nothing of this place came in, since it was expected."""
    from taizhang.rollups.past import Past

    return tuple(
        Past(
            opened.plan_at(period), opened.roster, period,
            tuple(_reports(opened, (one for one in ledgers if one.period == period))),
        )
        for period in opened.given.before
    )  # fmt: skip
