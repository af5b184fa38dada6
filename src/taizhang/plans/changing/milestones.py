"""How milestones are written in one cell: 2022-06-30达到目标的30%；2022-09-30达到60个；2022-12-31已完成."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from taizhang.model.grid import plain
from taizhang.model.pace import Milestone
from taizhang.model.plan import Plan
from taizhang.model.words.blanks import in_one_width
from taizhang.model.words.status import STATUS_ALIASES, Status
from taizhang.plans.changing.forms import DAY, Form, Unreadable

_BETWEEN = re.compile("[;；\n]")
_WHEN = re.compile(
    r"(?P<when>20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
    r"|(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?|第?[一二三四]季度末?|上半年|年底))前?[:：,，]?(?P<what>.*)"
)
_SHARE = re.compile(r"(?:达到|完成)?目标值?的?(?P<share>\d+(?:\.\d+)?)%")
_VALUE = re.compile(r"(?P<verb>达到|完成|降到|降至)?(?P<value>\d+(?:\.\d+)?)(?P<unit>\D*)")
_STARTED = ("启动", "已启动", "开工", "已开工")
_WANTED = (Status.ON_SCHEDULE, Status.DONE)
_FIX = "请写成：2022-06-30达到目标的30%；2022-09-30达到60个；2022-12-31已完成"


def _shown(milestones: tuple[Milestone, ...]) -> str:
    return "；".join(f"{one.day.isoformat()}{_words(one)}" for one in milestones)


def _words(one: Milestone) -> str:
    if one.share is not None:
        return f"达到目标的{plain(one.share)}%"
    if one.value is not None:
        return f"达到{plain(one.value)}{one.unit}"
    return one.status.value if one.status else ""


def _read(text: str, plan: Plan) -> tuple[Milestone, ...]:
    return tuple(sorted(_each(text, plan), key=lambda one: one.day))


def _each(text: str, plan: Plan) -> Iterator[Milestone]:
    for part in _BETWEEN.split(text):
        written = "".join(in_one_width(part).split())
        if not written:
            continue
        found = _WHEN.fullmatch(written)
        if found is None:
            raise Unreadable(f"“{written[:30]}”看不懂", _FIX)
        yield _milestone(written, found, plan)


def _milestone(written: str, found: re.Match[str], plan: Plan) -> Milestone:
    day, what = DAY.read(found["when"], plan), found["what"]
    status = Status.ON_SCHEDULE if what in _STARTED else STATUS_ALIASES.get(what)
    if status in _WANTED:
        return Milestone(day, status=status)
    if share := _SHARE.fullmatch(what):
        return Milestone(day, share=Decimal(share["share"]))
    value = _VALUE.fullmatch(what)
    if value is None:
        raise Unreadable(f"“{written[:30]}”里看不出要达到什么", _FIX)
    if value["unit"] == "%" and value["verb"] == "完成":
        says = f"“{what}”有两种读法，可能是目标值的{value['value']}%，也可能是数值{value['value']}%"
        raise Unreadable(says, f"请写成“达到目标的{value['value']}%”或“达到{value['value']}%”")
    return Milestone(day, value=Decimal(value["value"]), unit=value["unit"])


MILESTONES = Form(_shown, _read)
