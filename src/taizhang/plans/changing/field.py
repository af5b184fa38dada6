"""What a reviewable field is, and the ways to make one: of an indicator, its target, a clause, the document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from taizhang.model.form_head import FORM_LABELS
from taizhang.model.plan import Indicator, Plan, Role
from taizhang.model.words.plan_words import ROLE_TITLES
from taizhang.plans.changing.duties import clause_id, units_of, with_units
from taizhang.plans.changing.forms import UNITS, Form
from taizhang.plans.changing.spots import PLAN, Spot, with_indicator


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the plan as it stands in the review workbook."""

    name: str
    title: str  # of its column
    form: Form
    owner: Callable[[Spot], str]  # the id that its changes go to; "" where the line has no such field
    value: Callable[[Spot], Any]
    put: Callable[[Plan, str, Any, Plan], Plan]  # plan, owner's id, value, the plan before all changes
    settles: tuple[str, ...] = ()  # what is no longer inferred or open once a person set the field

    def show(self, spot: Spot) -> str:
        """The field as it is printed on a line; "" where the line has none."""
        return self.form.show(self.value(spot)) if self.owner(spot) else ""


def id_of_indicator(spot: Spot) -> str:
    """The id of the line's indicator; "" where it is a measure's own line."""
    return spot.id if spot.indicator else ""


def of_indicator(
    name: str,
    title: str,
    form: Form,
    get: Callable[[Indicator], Any] | None = None,
    put: Callable[[Indicator, Any], Indicator] | None = None,
    settles: tuple[str, ...] = (),
) -> Field:
    """A field of indicators; without `get` and `put` it is the attribute of its name."""
    get = get or (lambda indicator: getattr(indicator, name))
    put = put or (lambda indicator, value: replace(indicator, **{name: value}))

    def put_in(plan: Plan, given: str, value: Any, _before: Plan) -> Plan:
        return with_indicator(plan, given, lambda one: put(one, value))

    return Field(
        name, title, form, id_of_indicator, lambda spot: get(_held(spot)), put_in, settles or (name,)
    )


def _held(spot: Spot) -> Indicator:
    assert spot.indicator is not None
    return spot.indicator


def of_target(name: str, title: str, form: Form) -> Field:
    """A field of the target; once a person set it, the words that stated the number no longer do."""

    def put(indicator: Indicator, value: Any) -> Indicator:
        target = replace(indicator.target, **{name: value})
        return indicator if target == indicator.target else replace(indicator, target=target, stated=None)

    return of_indicator(name, title, form, lambda one: getattr(one.target, name), put, ("target", name))


def of_clause(role: Role) -> Field:
    """The units that have a role in the clause that holds for the line."""

    def owner(spot: Spot) -> str:
        return clause_id(spot.task, spot.clause) if spot.task and spot.clause is not None else ""

    def value(spot: Spot) -> tuple[str, ...]:
        return units_of(spot.task, spot.clause, role) if spot.task and spot.clause is not None else ()

    def put(plan: Plan, given: str, names: tuple[str, ...], before: Plan) -> Plan:
        return with_units(plan, given, role, names, before)

    return Field(
        f"units/{role.value}", ROLE_TITLES[role], UNITS, owner, value, put, ("role", "unit", "duties")
    )


def of_plan(
    name: str, title: str, form: Form, get: Callable[[Plan], Any], put: Callable[[Plan, Any], Plan]
) -> Field:
    """A field of the document as a whole."""
    return Field(
        name, title, form, lambda _spot: PLAN, lambda spot: get(spot.plan),
        lambda plan, _given, value, _before: put(plan, value), (name,),
    )  # fmt: skip


def set_attribute(name: str) -> Callable[[Plan, Any], Plan]:
    """The setter of the plan's attribute of this name."""
    return lambda plan, value: replace(plan, **{name: value})


def of_form_head(name: str, form: Form) -> Field:
    """A field of the head of the statistical form; the document prints it under the same title."""

    def put(plan: Plan, value: Any) -> Plan:
        head = replace(plan.settings.form, **{name: value})
        return replace(plan, settings=replace(plan.settings, form=head))

    return of_plan(
        f"form_{name}", FORM_LABELS[name], form, lambda plan: getattr(plan.settings.form, name), put
    )


def of_setting(name: str, title: str, form: Form) -> Field:
    """A field of the plan's settings."""

    def put(plan: Plan, value: Any) -> Plan:
        return replace(plan, settings=replace(plan.settings, **{name: value}))

    return of_plan(name, title, form, lambda plan: getattr(plan.settings, name), put)
