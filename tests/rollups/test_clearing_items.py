"""Where a row stands in clearing after the office's steps and what ledgers claimed, whichever came when."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from clearing_histories import ROW, WHOSE, claim, item_of, step
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.archive import create_archive
from taizhang.model.clearing import CarriedClearing, Claim, ClearingStep, lack_of
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Clearing
from taizhang.rollups.clearing_items import Event, carried_clearing, items_of
from taizhang.rollups.clearing_words import remark_on

ASKS = claim("10-03", "2022Q3 已完成 申请中 验收单")
ASKS_AGAIN = claim("10-20", "2022Q3 已完成 申请中 补验收单")
REFUSED = step("10-08", "退回", why="缺验收单")
CLEARED = step("10-08", "已销号")
REOPENED = step("11-02", "未申请", why="复核未达标")
BY_LETTER = step("10-02", "申请中", evidence="来函")
CALLS_IT_CLEARED = "台账自填“已销号”，没有核准记录，按申请办理"

# What happened, where that leaves the row, whose request it is, and what a person is told beside it.
HISTORIES: dict[str, tuple[tuple[Event, ...], str, Event | None, str]] = {
    "a ledger asks": ((ASKS,), "申请中", ASKS, ""),
    "a letter asks": ((BY_LETTER,), "申请中", BY_LETTER, ""),
    "approved": ((ASKS, CLEARED), "已销号", ASKS, ""),
    "refused": ((ASKS, REFUSED), "退回", ASKS, ""),
    "asked again after a refusal": ((ASKS, REFUSED, ASKS_AGAIN), "申请中", ASKS_AGAIN, "退回后再次申请"),
    "asked again without evidence": (
        (ASKS, REFUSED, claim("10-20", "2022Q3 已完成 申请中 —")),
        "退回", ASKS, "台账填“申请中”，但没有写佐证材料，不作申请",
    ),
    "the refusal is accepted": ((ASKS, REFUSED, claim("10-20", "2022Q3 序时推进 退回 —")), "退回", ASKS, ""),
    "sent in before the refusal, taken in after it": (
        (ASKS, claim("10-07", "2022Q3 已完成 申请中 验收单"), REFUSED), "退回", ASKS, "",
    ),
    "reopened": ((ASKS, CLEARED, REOPENED), "未申请", ASKS, ""),
    "asked again after a reopening": (
        (ASKS, CLEARED, REOPENED, again := claim("12-03", "2022-11 已完成 申请中 复验单")),
        "申请中", again, "重新打开后再次申请",
    ),
    "a ledger keeps calling it cleared after the reopening": (
        (ASKS, CLEARED, REOPENED, again_cleared := claim("12-03", "2022-11 已完成 已销号 验收单")),
        "申请中", again_cleared, f"重新打开后再次申请；{CALLS_IT_CLEARED}",
    ),
    "a ledger clears itself": ((own := claim("10-03", "2022Q3 已完成 已销号 验收单"),), "申请中", own, CALLS_IT_CLEARED),
    "a ledger clears itself unfinished": (
        (claim("10-03", "2022Q3 滞后 已销号 验收单"),), "未申请", None, "台账填“已销号”，但完成状态为“滞后”，不作申请",
    ),
    "a ledger asks for what is open": (
        (claim("10-03", "2022Q3 序时推进 申请中 验收单"),), "未申请", None, "台账填“申请中”，但完成状态为“序时推进”，不作申请",
    ),
    "a ledger asks and leaves the status blank": (
        (claim("10-03", "2022Q3 — 申请中 验收单"),), "未申请", None, "台账填“申请中”，但完成状态空白，不作申请",
    ),
    "a ledger was refused by nobody": (
        (claim("10-03", "2022Q3 已完成 退回 验收单"),), "未申请", None, "台账填“退回”，没有退回记录",
    ),
    "a later ledger takes its request back": (
        (ASKS, claim("10-06", "2022Q3 已完成 未申请 验收单")), "未申请", None, "此前的申请已由台账改回“未申请”",
    ),
    "a later ledger takes a second request back": (
        (ASKS, REFUSED, ASKS_AGAIN, claim("10-22", "2022Q3 已完成 未申请 验收单")),
        "退回", ASKS, "此前的申请已由台账改回“未申请”",
    ),
    "a later ledger is not done any more": (
        (ASKS, claim("10-06", "2022Q3 滞后 申请中 验收单")), "未申请", None, "台账填“申请中”，但完成状态为“滞后”，不作申请",
    ),
    "a later ledger leaves the cell blank": ((ASKS, claim("10-06", "2022Q3 已完成 — 验收单")), "申请中", ASKS, ""),
    "a later ledger asks without evidence": ((ASKS, claim("12-31", "2022Q4 已完成 申请中 —")), "申请中", ASKS, ""),
    "a ledger does not know of the letter": (
        (BY_LETTER, claim("10-03", "2022Q3 已完成 未申请 验收单")), "申请中", BY_LETTER, "台账填“未申请”，与登记的申请不一致，以登记为准",
    ),
    "the office decides though the ledger never asked": (
        (claim("10-01", "2022Q3 已完成 未申请 验收单"), BY_LETTER, CLEARED), "已销号", BY_LETTER, "",
    ),
    "a ledger still asks for what is cleared": (
        (ASKS, CLEARED, ASKS_AGAIN), "已销号", ASKS, "核准后收到的台账填“申请中”，仍以核准为准",
    ),
    "a ledger takes back what is cleared": (
        (ASKS, CLEARED, claim("12-31", "2022Q4 序时推进 未申请 —")), "已销号", ASKS, "核准后收到的台账填“未申请”，仍以核准为准",
    ),
    "a ledger agrees that it is cleared": ((ASKS, CLEARED, claim("12-31", "2022Q4 已完成 已销号 —")), "已销号", ASKS, ""),
    "the ledger of an earlier period comes late": (
        (ASKS, claim("10-09", "2022Q2 序时推进 未申请 —")), "申请中", ASKS, "",
    ),
    "nothing asks": ((claim("10-03", "2022Q3 已完成 未申请 验收单"),), "未申请", None, ""),
    "the record alone": ((CLEARED,), "已销号", None, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", HISTORIES)
def test_where_it_leaves_the_row(name: str) -> None:
    events, state, request, remark = HISTORIES[name]
    item = item_of(*events)
    assert (item.state.value, item.request, remark_on(item)) == (state, request, remark)


def test_the_request_of_a_ledger_is_the_same_once_it_is_written_down() -> None:
    """Before a decision the office writes the county's request into the archive, with the moment it came."""
    written = replace(step("10-08", "申请中", evidence=ASKS.evidence), at=ASKS.received)
    told, alone = item_of(ASKS, written, CLEARED), item_of(written, CLEARED)
    assert (told.state, told.request, told.decided) == (Clearing.CLEARED, ASKS, ASKS)
    assert (alone.state, alone.request, alone.asked_at) == (Clearing.CLEARED, written, ASKS.received)


