"""The one place where a change meets a plan: corrections and amendments both pass through here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from taizhang.model.plan import Plan
from taizhang.model.plan_change import Change
from taizhang.plans.changing.field import Field
from taizhang.plans.changing.fields import field_named
from taizhang.plans.changing.spots import with_indicator


def apply_changes(plan: Plan, changes: Iterable[Change]) -> Plan:
    """The plan in which every change holds; what a person set is neither inferred nor open any more.

    Raises:
        KeyError: a change names a field or an id that there is not.
        Unreadable: a change's words are no value of its field.
    """
    before = plan
    for change in changes:
        field = field_named(change.field)
        changed = field.put(plan, change.id, field.form.read(change.after, plan), before)
        plan = _settled(changed, change.id, field)
    return plan


def _settled(plan: Plan, given: str, field: Field) -> Plan:
    """Without the marks that the field had."""
    unresolved = tuple(one for one in plan.unresolved if (one.id, one.field) not in _settles(given, field))
    return with_indicator(
        replace(plan, unresolved=unresolved),
        given,
        lambda one: replace(one, inferred=tuple(name for name in one.inferred if name not in field.settles)),
    )


def _settles(given: str, field: Field) -> set[tuple[str, str]]:
    """A clause's id stands for its task's, too."""
    names = (field.name, *field.settles)
    return {(whose, name) for whose in (given, given.partition(".C")[0]) for name in names}
