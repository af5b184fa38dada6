"""Two plans side by side: pairs of tasks, pairs of indicators, and what the lower plan has to mend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.model.plan import Plan, Task
from taizhang.model.region import Level
from taizhang.plans.aligning.asked import Asked, asked_in
from taizhang.plans.aligning.bases import Base, base_of
from taizhang.plans.aligning.compare import Comparing, Remark
from taizhang.plans.aligning.leads import other_lead
from taizhang.plans.aligning.match import Matching, match_asked
from taizhang.plans.aligning.pair import Hint, Pairing, pair_tasks
from taizhang.plans.aligning.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Compared:
    """An indicator of either plan, with the one it answers or is answered by."""

    upper: Asked | None
    lower: Asked | None
    remarks: tuple[Remark, ...]  # the worst first
    partner: Task | None = None  # the lower task that answers the upper task, where no indicator does

    @property
    def lower_task(self) -> Task | None:
        return self.lower.task if self.lower else self.partner

    @property
    def verdict(self) -> Verdict:
        return self.remarks[0].verdict

    @property
    def says(self) -> str:
        return "".join(remark.says for remark in self.remarks)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that differs between the plans."""

    verdict: Verdict
    says: str
    upper_task: Task | None = None
    lower_task: Task | None = None
    upper: Asked | None = None
    lower: Asked | None = None

    @property
    def fix(self) -> str:
        return self.verdict.fix


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two plans side by side."""

    upper: Plan
    lower: Plan
    pairing: Pairing
    compared: tuple[Compared, ...]  # in the order of the upper plan, then what only the lower one has
    findings: tuple[Finding, ...]  # the worst first, then in the order of the upper plan

    @property
    def to_mend(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict.needs_mending)


def align(upper: Plan, lower: Plan) -> Alignment:
    """The lower plan held against the upper one; neither depends on the order of its tasks."""
    pairing = pair_tasks(upper, lower)
    words = upper.language == lower.language
    matching = match_asked(asked_in(upper, words=words), asked_in(lower, words=words), pairing)
    compared = tuple(_compared(Comparing(upper, lower), matching, pairing))
    found = [*_of_tasks(pairing), *_of_indicators(compared)]
    order = list(Verdict)
    found.sort(
        key=lambda finding: (
            order.index(finding.verdict),
            finding.upper is not None or finding.lower is not None,
        )
    )
    return Alignment(upper, lower, pairing, compared, tuple(found))


def _compared(comparing: Comparing, matching: Matching, pairing: Pairing) -> Iterator[Compared]:
    """Sorted by where the upper one stands in its text."""
    partners = {pair.upper.id: pair.lower for pair in pairing.pairs}
    county = comparing.lower.jurisdiction.level is Level.COUNTY
    rows = [
        Compared(match.upper, match.lower, comparing.remarks(match.upper, match.lower))
        for match in matching.matches
    ]
    for asked in matching.upper_alone:
        partner = partners.get(asked.task.id) if asked.task else None
        if asked.indicator is not None or partner is not None:
            says = _missing(asked, partner) + _whose(asked, county)
            rows.append(Compared(asked, None, (Remark(Verdict.MISSING, says),), partner))
    yield from sorted(rows, key=lambda row: (row.upper.span.start, row.upper.id) if row.upper else (0, ""))
    for asked in matching.lower_alone:
        if asked.indicator is not None:
            yield Compared(None, asked, (Remark(Verdict.ADDED, "上级计划没有相应的量化要求。"),))


def _missing(asked: Asked, partner: Task | None) -> str:
    where = "本级对应的任务" if partner else "本级计划"
    what = "这项量化要求" if asked.indicator else "这条写明时限的举措"
    return f"{where}中没有{what}。"


def _whose(asked: Asked, county: bool) -> str:
    """What to look at before a missing number is taken over."""
    base = base_of(asked)
    if base in (Base.COUNT, Base.PLACES):
        return "上级提的是全域总数，请核对是否分解到本级。"
    if county and base in (Base.SHARE_OF_PLACES, Base.NAMED_PLACES):
        return "上级按各县的情况提要求，请核对本县是否在内。"
    return ""


def _of_tasks(pairing: Pairing) -> Iterator[Finding]:
    hints = {hint.task.id: hint for hint in pairing.upper_hints}
    for task in pairing.upper_alone:
        yield Finding(
            Verdict.MISSING, f"本级计划没有与之对应的任务{_within(hints.get(task.id))}。", upper_task=task
        )
    for pair in pairing.pairs:
        if says := other_lead(pair.upper, pair.lower):
            yield Finding(Verdict.OTHER_LEAD, says, pair.upper, pair.lower)
    hints = {hint.task.id: hint for hint in pairing.lower_hints}
    for task in pairing.lower_alone:
        yield Finding(
            Verdict.ADDED, f"上级计划没有与之对应的任务{_within(hints.get(task.id))}。", lower_task=task
        )


def _within(hint: Hint | None) -> str:
    return f"，内容可能并在“{hint.within.title}”中" if hint else ""


def _of_indicators(compared: tuple[Compared, ...]) -> Iterator[Finding]:
    for row in compared:
        for remark in row.remarks:
            if remark.verdict not in (Verdict.SAME, Verdict.STRICTER):
                yield Finding(
                    remark.verdict, remark.says,
                    row.upper.task if row.upper else None, row.lower_task, row.upper, row.lower,
                )  # fmt: skip
