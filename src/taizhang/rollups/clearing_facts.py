"""What a list says of a clearing: one text under each title, and what was said and done of it in the order of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from taizhang.model.clearing import Claim, ClearingStep
from taizhang.model.words.status import Clearing
from taizhang.rollups.clearing_items import Event
from taizhang.rollups.clearings import ClearingLine

_BY_RECORD = "档案库销号记录"
_YES, _NO, _OPEN = "是", "否", "—"


def facts_of(line: ClearingLine) -> Mapping[str, str]:
    """From 行标识 to 出处, in the order in which they are shown."""
    item, decision = line.item, line.item.decision
    return {
        "行标识": item.row, "重点任务": line.task, "工作举措或指标": line.asked, "完成时限": line.deadline.isoformat(),
        "完成状态": str(item.newest.status or "") if item.newest else "",
        "销号状态": item.state.value,
        "申请时间": _day(item.asked_at),
        "佐证材料": item.request.evidence if item.request else "",
        "审核人": decision.who if decision else "",
        "审核时间": _day(decision.at) if decision else "",
        "理由": decision.why if decision else "",
        "是否逾期销号": _late_word(line), "亮灯": line.light.value, "说明": line.remark, "出处": _origin(line),
    }  # fmt: skip


def telling_events(line: ClearingLine) -> Iterator[Event]:
    """The steps, and the claims that decide anything, in the order of time."""
    return (one for one in line.item.history if isinstance(one, ClearingStep) or _tells(one, line))


def step_words(step: ClearingStep) -> str:
    """When, who, with which evidence or reason."""
    told = "；".join(filter(None, (step.evidence, step.why)))
    return f"{step.at:%Y-%m-%d} {step.who}登记{'：' + told if told else ''}"


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""


def _late_word(line: ClearingLine) -> str:
    if line.item.state is not Clearing.CLEARED:
        return _OPEN
    return _YES if line.late else _NO


def _origin(line: ClearingLine) -> str:
    """The cell of the request; of the newest ledger where nobody asked in earnest."""
    asked = line.item.request or line.item.newest
    if isinstance(asked, Claim):
        return str(asked.place) if asked.place.row else asked.file_name
    return _BY_RECORD


def _tells(claim: Claim, line: ClearingLine) -> bool:
    """Blank cells decide nothing; but that the work was still open decides whether it was late."""
    return claim.clearing is not None or (claim.unfinished and claim.period.end >= line.deadline)
