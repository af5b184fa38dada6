"""Claims and steps of one row, told in a few words, for tests of what follows from them."""

from __future__ import annotations

from datetime import UTC, datetime

from taizhang.model.clearing import Claim, ClearingStep
from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Clearing, Status
from taizhang.rollups.clearing_items import ClearingItem, Event, items_of

WHOSE = Reporter("990121")
ROW = "T01.M04"


def day(text: str) -> datetime:
    """10-08 of 2022."""
    month, number = text.split("-")
    return datetime(2022, int(month), int(number), 9, tzinfo=UTC)


def claim(on: str, words: str, *, row: str = ROW, whose: Reporter = WHOSE) -> Claim:
    """2022Q3 已完成 申请中 验收单: period, status, 销号 and evidence; — where nothing stands."""
    period, status, clearing, evidence = words.split()
    return Claim(
        reporter=whose, row=row, period=Period.parse(period), submission=day(on).timetuple().tm_yday,
        file_name="清河县.xlsx", received=day(on), clearing=None if clearing == "—" else Clearing(clearing),
        status=None if status == "—" else Status(status), evidence="" if evidence == "—" else evidence,
        place=Place("f" * 64, "任务台账", 9, 25), raw="" if clearing == "—" else clearing,
    )  # fmt: skip


def step(
    on: str, state: str, *, why: str = "", evidence: str = "", row: str = ROW, whose: Reporter = WHOSE
) -> ClearingStep:
    return ClearingStep("yunling-2022", whose, row, Clearing(state), evidence, "李某", why, day(on))


def item_of(*events: Event) -> ClearingItem:
    """The one row's item; one that nobody spoke of where nothing does."""
    claims = [one for one in events if isinstance(one, Claim)]
    steps = [one for one in events if isinstance(one, ClearingStep)]
    found = items_of(claims, steps)
    return found[0] if found else ClearingItem(WHOSE, ROW)
