"""Which rows concern a place: not those that the plan gives to other places by name (不涉及)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from taizhang.ledgers.namesakes import shared_names
from taizhang.ledgers.targets import squeezed
from taizhang.model.plan import Indicator, Plan, PlanRow, Scope
from taizhang.model.reporter import Roster, RosterLine
from taizhang.model.words.assignments import places_assigned, places_counted


class Concern:
    """Whom each row of a plan concerns, among the places of a roster; without a roster, everybody.

    `places` gives the code of a place by a name the plan uses for it. A name that nobody on the roster has, or several
    have, leaves a doubt, and in doubt a row concerns everybody: asking too much is a smaller fault than not asking.
    """

    def __init__(self, plan: Plan, roster: Roster | None, places: Mapping[str, str]) -> None:
        lines = [line for line in roster or () if not line.reporter.unit]
        self._above = {line.reporter.code: line.reports_to for line in lines}
        self.shared = frozenset(shared_names(roster))  # names that several have: which is meant, nobody knows
        named = ((line.name, line.reporter.code) for line in lines if squeezed(line.name) not in self.shared)
        self._codes: dict[str, set[str]] = {}
        for name, code in (*named, *places.items()):
            if lines and squeezed(name):
                self._codes.setdefault(squeezed(name), set()).add(code)
        self._answered = _answered_with(plan)
        rows = tuple(plan.rows()) if self._codes else ()
        self._counted = {
            row.id: places_counted(row.indicator.span.words, self._codes)
            for row in rows
            if row.indicator and self._is_plain_total(row)
        }
        self._alone = {row.id: self._named_alone(row) for row in rows}

    def named_alone(self, row_id: str) -> tuple[str, ...]:
        """The places, as the plan calls them, that the row is meant for alone; none where it is for everybody."""
        return self._alone.get(row_id, ())

    def has_for_itself(self, row_id: str) -> tuple[str, ...]:
        """The places for each of which the row's number is meant whole; none where it is everybody's together."""
        names, each = self._counted.get(row_id, ((), False))
        return names if each and names == self.named_alone(row_id) else ()

    def includes(self, names: Iterable[str], line: RosterLine) -> bool:
        """Whether one of the named is the line's place, lies in it, or holds it; a place nobody listed is included."""
        own = line.reporter.code
        if line.reporter.unit or own not in self._above:
            return True
        codes = [code for name in names for code in self._codes.get(squeezed(name), ())]
        return any(code in self._way_up(own) or own in self._way_up(code) for code in codes)

    def _way_up(self, code: str) -> tuple[str, ...]:
        """The place, the one it reports to, and so on; a roster may run in a circle."""
        way: list[str] = []
        while code and code not in way:
            way.append(code)
            code = self._above.get(code, "")
        return tuple(way)

    def _named_alone(self, row: PlanRow) -> tuple[str, ...]:
        names = _listed(row.indicator, self._answered.get(row.id, ())) if row.indicator else ()
        if names:
            return names if all(squeezed(name) in self._codes for name in names) else ()
        return self._counted.get(row.id, ((), False))[0] or self._told_alone(row)

    def _told_alone(self, row: PlanRow) -> tuple[str, ...]:
        """By the measure's own sentence."""
        of_all = row.indicator is not None and not self._is_plain_total(row)
        return () if row.measure is None or of_all else places_assigned(row.measure.text, self._codes)

    def _is_plain_total(self, row: PlanRow) -> bool:
        """A number that each place or every institution reaches is for everybody, whatever else its sentence names."""
        indicator = row.indicator
        return indicator is not None and (
            indicator.scope is Scope.TOTAL and not indicator.source and row.id not in self._answered
        )


def _answered_with(plan: Plan) -> dict[str, list[Indicator]]:
    """By row: the other indicators that it answers too."""
    found: dict[str, list[Indicator]] = {}
    for indicator in plan.indicators():
        if indicator.answered_by:
            found.setdefault(indicator.answered_by, []).append(indicator)
    return found


def _listed(indicator: Indicator, others: Iterable[Indicator]) -> tuple[str, ...]:
    """The places named over a row's answer, where no indicator over it asks everybody."""
    over = (indicator, *others)
    if not all(one.scope is Scope.NAMED and one.names for one in over):
        return ()
    return tuple(dict.fromkeys(name for one in over for name in one.names))
