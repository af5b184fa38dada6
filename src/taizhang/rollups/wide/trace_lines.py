"""Lines of the long sheets as the ends of a trace; each is told of by the titles of its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from taizhang.model.words.status import Clearing
from taizhang.rollups.lineage import SourceLine
from taizhang.rollups.wide.lines import clearings, coordination, issues
from taizhang.rollups.wide.lines.earlier import PERIOD
from taizhang.rollups.wide.sums import ASKED, CLEARED, LATE_CLEARED

Told = Mapping[str, str]

# Which lines of 销号台账 a count counts: in words, and by the line.
COUNTED_BY: dict[str, tuple[str, Callable[[Told], bool]]] = {
    ASKED: ("有申请或审核时间的", lambda told: bool(told["申请时间"] or told["审核时间"])),
    CLEARED: ("销号状态为已销号的", lambda told: told["销号状态"] == Clearing.CLEARED),
    LATE_CLEARED: ("逾期销号的", lambda told: told["是否逾期销号"] == "是"),
}
EVERY: tuple[str, Callable[[Told], bool]] = ("", bool)  # no line is without words
_SAID = {
    issues.NAME: "存在问题",
    coordination.NAME: "存在问题",
    clearings.NAME: "销号状态",
}  # what a line is shown by


def whose(told: Told) -> str:
    """A name behind those of the places above it."""
    return f"{told['省']}{told['市']} {told['填报单位']}".strip()


def cells_of_row(told: Told) -> Iterator[SourceLine]:
    """Of 来源: one line for each cell that the ledger's row tells of."""
    for part in filter(None, told["各栏单元格"].split("\n")):
        title, address, raw = (*part.split("=", 2), "", "")[:3]
        yield SourceLine(
            reporter=whose(told), submission=told["登记号"], file_name=told["文件名"], sha256=told["文件SHA-256"],
            received=told["收到时间"], place=f"{told['工作表']}!{address}" if address else "", row=told["行标识"],
            column=title, raw=raw, value=told.get(title, ""), remark="" if told.get(title) else "未计入",
            accepted=told["豁免或属实说明"], rules=told["校验规则"], period=told.get(PERIOD, ""),
        )  # fmt: skip


def state_of_row(told: Told) -> SourceLine:
    """Of 来源: what a ledger's row says of its state."""
    return SourceLine(
        reporter=whose(told), submission=told["登记号"], file_name=told["文件名"], sha256=told["文件SHA-256"],
        received=told["收到时间"], place="", row=told["行标识"], column="", raw="",
        value=f"{told['行标识']} {told['完成状态']}", remark="",
    )  # fmt: skip


def standing_line(told: Told) -> SourceLine:
    """Of 未报送与迟报."""
    return SourceLine(
        reporter=whose(told), submission=told["登记号"], file_name=told["文件名"], sha256="",
        received=told["收到时间"], place="", row="", column="", raw="", value=told["报送状态"], remark="",
    )  # fmt: skip


def listed_line(sheet: str, told: Told) -> SourceLine:
    """Of 问题清单, 需领导协调 or 销号台账."""
    said = _SAID[sheet]
    return SourceLine(
        reporter=whose(told), submission=told.get("登记号", ""), file_name=told.get("文件名", ""), sha256="",
        received="", place=told["出处"], row=told["行标识"], column=said, raw=told[said], value=told[said], remark="",
    )  # fmt: skip
