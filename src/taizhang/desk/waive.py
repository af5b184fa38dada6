"""Waive a finding for one reporter, take a waiver back, and list them: who, why, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.called import plan_called, reporter_called
from taizhang.desk.issue import parse_period
from taizhang.desk.open_archive import opened
from taizhang.desk.records import context_of
from taizhang.desk.rules import rule_called, the_book
from taizhang.desk.said import said
from taizhang.errors import BadUsage
from taizhang.model.finding import Severity
from taizhang.model.ledger import Stamp
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.waiver import Waiver
from taizhang.model.words.days import day_words

if TYPE_CHECKING:
    from taizhang.desk.context import Context
    from taizhang_validators.rulebook import Rule


@dataclass(frozen=True, slots=True)
class WaiverAsked:
    """What the operator wrote."""

    code: str
    reporter: str
    period: str
    row: str  # "" for the whole ledger
    who: str
    why: str
    until: date


@dataclass(frozen=True, slots=True)
class WaiverLine:
    """A waiver in a list."""

    waiver: Waiver
    plan: str  # id
    name: str  # the reporter's
    standing: str  # 有效, 已到期 or 已撤回

    def as_json(self) -> dict[str, Any]:
        one, taken_back = self.waiver, self.waiver.withdrawal
        return {
            "number": one.number,
            "plan": self.plan,
            "code": one.code,
            "reporter": str(one.reporter),
            "name": self.name,
            "period": str(one.period),
            "row": one.row or None,
            "who": one.who,
            "why": one.why,
            "until": one.until.isoformat(),
            "standing": self.standing,
            "withdrawn": {"who": taken_back.who, "why": taken_back.why, "on": taken_back.on.isoformat()}
            if taken_back
            else None,
        }


def grant_waiver(
    archive: Path | str, asked: WaiverAsked, *, plan: str = "", rules_folder: Path | None = None, at: datetime
) -> WaiverLine:
    """Write the waiver into the archive; checks from now on accept what it covers, until its last day.

    Raises:
        BadUsage: the finding cannot be waived, or the words name no rule, reporter, period or row.
        CannotRead: there is no such archive, or the folder holds no rules.
    """
    entry = rule_called(the_book(rules_folder), asked.code)
    _may_be_waived(entry)
    with opened(archive) as store:
        context = context_of(store)
        plan = plan_called(context, plan)
        waiver = _worded(asked, entry.code, context, plan)
        number = store.add_waiver(plan, waiver, at)
        (kept,) = (one for one in store.waivers(plan, waiver.period) if one.number == number)
        return _line(kept, plan, context, waiver.until)


def withdraw_waiver(archive: Path | str, number: int, who: str, why: str, *, at: datetime) -> WaiverLine:
    """Take a waiver back; its line stays, and checks accept nothing by it any more.

    Raises:
        BadUsage: there is no such waiver, or it is withdrawn already, or nobody or no reason is named.
        CannotRead: there is no such archive.
    """
    who, why = said(who, "撤回人"), said(why, "撤回理由")
    with opened(archive) as store:
        known = {one.waiver.number: one for one in _lines(context_of(store), at.date())}
        if number not in known:
            raise BadUsage(f"没有第{number}号豁免，请用 taizhang waive list 查看编号。")
        if known[number].waiver.withdrawal:
            raise BadUsage(f"第{number}号豁免此前已经撤回，请核对编号。")
        store.withdraw_waiver(number, who, why, at)
        return next(one for one in _lines(context_of(store), at.date()) if one.waiver.number == number)


def list_waivers(archive: Path | str, period: str = "", *, as_of: date) -> tuple[WaiverLine, ...]:
    """Every waiver of a period, of all periods where none is given, in the order in which they were given."""
    when = parse_period(period) if period else None
    with opened(archive) as store:
        return tuple(
            one for one in _lines(context_of(store), as_of) if when is None or one.waiver.period == when
        )


def _lines(context: Context, as_of: date) -> tuple[WaiverLine, ...]:
    lines = (_line(one, plan, context, as_of) for plan, waivers in context.waivers.items() for one in waivers)
    return tuple(sorted(lines, key=lambda line: line.waiver.number))


def _line(waiver: Waiver, plan: str, context: Context, as_of: date) -> WaiverLine:
    return WaiverLine(waiver, plan, context.line(plan, waiver.reporter).name, waiver.standing(as_of))


def _may_be_waived(entry: Rule) -> None:
    """Refuse what a waiver would not mend."""
    named = f"{entry.code}（{entry.title}）"
    if Severity(entry.code[0]) is Severity.NOTE:
        raise BadUsage(f"{named}只是提示，不影响接收，不需要豁免。请核对规则编号。")
    if entry.final or (entry.number[0] == "0" and not entry.waivable):
        raise BadUsage(
            f"{named}说明来件不是应报的那份台账，不能豁免。请填报单位用发给本单位的本期台账重新报送。"
        )
    if not entry.waivable:
        raise BadUsage(
            f"{named}说明所填内容没有一个确定的读法，汇总时无数可用，不能豁免。请填报单位改好后重新报送。"
        )


def _worded(asked: WaiverAsked, code: str, context: Context, plan: str) -> Waiver:
    """The waiver, once every word of it is known to name something."""
    period, reporter = parse_period(asked.period), reporter_called(asked.reporter, context, plan)
    _is_row(asked.row, reporter, period, context, plan)
    who, why = said(asked.who, "批准人"), said(asked.why, "理由")
    if asked.until < period.start:
        raise BadUsage(
            f"有效期到{day_words(asked.until)}为止，早于{period.title}开始，请核对 --until 的日期。"
        )
    return Waiver(code, reporter, period, asked.row, who, why, asked.until)


def _is_row(row: str, reporter: Reporter, period: Period, context: Context, plan: str) -> None:
    expected = context.expected(Stamp(plan, "", reporter, period, ""))
    if row and expected and expected.row(row) is None:
        raise BadUsage(f"{period.title}的台账中没有编号为“{row}”的任务行，请核对 --row（如 T01.M01.I1）。")
