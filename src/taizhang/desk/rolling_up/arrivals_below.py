"""The rollup workbooks of lower places in an archive: which of each place counts, and which do not and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taizhang.model.period import Period
from taizhang.model.verdict import Choice, Verdict

if TYPE_CHECKING:
    from taizhang.archive import Archive, Filed
    from taizhang.rollups.arrived import ArrivedRollup

_KEPT = (Verdict.NOT_A_LEDGER, Verdict.QUARANTINED)


@dataclass(frozen=True, slots=True)
class FiledRollup:
    """A rollup workbook with its line in the register."""

    line: Filed
    rollup: ArrivedRollup
    refused: bool = False  # by an official

    @property
    def waits(self) -> bool:
        return self.line.verdict is Verdict.QUARANTINED

    @property
    def counts(self) -> bool:
        """Whether its ledgers may be used, unless a newer one of its place came."""
        return self.rollup.can_be_used and not self.refused and not self.waits

    @property
    def whose(self) -> tuple[str, str, Period | None]:
        return self.rollup.place_code, self.rollup.plan, self.rollup.period


def filed_rollups(store: Archive, period: Period | None = None) -> tuple[FiledRollup, ...]:
    """Those of a period, or all, in the register's order."""
    from taizhang.rollups.arrived import arrived_from_record, is_arrived_rollup

    lines = {line.number: line for line in store.submissions(None, period, judged=_KEPT)}
    records = store.records(list(lines))
    newest = {one.submission: one.choice for one in store.decisions()}
    return tuple(
        FiledRollup(lines[number], arrived_from_record(record), newest.get(number) is Choice.REFUSE)
        for number, record in sorted(records.items())
        if is_arrived_rollup(record)
    )


def counting_rollups(filed: Sequence[FiledRollup]) -> tuple[FiledRollup, ...]:
    """The newest of each place, plan and period, by the moment of receipt."""
    in_order = sorted(filed, key=lambda one: (one.line.received, one.line.number))
    return tuple({one.whose: one for one in in_order if one.counts}.values())


def left_out(filed: Sequence[FiledRollup], plan: str) -> Iterator[str]:
    """One Chinese sentence for each under our plan that came after the one that counts, and is not used all the same."""
    counting = {one.whose: one for one in counting_rollups(filed)}
    for one in filed:
        newest = counting.get(one.whose)
        is_older = newest is not None and newest.line.received > one.line.received
        if one.rollup.upper_plan == plan and not (one.counts or one.refused or is_older):
            yield f"{one.rollup.place}报来的汇总表“{one.line.file_name}”（登记第{one.line.number}号）{_why(one)}。"


def _why(one: FiledRollup) -> str:
    if one.rollup.altered:
        return "台账记录被改动过，没有汇入，请该单位把原汇总表重新发来"
    return "还没有核定，没有汇入，请用 taizhang quarantine 核定"
