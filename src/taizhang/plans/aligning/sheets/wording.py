"""How plans, tasks and verdicts are shown on the sheets."""

from __future__ import annotations

from taizhang.model.figure import Light
from taizhang.model.plan import Plan, Role, Task
from taizhang.model.words.days import day_words
from taizhang.plans.aligning.asked import Asked
from taizhang.plans.aligning.compare import unit_of, wanted
from taizhang.plans.aligning.verdicts import Verdict

_LONGEST = 170  # Chinese characters of a task's text that a cell shows; twice as many Latin ones
_SHORT = 18  # a quote shorter than this is shown with its sentence
_RED = (Verdict.MISSING, Verdict.LOOSER, Verdict.LATER)
_YELLOW = (Verdict.OTHER_BASE, Verdict.OTHER_LEAD, Verdict.CANNOT)
_GREEN = (Verdict.SAME, Verdict.STRICTER)


def light_of(verdict: Verdict) -> Light:
    """The colour beside the word of the verdict."""
    for light, verdicts in ((Light.RED, _RED), (Light.YELLOW, _YELLOW), (Light.GREEN, _GREEN)):
        if verdict in verdicts:
            return light
    return Light.NONE


def task_name(task: Task | None) -> str:
    """Number and title as printed."""
    if task is None:
        return ""
    if not task.number:
        return task.title
    closed = task.number.endswith((")", "）"))
    after = "" if closed else ". " if task.number.isascii() else "、"
    return f"{task.number}{after}{task.title}"


def clause_of(task: Task) -> str:
    """The task's text after its title, cut where a cell would grow too tall."""
    return _cut(" ".join(measure.text for measure in task.measures))


def _cut(text: str) -> str:
    longest = _LONGEST * 2 if text.isascii() else _LONGEST
    return text if len(text) <= longest else text[:longest].rstrip() + "……"


def leads_of(task: Task) -> str:
    """Who leads, or who is named first where nobody is said to lead."""
    leading = [duty for duty in task.duties if duty.role is Role.LEAD]
    named = dict.fromkeys(duty.canonical or duty.unit for duty in leading or task.duties)
    return "、".join(tuple(named)[:3]) + ("牵头" if leading else "等" if len(named) > 3 else "")


def quote_of(asked: Asked | None) -> str:
    """The words of the indicator; with its sentence where they say little by themselves."""
    if asked is None:
        return "—"
    if len(asked.words) < _SHORT and asked.measure and asked.measure.text != asked.words:
        return f"{asked.words}（{_cut(asked.measure.text)}）"
    return asked.words


def target_of(asked: Asked | None, other: Asked | None) -> str:
    if asked is None:
        return "—"
    return "按时完成" if asked.indicator is None else wanted(asked, unit_of(other) if other else "")


def day_of(asked: Asked | None) -> str:
    return day_words(asked.day) if asked and asked.day else "—"


def task_of(asked: Asked | None) -> str:
    if asked is None:
        return "—"
    return task_name(asked.task) or "总体目标"


def pair_title(upper: Plan, lower: Plan) -> str:
    """Whose plans they are: 云栖省2031年—竹溪市2031年."""
    return "—".join(
        f"{plan.jurisdiction.canonical or plan.jurisdiction.name}{plan.year}年" for plan in (upper, lower)
    )
