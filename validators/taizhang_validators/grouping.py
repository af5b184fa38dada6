"""The same fault in many rows is said once, with all its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from taizhang.model.finding import Finding, Spot

Told = TypeVar("Told")

MANY = 4  # so many cells of one column with one fault are one finding
_SHOWN = 3  # of rows that are not there, how many are described


def grouped(findings: Iterable[Finding], titles: dict[str, str]) -> tuple[Finding, ...]:
    """The findings in their order, those of one rule in one column together where they are many.

    `titles` gives a rule's title by its code; a finding stands where the first of its group stood.
    """
    groups: dict[tuple[str, str, str, str], list[Finding]] = {}
    for finding in findings:
        sheet = finding.place.sheet if finding.place else ""
        groups.setdefault((finding.code, finding.field, sheet, finding.accepted), []).append(finding)
    together: list[Finding] = []
    for group in groups.values():
        many = len(group) >= MANY and all(finding.row for finding in group)
        together += [_joined(group, titles[group[0].code])] if many else group
    return tuple(together)


def said_once(alike: Sequence[Told]) -> tuple[Sequence[Told], bool]:
    """The first alone where there are many, and whether there are: for what a rule finds outside the rows."""
    many = len(alike) >= MANY
    return alike[:1] if many else alike, many


def _joined(group: Sequence[Finding], title: str) -> Finding:
    """The first one's fix and place; its sentence names the fault, the number of cells, and the first as an example."""
    first = group[0]
    spots = tuple(Spot(one.says, one.place, one.row, one.proposal) for one in group)
    told = [one.says for one in group[: 1 if first.place else _SHOWN]]
    example = f"{first.place.address}：{told[0]}" if first.place else "；".join(told)
    return replace(first, says=f"{title}，共{len(group)}格，如{example}", proposal="", spots=spots)