def test_steps_keep_the_order_in_which_they_were_written_whatever_the_clock_said() -> None:
    earlier = replace(CLEARED, at=REFUSED.at - timedelta(days=2))
    second = replace(step("10-08", "申请中", evidence="补"), at=REFUSED.at - timedelta(days=2))
    assert item_of(ASKS, REFUSED, second, earlier).state is Clearing.CLEARED


def test_a_row_of_which_nobody_spoke_is_no_item() -> None:
    silent = [
        claim("10-03", "2022Q3 已完成 未申请 验收单"),
        claim("12-31", "2022Q4 已完成 — 验收单", row="T02.M01"),
    ]
    assert items_of(silent, []) == ()


def test_items_are_told_apart_by_reporter_and_row() -> None:
    other = Reporter("990122")
    items = items_of(
        [ASKS, replace(ASKS, reporter=other)],
        [CLEARED, step("10-09", "申请中", evidence="来函", row="T02.M01")],
    )
    assert [(item.reporter, item.row, item.state.value) for item in items] == [
        (WHOSE, ROW, "已销号"), (WHOSE, "T02.M01", "申请中"), (other, ROW, "申请中"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("events", "carried"),
    [
        ((ASKS,), CarriedClearing(Clearing.REQUESTED)),
        ((ASKS, CLEARED), CarriedClearing(Clearing.CLEARED)),
        ((ASKS, REFUSED), CarriedClearing(Clearing.REFUSED, "缺验收单")),
        ((ASKS, REFUSED, ASKS_AGAIN), CarriedClearing(Clearing.REQUESTED)),
        ((ASKS, CLEARED, REOPENED), CarriedClearing(Clearing.NOT_REQUESTED, "复核未达标")),
        ((ASKS, claim("10-06", "2022Q3 已完成 未申请 验收单")), None),
        ((claim("10-03", "2022Q3 滞后 已销号 验收单"),), None),
    ],
)
def test_what_the_next_ledger_starts_from(events: tuple[Event, ...], carried: CarriedClearing | None) -> None:
    assert carried_clearing(item_of(*events)) == carried


# Whatever happens, in whatever order it is read

STATES = st.sampled_from(list(Clearing))
WORDS = st.tuples(
    st.sampled_from(("2022Q2", "2022Q3", "2022Q4")),
    st.sampled_from(("已完成", "滞后", "—")),
    st.sampled_from(("申请中", "已销号", "未申请", "退回", "—")),
    st.sampled_from(("验收单", "—")),
).map(" ".join)
BEGINS = datetime(2022, 7, 1, tzinfo=UTC)


def at_moment(event: Event, number: int) -> Event:
    moment = BEGINS + timedelta(hours=number)
    return replace(event, received=moment) if isinstance(event, Claim) else replace(event, at=moment)


EVENTS = st.lists(
    st.one_of(WORDS.map(lambda words: claim("10-03", words)), STATES.map(lambda state: step("10-08", state.value))),
    max_size=9,
).map(lambda events: [at_moment(event, number) for number, event in enumerate(events)])  # fmt: skip


def by_definition(events: list[Event]) -> Clearing:
    """The office's newest step; unless it leaves the row open and a ledger since asked, and none since took it back."""
    last = max((at for at, one in enumerate(events) if isinstance(one, ClearingStep)), default=-1)
    state = events[last].state if last >= 0 else Clearing.NOT_REQUESTED  # type: ignore[union-attr]
    claims = [one for one in events if isinstance(one, Claim)]
    news = [
        one
        for at, one in enumerate(claims)
        if events.index(one) > last and all(earlier.period.end <= one.period.end for earlier in claims[:at])
    ]
    said = [one for one in news if one.clearing is not None]
    asked = any(
        one.asks and all(later.wants and not later.unfinished for later in said[at + 1 :])
        for at, one in enumerate(said)
    )
    open_still = state in (Clearing.NOT_REQUESTED, Clearing.REFUSED)
    return Clearing.REQUESTED if open_still and asked else state


@given(EVENTS, st.randoms())
def test_the_newest_step_stands_unless_a_ledger_since_asks(
    events: list[Event], chance: random.Random
) -> None:
    claims = [one for one in events if isinstance(one, Claim)]
    chance.shuffle(claims)
    steps = [one for one in events if isinstance(one, ClearingStep)]
    assert item_of(*claims, *steps).state is by_definition(events)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from((ROW, "T02.M01")), STATES), max_size=12))
def test_replaying_the_archive_gives_the_state_that_the_steps_led_to(
    tmp_path_factory: pytest.TempPathFactory, tried: list[tuple[str, Clearing]]
) -> None:
    """Steps that do not follow are refused; those taken are written down, and read back in their order."""
    stands = {ROW: Clearing.NOT_REQUESTED, "T02.M01": Clearing.NOT_REQUESTED}
    where: Path = tmp_path_factory.mktemp("clearing") / "档案.db"
    with create_archive(where) as archive:
        for number, (row, state) in enumerate(tried):
            if lack_of(stands[row], state, evidence="验收单", why="已核实") is None:
                taken = at_moment(
                    step("10-08", state.value, evidence="验收单", why="已核实", row=row), number
                )
                archive.add_clearings([taken], len(archive.clearings("yunling-2022")))
                stands[row] = state
        items = items_of([], archive.clearings("yunling-2022"))
    replayed = {item.row: item.state for item in items}
    assert {row: replayed.get(row, Clearing.NOT_REQUESTED) for row in stands} == stands
