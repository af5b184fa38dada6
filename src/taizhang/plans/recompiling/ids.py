"""The ids of a plan that was compiled again: those of the old plan for what still says the same, fresh ones for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from taizhang.model.plan import Goal, Indicator, Measure, Plan, Span, Task
from taizhang.plans.changing.adding import ids_ever_given
from taizhang.plans.recompiling.pairing import alike, pair_most_alike, pair_texts

_SAME_TASK = 0.5  # title and sentences together


def with_ids_of(new: Plan, old: Plan) -> Plan:
    """The new plan, in which every task, measure and indicator that the old one had has its old id."""
    ids = _Ids(old)
    tasks = ids.tasks(new.tasks)
    goals = ids.goals(new.goals)
    return replace(
        new,
        goals=goals,
        tasks=tuple(_with_links(task, ids.given) for task in tasks),
        unresolved=tuple(replace(one, id=ids.given.get(one.id, one.id)) for one in new.unresolved),
    )


class _Ids:
    """Gives ids, old and fresh, and remembers which id the compiler had given."""

    def __init__(self, old: Plan) -> None:
        self.old = old
        self.ever = ids_ever_given(old) | {task.id for task in old.tasks} | {goal.id for goal in old.goals}
        self.given: dict[str, str] = {}  # by the compiler's id

    def tasks(self, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
        pairs = _pair_tasks(tasks, self.old.tasks)
        named = []
        for position, task in enumerate(tasks):
            before = self.old.tasks[pairs[position]] if position in pairs else None
            given = before.id if before else self._fresh("T", 2)
            named.append(self._task(replace(task, id=self._is(task.id, given)), before))
        return tuple(named)

    def _task(self, task: Task, before: Task | None) -> Task:
        title = self._indicators(
            task.title_indicators, before.title_indicators if before else (), f"{task.id}.M00"
        )
        old = before.measures if before else ()
        pairs = pair_texts(_words(task.measures), _words(old))
        measures = []
        for position, measure in enumerate(task.measures):
            was = old[pairs[position]] if position in pairs else None
            given = was.id if was else self._fresh(f"{task.id}.M", 2)
            indicators = self._indicators(measure.indicators, was.indicators if was else (), given)
            measures.append(replace(measure, id=self._is(measure.id, given), indicators=indicators))
        return replace(task, title_indicators=title, measures=tuple(measures))

    def goals(self, goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
        pairs = pair_texts(_words(goals), _words(self.old.goals))
        named = []
        for position, goal in enumerate(goals):
            was = self.old.goals[pairs[position]] if position in pairs else None
            given = was.id if was else self._fresh("G", 2)
            indicators = self._indicators(goal.indicators, was.indicators if was else (), given)
            named.append(replace(goal, id=self._is(goal.id, given), indicators=indicators))
        return tuple(named)

    def _indicators(
        self, new: tuple[Indicator, ...], old: tuple[Indicator, ...], above: str
    ) -> tuple[Indicator, ...]:
        pairs = pair_texts(_words(new), _words(old))
        _pair_subjects(new, old, pairs)
        return tuple(
            replace(
                one,
                id=self._is(one.id, old[pairs[n]].id if n in pairs else self._fresh(f"{above}.I", 1)),
            )
            for n, one in enumerate(new)
        )

    def _fresh(self, front: str, digits: int) -> str:
        """The number after every one that was given behind `front`."""
        below = (one.removeprefix(front).partition(".")[0] for one in self.ever if one.startswith(front))
        number = max((int(text) for text in below if text.isdecimal()), default=0) + 1
        return f"{front}{number:0{digits}d}"

    def _is(self, compiled: str, given: str) -> str:
        self.given[compiled] = given
        self.ever.add(given)
        return given


def _words(held: Iterable[Measure | Goal | Indicator]) -> list[str]:
    return [_squeezed(one.span) for one in held]


def _squeezed(span: Span) -> str:
    return "".join(span.quote.split())


def _pair_tasks(new: Sequence[Task], old: Sequence[Task]) -> dict[int, int]:
    """Tasks of one title first, then those that share most of their words."""
    pairs = _same_titles(new, old)
    scores = {
        (n, o): _likeness(new[n], old[o])
        for n in range(len(new))
        for o in range(len(old))
        if n not in pairs and o not in pairs.values()
    }
    return pair_most_alike(scores, _SAME_TASK, pairs)


def _same_titles(new: Sequence[Task], old: Sequence[Task]) -> dict[int, int]:
    """Equal titles that stand once on either side."""
    titles = [_squeezed(task.title_span) for task in new]
    before = [_squeezed(task.title_span) for task in old]
    return {
        n: before.index(title)
        for n, title in enumerate(titles)
        if titles.count(title) == 1 and before.count(title) == 1
    }


def _likeness(new: Task, old: Task) -> float:
    """Half the title, half the sentences that stand in both."""
    title = alike(_squeezed(new.title_span), _squeezed(old.title_span))
    sentences, before = set(_words(new.measures)), set(_words(old.measures))
    most = max(len(sentences), len(before))
    return (title + len(sentences & before) / most) / 2 if most else title


def _pair_subjects(new: Sequence[Indicator], old: Sequence[Indicator], pairs: dict[int, int]) -> None:
    """Indicators of one subject and unit are the same, however the number has changed."""
    for n, one in enumerate(new):
        if n in pairs:
            continue
        for o, other in enumerate(old):
            same = one.subject == other.subject and one.target.unit == other.target.unit
            if same and o not in pairs.values():
                pairs[n] = o
                break


def _with_links(task: Task, given: dict[str, str]) -> Task:
    """The title's indicators, answered by the same rows under their new ids."""
    linked = tuple(
        replace(one, answered_by=given.get(one.answered_by, one.answered_by)) for one in task.title_indicators
    )
    return replace(task, title_indicators=linked)
