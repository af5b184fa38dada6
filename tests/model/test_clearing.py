"""Which step of clearing may follow which, and what has to go with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from taizhang.model.clearing import Claim, Lack, lack_of
from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Clearing, Status

# Down: where the row stands; across: the step, by the state that it leads to.
TABLE = """
        申请中  已销号  退回   未申请
未申请   可     不     不     不
申请中   不     可     可     不
已销号   不     不     不     可
退回     可     不     不     不
"""


def told(text: str) -> list[tuple[str, str, bool]]:
    header, *rows = (line.split() for line in text.strip().split("\n"))
    return [
        (now, step, word == "可") for now, *words in rows for step, word in zip(header, words, strict=True)
    ]


@pytest.mark.parametrize(("now", "step", "may"), told(TABLE))
def test_which_step_follows_which(now: str, step: str, may: bool) -> None:
    lack = lack_of(Clearing(now), Clearing(step), evidence="验收单", why="已核实")
    assert lack == (None if may else Lack.ORDER)


def test_the_table_says_it_of_every_state_and_step() -> None:
    assert sorted((now, step) for now, step, _ in told(TABLE)) == sorted(
        (now.value, step.value) for now in Clearing for step in Clearing
    )


@pytest.mark.parametrize(
    ("now", "step", "evidence", "why", "lack"),
    [
        ("未申请", "申请中", "", "来函", Lack.EVIDENCE),
        ("退回", "申请中", " ", "来函", Lack.EVIDENCE),
        ("退回", "申请中", "补充验收单", "", None),
        ("申请中", "已销号", "", "", None),
        ("申请中", "退回", "现场照片", "", Lack.REASON),
        ("申请中", "退回", "", "缺验收单", None),
        ("已销号", "未申请", "", " ", Lack.REASON),
        ("已销号", "未申请", "", "复核未达标", None),
        ("已销号", "申请中", "", "", Lack.ORDER),
    ],
)
def test_what_has_to_go_with_a_step(now: str, step: str, evidence: str, why: str, lack: Lack | None) -> None:
    assert lack_of(Clearing(now), Clearing(step), evidence=evidence, why=why) == lack


CLAIM = Claim(
    Reporter("990101"), "T01.M02", Period.parse("2022Q3"), 5, "清河县.xlsx", datetime(2022, 10, 3, tzinfo=UTC),
    Clearing.REQUESTED, Status.DONE, "验收单", Place("f" * 64, "任务台账", 7, 25), "申请中",
)  # fmt: skip


@pytest.mark.parametrize(
    ("clearing", "status", "evidence", "asks"),
    [
        ("申请中", "已完成", "验收单", True),
        ("申请中", "超额完成", "验收单", True),
        ("已销号", "已完成", "验收单", True),
        ("申请中", "滞后", "验收单", False),
        ("申请中", "不适用", "验收单", False),
        ("申请中", None, "验收单", False),
        ("申请中", "已完成", "", False),
        ("未申请", "已完成", "验收单", False),
        ("退回", "已完成", "验收单", False),
        (None, "已完成", "验收单", False),
    ],
)
def test_a_ledger_asks_for_clearing_of_finished_work_with_evidence(
    clearing: str | None, status: str | None, evidence: str, asks: bool
) -> None:
    claim = replace(
        CLAIM,
        clearing=Clearing(clearing) if clearing else None,
        status=Status(status) if status else None,
        evidence=evidence,
    )
    assert claim.asks is asks
