"""What a scoring asks of a rollup: its items beside the plan's rows, and the rollup's cells found quickly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.ledgers.concern import Concern
from taizhang.model.figure import Contribution, Figure
from taizhang.model.plan import Plan, PlanRow
from taizhang.model.reporter import Reporter, Roster
from taizhang.model.scoring import Missing, Scoring, ScoringItem
from taizhang.rollups.figures import rolled_up_indicators
from taizhang.rollups.rollup import Detail, Rollup, TaskLine, TaskState
from taizhang.rollups.scoring.score import Cells
from taizhang.rollups.timeliness import ReporterState


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An item, and where it stands in the plan."""

    item: ScoringItem
    name: str
    row: PlanRow | None  # None for an id that the plan does not ask
    whole_task: bool = False  # a task: all of its rows

    @property
    def clause(self) -> str:
        """The plan's words."""
        if self.row is None:
            return ""
        if self.whole_task and self.row.task:
            return self.row.task.title_span.words
        if self.row.measure:
            return self.row.measure.text
        return self.row.indicator.span.words if self.row.indicator else ""

    def status_cells(self, state: TaskState) -> Cells:
        """The status cells of the item's rows, each with the status it was taken for."""
        pairs = zip(state.contributions, state.adopted, strict=True)
        return tuple(
            (one, word) for one, word in pairs if word and (self.whole_task or one.row == self.item.id)
        )


def asked_items(plan: Plan, scoring: Scoring) -> tuple[AskedItem, ...]:
    """The items in the order of the settings, each with its place in the plan."""
    rows = {row.id: row for row in (*rolled_up_indicators(plan), *plan.rows())}
    gone = plan.gone()
    tasks = {task.id: PlanRow(task.id, task, None, None, leads=False) for task in plan.tasks}
    found = []
    for item in scoring.items:
        row = rows.get(item.id) or tasks.get(item.id)
        held = row if item.id not in gone else None
        found.append(AskedItem(item, _name(item.id, row), held, item.id in tasks))
    return tuple(found)


def _name(given: str, row: PlanRow | None) -> str:
    if row is None:
        return given
    if row.indicator:
        return row.indicator.subject or row.indicator.span.words
    return row.measure.text.rstrip("。；") if row.measure else row.heading


@dataclass(frozen=True, slots=True)
class Found:
    """A rollup's cells by what they answer."""

    rollup: Rollup
    names: Mapping[Reporter, str]
    details: Mapping[tuple[Reporter, str], Detail]  # by reporter and row
    reported: frozenset[Reporter]
    answers: Mapping[tuple[str, Reporter], tuple[Contribution, ...]]  # by indicator and reporter
    figures: Mapping[str, Figure]
    tasks: Mapping[str, TaskLine]
    states: Mapping[tuple[str, Reporter], TaskState]
    standings: Mapping[Reporter, ReporterState]
    concern: Concern  # which rows some places have for themselves

    @property
    def plan(self) -> Plan:
        return self.rollup.plan

    @property
    def scoring(self) -> Scoring:
        return self.plan.settings.scoring or Scoring()

    @property
    def counts_missing(self) -> bool:
        """Whether what was not reported counts for nothing, instead of being left out."""
        return self.scoring.missing is Missing.ZERO


def found_in(rollup: Rollup) -> Found:
    """The rollup's cells, indexed once for everybody who is scored."""
    answers: dict[tuple[str, Reporter], list[Contribution]] = defaultdict(list)
    for figure in rollup.figures:
        for one in figure.contributions:
            answers[figure.row, one.reporter].append(one)
    return Found(
        rollup,
        names=rollup.names(),
        details={(one.reporter, one.row.id): one for one in rollup.details},
        reported=frozenset(one.reporter for one in rollup.details),
        answers={key: tuple(cells) for key, cells in answers.items()},
        figures={figure.row: figure for figure in rollup.figures},
        tasks={line.id: line for line in rollup.tasks},
        states={(line.id, state.reporter): state for line in rollup.tasks for state in line.states},
        standings={one.line.reporter: one for one in rollup.standings},
        concern=Concern(rollup.plan, Roster(rollup.lines), {}),
    )
