"""Which units answer for a row, as the sheet's three columns say it."""

from __future__ import annotations

from collections.abc import Iterable

from taizhang.model.plan import Duty, Plan, PlanRow, Role, Task

ROLE_ORDER = (Role.LEAD, Role.JOINT, Role.BY_DUTY, Role.SUPPORT)


def duties_text(row: PlanRow, plan: Plan) -> str:
    """Every unit by its role word: 牵头：市卫生健康委；配合：市财政局、市医保局."""
    by_role = [(role, units_with(role, row, plan)) for role in ROLE_ORDER]
    told = "；".join(f"{role.word}：{'、'.join(units)}" for role, units in by_role if units)
    return f"{told}等" if told and row.task and row.task.open_ended else told


def units_with(role: Role, row: PlanRow, plan: Plan) -> tuple[str, ...]:
    """The units that have this role in the row, each once, in the order of the text, by its Chinese name."""
    if row.task is None:
        return ()
    duties = (duty for duty in _duties_of(row, row.task) if duty.role is role)
    listed = tuple(dict.fromkeys(duty.canonical or duty.unit for duty in duties))
    default = plan.default_duty
    if default is None or default.role is not role or default.span.start >= row.task.span.start:
        return listed
    return tuple(dict.fromkeys((*listed, *default.units)))


def _duties_of(row: PlanRow, task: Task) -> Iterable[Duty]:
    """The duties of the bracket that closes the measure's paragraph; all of the task's where none is known."""
    clause = row.measure.clause if row.measure else None
    own = [duty for duty in task.duties if clause is None or duty.clause == clause]
    return own or task.duties
