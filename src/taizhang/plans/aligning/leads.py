"""Whether both plans give a task to the same kind of office, whatever level it stands on."""

from __future__ import annotations

import re
from functools import lru_cache

from taizhang.model.plan import Role, Task
from taizhang.model.words.offices import OFFICE_KINDS, SEATED_WITHIN

_LEVEL = re.compile(r"^(?:自治区|自治州|省|市|州|盟|县|区|旗)")


def other_lead(upper: Task, lower: Task) -> str:
    """One Chinese sentence where both name leads and none is of the same kind; else ""."""
    above, below = _leads(upper), _leads(lower)
    if (
        not above
        or not below
        or {office_kind(unit) for unit in above} & {office_kind(unit) for unit in below}
    ):
        return ""
    return f"上级由{'、'.join(above)}牵头，本级由{'、'.join(below)}牵头。"


def _leads(task: Task) -> tuple[str, ...]:
    """The offices that lead, in Chinese where it is known."""
    leading = (duty for duty in task.duties if duty.role is Role.LEAD and not duty.generic)
    return tuple(dict.fromkeys(duty.canonical or duty.unit for duty in leading))


@lru_cache(maxsize=1024)
def office_kind(unit: str) -> str:
    """The kind of office; its own name without the level where the kind is not known."""
    for words, kind in OFFICE_KINDS:
        if re.search(words, unit):
            return SEATED_WITHIN.get(kind, kind)
    return _LEVEL.sub("", unit)
