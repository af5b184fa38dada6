"""A Clause is what is checked under one topic of the 填报说明, told by the rules that cite it as their source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from taizhang.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule in force, as its topic shows it."""

    topic: str  # a heading without its number, what a line begins with, or a column's title
    severity: Severity
    title: str  # what is wrong, in a few words


def clauses_on(topic: str, clauses: Iterable[Clause]) -> str:
    """What is checked under the topic, by severity: 必须修改：甲；乙。请确认：丙。 "" for nothing."""
    told: dict[Severity, list[str]] = {}
    for clause in clauses:
        if clause.topic == topic:
            told.setdefault(clause.severity, []).append(clause.title)
    return "".join(
        f"{severity.word}：{'；'.join(told[severity])}。" for severity in Severity if severity in told
    )
