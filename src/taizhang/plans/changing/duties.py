"""The units of a responsibility clause by role, as a person lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from taizhang.model.plan import Duty, Plan, Role, Span, Task
from taizhang.plans.changing.spots import with_task
from taizhang.plans.squeezed import squeeze


def clause_id(task: Task, clause: int) -> str:
    """As T03.C1 for the first clause of T03."""
    return f"{task.id}.C{clause + 1}"


def clause_of(plan: Plan, wanted: str) -> tuple[Task, int]:
    """The task and clause, from 0, that an id as T03.C1 names.

    Raises:
        KeyError: there is none.
    """
    given, _, number = wanted.rpartition(".C")
    task = next((task for task in plan.tasks if task.id == given), None)
    if task is None or not number.isdecimal() or not 0 < int(number) <= max(1, len(task.clauses)):
        raise KeyError(wanted)
    return task, int(number) - 1


def units_of(task: Task, clause: int, role: Role) -> tuple[str, ...]:
    """The clause's units with this role, by their Chinese names, in the order of the text."""
    found = (duty for duty in task.duties if duty.clause == clause and duty.role is role)
    return tuple(duty.canonical or duty.unit for duty in found)


def with_units(plan: Plan, wanted: str, role: Role, names: tuple[str, ...], before: Plan) -> Plan:
    """The plan in which the clause's units with this role are these.

    What is known of a unit beside its name is kept; `before` knows also those that an earlier change took away.
    """
    task, clause = clause_of(plan, wanted)
    known = [*task.duties, *(duty for one in before.tasks if one.id == task.id for duty in one.duties)]
    listed = [_duty(name, role, clause, task, known) for name in names]

    def mend(one: Task) -> Task:
        return replace(one, duties=tuple(_in_place(one.duties, clause, role, listed)))

    return with_task(plan, task.id, mend)


def _duty(name: str, role: Role, clause: int, task: Task, known: list[Duty]) -> Duty:
    same = (duty for duty in known if name in (duty.unit, duty.canonical))
    found = next(iter(sorted(same, key=lambda duty: duty.clause != clause)), None)
    if found is None:
        return Duty(name, role, clause, _where(name, task, clause))
    span = found.span if found.clause == clause else _where(name, task, clause)
    return replace(found, role=role, clause=clause, span=span, inferred=())


def _where(name: str, task: Task, clause: int) -> Span:
    """The name in the clause as printed; the whole clause where it is printed otherwise."""
    around = task.clauses[clause] if clause < len(task.clauses) else task.title_span
    source = squeeze(around.quote, blanks=False)
    at = source.text.find("".join(name.split()))
    if at < 0:
        return around
    within = source.span(at, at + len("".join(name.split())))
    return Span(around.start + within.start, around.start + within.end, within.quote)


def _in_place(duties: tuple[Duty, ...], clause: int, role: Role, listed: list[Duty]) -> Iterator[Duty]:
    """The duties with those of this clause and role replaced, where the first of them stood, else behind the clause."""
    own = [duty.clause == clause and duty.role is role for duty in duties]
    here = [position for position, duty in enumerate(duties) if duty.clause <= clause]
    at = own.index(True) if any(own) else (here[-1] + 1 if here else 0)
    for position, duty in enumerate(duties):
        if position == at:
            yield from listed
        if not own[position]:
            yield duty
    if at >= len(duties):
        yield from listed
