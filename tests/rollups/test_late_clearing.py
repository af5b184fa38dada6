"""逾期销号: finished, or asked to be cleared, only after the deadline; it stays yellow."""

from __future__ import annotations

from datetime import date

import pytest
from clearing_histories import claim, item_of, step

from taizhang.model.figure import Light
from taizhang.rollups.clearing_items import Event
from taizhang.rollups.late_clearing import is_late, is_late_cleared, light_when_cleared

SEPTEMBER = date(2022, 9, 30)
APPROVED = step("12-31", "已销号")

# Of a row whose deadline is 30 September: what happened, and whether it was late.
HISTORIES: dict[str, tuple[tuple[Event, ...], bool]] = {
    "the ledger of the quarter calls it finished, though it comes in October": (
        (claim("10-03", "2022Q3 已完成 申请中 验收单"), APPROVED), False,
    ),
    "finished in time, asked for later": (
        (claim("10-03", "2022Q3 已完成 未申请 验收单"), claim("12-30", "2022Q4 已完成 申请中 验收单"), APPROVED), False,
    ),
    "open at the end of the quarter of the deadline": (
        (claim("10-03", "2022Q3 滞后 未申请 —"), claim("12-30", "2022Q4 已完成 申请中 验收单"), APPROVED), True,
    ),
    "open at the end of an earlier quarter": (
        (claim("07-03", "2022Q2 滞后 未申请 —"), claim("10-03", "2022Q3 已完成 申请中 验收单"), APPROVED), False,
    ),
    "not involved is not open": (
        (claim("10-03", "2022Q3 不适用 — —"), claim("12-30", "2022Q4 已完成 申请中 验收单"), APPROVED), True,
    ),
    "a blank status says nothing, and nothing proves it in time": (
        (claim("10-03", "2022Q3 — 未申请 —"), claim("12-30", "2022Q4 已完成 申请中 验收单"), APPROVED), True,
    ),
    "the quarter of the deadline was not reported": (
        (claim("12-30", "2022Q4 已完成 申请中 验收单"), APPROVED), True,
    ),
    "a letter in time": ((step("09-30", "申请中", evidence="来函"), APPROVED), False),
    "a letter a day late": ((step("10-01", "申请中", evidence="来函"), APPROVED), True),
    "cleared in the record without any request": ((APPROVED,), True),
    "reopened, and asked for again after the deadline": (
        (
            claim("10-03", "2022Q3 已完成 申请中 验收单"), step("10-08", "已销号"), step("10-09", "未申请", why="未达标"),
            claim("12-30", "2022Q4 已完成 申请中 复验单"), APPROVED,
        ),
        True,
    ),
    "reopened, and asked for again in time": (
        (
            claim("07-03", "2022Q2 已完成 申请中 验收单"), step("07-08", "已销号"), step("07-09", "未申请", why="未达标"),
            step("09-01", "申请中", evidence="复验单"), APPROVED,
        ),
        False,
    ),
    "open again in a ledger that came after the approval": (
        (claim("10-03", "2022Q3 已完成 申请中 验收单"), step("10-08", "已销号"), claim("12-30", "2022Q4 滞后 已销号 —")), False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HISTORIES)
def test_whether_it_was_late(name: str) -> None:
    events, late = HISTORIES[name]
    item = item_of(*events)
    assert (is_late(item, SEPTEMBER), is_late_cleared(item, SEPTEMBER)) == (late, late)


def test_what_is_only_asked_for_is_not_cleared_late() -> None:
    item = item_of(claim("12-30", "2022Q4 已完成 申请中 验收单"))
    assert (is_late(item, SEPTEMBER), is_late_cleared(item, SEPTEMBER)) == (True, False)


def test_what_was_cleared_late_is_yellow_whatever_its_ledger_says() -> None:
    assert {light_when_cleared(light, late=True) for light in Light} == {Light.YELLOW}
    assert [light_when_cleared(light, late=False) for light in Light] == list(Light)
