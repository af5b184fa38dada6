"""What persons decided of the old plan, carried over to the new reading where the text still says the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from taizhang.model.plan import Plan, Span, Unresolved
from taizhang.model.plan_change import Amendment, Change, Correction
from taizhang.plans.changing.adding import find_words, measure_of
from taizhang.plans.changing.apply import apply_changes
from taizhang.plans.changing.duties import clause_of
from taizhang.plans.changing.fields import field_named
from taizhang.plans.changing.scoring_fields import without_vanished_items
from taizhang.plans.changing.spots import PLAN, Spot, spots
from taizhang.plans.recompiling.ids import with_ids_of

_QUOTE = "quote"  # the change by which an indicator was added


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A decision whose text is gone or says something else now."""

    change: Change
    by: str
    why: str  # one Chinese clause
    amends_from: str = ""  # the day from which it amended the plan; "" for a correction


@dataclass(frozen=True, slots=True)
class Recompiled:
    """The new plan with the old ids, and what a person has to decide again."""

    plan: Plan
    kept: int  # rows with their old ids
    added: tuple[str, ...]  # ids of rows that the old plan had not
    vanished: tuple[str, ...]  # ids of rows that the text no longer holds
    left_over: tuple[LeftOver, ...]


def carry_over(new: Plan, old: Plan) -> Recompiled:
    """The new reading with the ids, corrections, splits, amendments and settings of the old plan.

    The form head is the document's, and so is read afresh. Paces and milestones are of lines: they come over with the
    corrections that set them.
    """
    settings = replace(old.settings, form=new.settings.form, timings=())
    carrier = _Carrier(old, replace(with_ids_of(new, old), id=old.id, settings=settings))
    for correction in old.review:
        carrier.correct(correction)
    for amendment in old.amendments:
        carrier.amend(amendment)
    return carrier.recompiled()


class _Carrier:
    """Carries one decision after the other."""

    def __init__(self, old: Plan, plan: Plan) -> None:
        self.old, self.plan = old, plan
        self.left: list[LeftOver] = []
        self.added: set[str] = set()  # ids that only an amendment gives
        self.then = _words_by_id(old)

    def correct(self, correction: Correction) -> None:
        """The correction, where its words still stand; else it is listed, and asked again on its line."""
        why = self._carried(correction.change)
        if not why:
            self.plan = replace(self.plan, review=(*self.plan.review, correction))
            return
        self.left.append(LeftOver(correction.change, correction.by, why))
        self._ask_again(correction.change, why)

    def amend(self, amendment: Amendment) -> None:
        """The amendment with those of its changes whose words still stand."""
        held = []
        for change in amendment.changes:
            why = self._why_not(change)
            if why:
                day = amendment.from_day.isoformat()
                self.left.append(LeftOver(change, amendment.by, why, day))
            else:
                held.append(change)
                self.added |= {change.id} if change.field == _QUOTE else set()
        if held:
            kept = replace(amendment, changes=tuple(held))
            self.plan = replace(self.plan, amendments=(*self.plan.amendments, kept))

    def recompiled(self) -> Recompiled:
        """The new plan; what it no longer holds is retired, so that no id is given twice."""
        now, before = _ids(self.plan), _ids(self.old)
        vanished = tuple(one for one in before if one not in now)
        given = [one for one in self.old.retired if one not in now]
        retired = tuple(dict.fromkeys((*self.plan.retired, *given, *vanished)))
        plan = without_vanished_items(replace(self.plan, retired=retired))
        added = tuple(one for one in now if one not in before)
        return Recompiled(plan, len(now) - len(added), added, vanished, tuple(self.left))

    def _carried(self, change: Change) -> str:
        """Why the change is not carried; "" once the plan has it."""
        if change.field == _QUOTE and change.id in _ids(self.plan):
            return ""  # the compiler finds it by itself now
        why = self._why_not(change)
        if not why:
            self.plan = apply_changes(self.plan, [change])
        return why

    def _why_not(self, change: Change) -> str:
        if change.field == _QUOTE:
            return self._why_not_added(change)
        if change.id in self.added:
            return ""
        now = _words_by_id(self.plan)
        if change.id not in now:
            return "这一行在新的文本里没有了"
        if change.id == PLAN:
            return self._why_not_of_document(change)
        if now[change.id] != self.then.get(change.id):
            return "所依据的原文已经变了"
        return ""

    def _why_not_added(self, change: Change) -> str:
        measure = measure_of(self.plan, change.id.rpartition(".")[0])
        if measure is None or find_words(self.plan, change.after, measure.span) is None:
            return "补充的指标在新的文本里没有这段话"
        return ""

    def _why_not_of_document(self, change: Change) -> str:
        """The head of a document is read afresh: only what was corrected from the same reading is."""
        shown = field_named(change.field).show(Spot(self.plan, PLAN))
        return "" if shown in (change.before, change.after) else f"新的文本读作“{shown}”"

    def _ask_again(self, change: Change, why: str) -> None:
        now = _spans_by_id(self.plan)
        if change.id not in now:
            return
        asked = Unresolved(
            change.id,
            change.field,
            now[change.id],
            (change.after,),
            f"{why}，此前审核为“{change.after}”，请重新核定。",
        )
        self.plan = replace(self.plan, unresolved=(*self.plan.unresolved, asked))


def _ids(plan: Plan) -> list[str]:
    """Every id of a task, goal, measure or indicator, in the order of the text."""
    above = [goal.id for goal in plan.goals] + [task.id for task in plan.tasks]
    return list(dict.fromkeys((*above, *(spot.id for spot in spots(plan)))))


def _words_by_id(plan: Plan) -> dict[str, str]:
    return {given: "".join(span.quote.split()) for given, span in _spans_by_id(plan).items()}


def _spans_by_id(plan: Plan) -> dict[str, Span]:
    """The words that each id rests on: its quote, a task's title, a clause's bracket, the document's title."""
    title = find_words(plan, plan.title) or Span(0, 0, "")
    spans = {PLAN: title} | {spot.id: spot.quote for spot in spots(plan)}
    for task in plan.tasks:
        spans[task.id] = task.title_span
        for number, clause in enumerate(_clauses(plan, task.id), 1):
            spans[f"{task.id}.C{number}"] = clause
    return spans


def _clauses(plan: Plan, given: str) -> Iterable[Span]:
    task, _ = clause_of(plan, f"{given}.C1")
    return task.clauses or (task.title_span,)
