"""催报: what to send to whoever is missing or has not mended its ledger, ready to copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from taizhang.model.verdict import ReportingState, Verdict
from taizhang.model.words.days import day_words

if TYPE_CHECKING:
    from taizhang.desk.standing.status import StatusReport
    from taizhang.model.finding import Finding
    from taizhang.model.submission import Submission
    from taizhang.rollups.timeliness import ReporterState

_FIRST_FAULTS = 3
_LONGEST_FAULT = 120  # characters of one fault
_REMINDED = (ReportingState.MISSING, ReportingState.RETURNED)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reporter's text; contact and telephone are those of the roster."""

    reporter: str
    name: str
    state: str
    days_late: int
    contact: str
    phone: str
    text: str

    @property
    def heading(self) -> str:
        """碧潭县（未报，联系人：…，电话：…）."""
        contact = f"联系人：{self.contact}" if self.contact else ""
        phone = f"电话：{self.phone}" if self.phone else ""
        return f"{self.name}（{'，'.join(filter(None, (self.state, contact, phone)))}）"


def remind_each(report: StatusReport) -> tuple[Reminder, ...]:
    """A text for each reporter that is missing or has not mended what was returned, in the roster's order."""
    return tuple(_reminder(report, one) for one in report.states if one.state in _REMINDED)


def remind_group(report: StatusReport) -> str:
    """One text for a work group that names them all; "" where nobody has to be reminded."""
    missing, returned = (_names(report, state) for state in _REMINDED)
    if not missing and not returned:
        return ""
    rates = report.now.rates
    counts = f"截至{day_words(report.as_of)}，应报{rates.expected}家，已报{rates.reported}家"
    lists = "；".join(
        f"{told}{len(names)}家：{'、'.join(names)}"
        for told, names in (("尚未报送", missing), ("退回后尚未重新报送", returned))
        if names
    )
    return (
        f"各单位：{_what(report)}报送截止日为{day_words(report.due)}，{counts}。{lists}。"
        "请以上单位抓紧报送，具体问题另行逐家告知；近日已报送的，请告知报送时间以便核对。感谢大家支持！"
    )


def _names(report: StatusReport, state: ReportingState) -> list[str]:
    return [report.names[one.line.reporter] for one in report.states if one.state is state]


def _what(report: StatusReport) -> str:
    return f"《{report.title}》{report.period.title}任务台账"


def _reminder(report: StatusReport, one: ReporterState) -> Reminder:
    name, days = report.names[one.line.reporter], one.days_late(report.due, report.as_of)
    if one.state is ReportingState.RETURNED and one.submission:
        text = _returned(report, one.submission, days)
    else:
        text = _missing(report, days)
    return Reminder(
        reporter=str(one.line.reporter), name=name, state=one.state.value, days_late=days, contact=one.line.contact,
        phone=one.line.phone, text=f"{name}：{text}",
    )  # fmt: skip


def _missing(report: StatusReport, days: int) -> str:
    return (
        f"贵单位{_what(report)}应于{day_words(report.due)}前报送，截至{day_words(report.as_of)}尚未收到，已逾期{days}天。"
        "请抓紧按下发的台账填报，填报自检通过后尽快发来；本期确无进展的，请在表末“零报告”一格选“是”后报送。"
        "如已报送，请告知报送时间和文件名，以便核对。感谢支持！"
    )


def _returned(report: StatusReport, sent: Submission, days: int) -> str:
    """How many faults, and the first ones; of what could not be read, why."""
    faults = report.faults.get(sent.number, ())
    told = (
        _told(faults)
        if faults
        else f"原因：{report.why(sent.number, sent.reason).rstrip('。') or '未能作为台账接收'}。"
    )
    refused = "已退回修改" if sent.verdict is Verdict.RETURNED else "没有接收"
    mend = "请按退回件上的标注逐条修改" if faults else "请按上述原因处理"
    return (
        f"贵单位{day_words(sent.received.date())}报送的{_what(report)}（登记第{sent.number}号）{refused}，"
        f"截至{day_words(report.as_of)}尚未收到改后的台账。{told}{mend}，{_when(report.due, days)}重新报送。"
        "如已重新报送，请告知报送时间和文件名，以便核对。感谢支持！"
    )


def _told(faults: Sequence[Finding]) -> str:
    listed = "；".join(f"{at}.{_fault(one)}" for at, one in enumerate(faults[:_FIRST_FAULTS], 1))
    which = "，其中前几条" if len(faults) > _FIRST_FAULTS else ""
    return f"必须修改的问题共{len(faults)}条{which}：{listed}。"


def _fault(one: Finding) -> str:
    """Where and what, in one line; a long one is cut, since the returned copy says it whole."""
    says = "".join(f"{one.where} {one.says}".split("\n")).strip().rstrip("。")
    return says if len(says) <= _LONGEST_FAULT else f"{says[:_LONGEST_FAULT]}…"


def _when(due: date, days: int) -> str:
    if days:
        return f"本期截止日{day_words(due)}已过{days}天，请尽快"
    return f"并于{day_words(due)}前"
