"""An item of clearing as lists and JSON show it, and why a step cannot be taken, in a sentence that says what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taizhang.model.clearing import Claim, ClearingStep
from taizhang.model.period import Period
from taizhang.model.words.status import Clearing

if TYPE_CHECKING:
    from taizhang.rollups.clearing_items import ClearingItem
    from taizhang.rollups.clearings import ClearingLine

# What a row that stands so can do instead, by where it stands and by the step that does not follow.
_INSTEAD = {
    (Clearing.REQUESTED, Clearing.REQUESTED): "已在申请中，不需要再登记申请。请用 clear approve 核准，或用 clear refuse 退回。",
    (Clearing.REQUESTED, Clearing.CLEARED): "已经销号，不需要申请。发现问题的，请用 clear reopen 重新打开。",
    (Clearing.CLEARED, Clearing.NOT_REQUESTED): "没有销号申请，不能核准。请先用 clear request 登记申请和佐证材料。",
    (Clearing.CLEARED, Clearing.REFUSED): "申请已经退回，不能核准。请等填报单位再次申请，或用 clear request 登记新的申请。",
    (Clearing.CLEARED, Clearing.CLEARED): "此前已经销号，不需要再核准。请核对任务行。",
    (Clearing.REFUSED, Clearing.NOT_REQUESTED): "没有销号申请，没有可退回的。请核对任务行。",
    (Clearing.REFUSED, Clearing.REFUSED): "此前已经退回，还没有再次申请。请核对任务行。",
    (Clearing.REFUSED, Clearing.CLEARED): "已经销号，不能退回申请。发现问题的，请用 clear reopen 重新打开。",
    (Clearing.NOT_REQUESTED, Clearing.NOT_REQUESTED): "没有销号，不需要重新打开。请核对任务行。",
    (Clearing.NOT_REQUESTED, Clearing.REQUESTED): "还在申请中，没有销号，不需要重新打开。请用 clear refuse 退回申请。",
    (Clearing.NOT_REQUESTED, Clearing.REFUSED): "没有销号，不需要重新打开。请核对任务行。",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClearingRow:
    """One item in a list."""

    line: ClearingLine
    plan: str  # id
    name: str  # the reporter's

    @property
    def item(self) -> ClearingItem:
        return self.line.item

    @property
    def called(self) -> str:
        """Reporter, task and row, as messages name them."""
        return f"{self.name} {self.item.row}（{self.line.task}）"

    @property
    def period(self) -> Period | None:
        """Of the ledger that asked, or that was the newest when the request was written down."""
        asked = self.item.request
        if isinstance(asked, Claim):
            return asked.period
        known = [claim for claim in self.item.claims if asked is None or claim.received <= asked.at]
        return known[-1].period if known else None

    @property
    def origin(self) -> str:
        """Where the request stands: a cell of a file in the register, or the record."""
        asked = self.item.request or self.item.newest
        if isinstance(asked, Claim):
            return f"第{asked.submission}号 {asked.place if asked.place.row else asked.file_name}"
        return "登记" if asked else ""

    def as_json(self) -> dict[str, Any]:
        item, line = self.item, self.line
        return {
            "plan": self.plan, "reporter": str(item.reporter), "name": self.name, "row": item.row,
            "task": line.task, "asked": line.asked, "state": item.state.value,
            "deadline": line.deadline.isoformat(), "late": line.late,
            "status": str(item.newest.status) if item.newest and item.newest.status else None,
            "period": str(self.period) if self.period else None,
            "request": _event_as_json(item.request), "remark": line.remark or None,
            "history": [_event_as_json(event) for event in item.history],
        }  # fmt: skip


def _event_as_json(event: Claim | ClearingStep | None) -> dict[str, Any] | None:
    if event is None:
        return None
    if isinstance(event, ClearingStep):
        return {
            "by": "office", "state": event.state.value, "at": event.at.isoformat(), "evidence": event.evidence,
            "who": event.who, "why": event.why,
        }  # fmt: skip
    return {
        "by": "ledger", "state": str(event.clearing) if event.clearing else None,
        "at": event.received.isoformat(), "evidence": event.evidence, "period": str(event.period),
        "status": str(event.status) if event.status else None, "submission": event.submission,
        "file": event.file_name, "sha256": event.place.file,
        "place": str(event.place) if event.place.row else None,
    }  # fmt: skip


def out_of_order(row: ClearingRow, step: Clearing) -> str:
    """Why the step does not follow, with what the ledger says otherwise."""
    remark = f"{row.line.remark}；" if row.line.remark else ""
    return f"{row.called}：{remark}{_INSTEAD[step, row.item.state]}"


def not_finished(row: ClearingRow) -> str:
    """Why the row's newest ledger speaks against clearing it; "" where it calls the row finished."""
    newest = row.item.newest
    if newest is None:
        return "还没有接收过写有这一行的台账"
    if newest.finished:
        return ""
    return f"最近接收的{newest.period.title}台账中完成状态为“{newest.status or '空白'}”"
