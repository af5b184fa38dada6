"""The title over a ledger."""

from __future__ import annotations

import re

from taizhang.model.period import Period
from taizhang.model.plan import Plan

_NOTICE = re.compile(r"^.*?关于(?:印发|转发|下发)?|的通知$")
_DRAFT = re.compile(r"[（(]?征求意见稿[）)]?")
_YEAR = re.compile(r"(?:二〇|20)..年度?")


def ledger_title(plan: Plan, period: Period) -> str:
    """As 云岭市深化医药卫生体制改革重点工作任务台账（2022年第三季度）; a draft plan's ledger says so."""
    place = plan.jurisdiction.canonical or plan.jurisdiction.name
    subject = _subject(plan).removeprefix(place)
    draft = "（征求意见稿）" if plan.status == "draft" else ""
    ledger = "台账" if "任务" in subject else "任务台账"
    return f"{place}{subject}{ledger}（{period.title}）{draft}"


def document_words(plan: Plan) -> str:
    """The plan's title and number, as a text refers to it."""
    number = f"（{plan.doc_number}）" if plan.doc_number else ""
    return f"《{plan.title.strip('《》')}》{number}"


def _subject(plan: Plan) -> str:
    """What the plan is about, without the words of a notice, its year and the mark of a draft."""
    if plan.language != "zh":
        return "重点工作任务"
    title = "".join(plan.title.split())
    quoted = re.search(r"《(.+?)》", title)
    title = quoted[1] if quoted else _NOTICE.sub("", title)
    return _YEAR.sub("", _DRAFT.sub("", title)) or "重点工作任务"
