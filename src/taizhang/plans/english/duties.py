"""Duties: the units of a clause and the part that the words before or behind them give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from taizhang.model.plan import Role
from taizhang.plans.brackets import bracket_pairs
from taizhang.plans.draft import ClauseReading, NamedUnit
from taizhang.plans.english.clause_groups import Group, marked_part, read_groups
from taizhang.plans.english.full_names import FullNames
from taizhang.plans.english.notes import is_note, note_starts, read_default, read_rule
from taizhang.plans.english.unit_names import canonical_office, is_generic
from taizhang.plans.squeezed import Stretch

_AND_OTHERS = re.compile(
    r"\b(?:etc\b|and so on|and others\b|(?:and |, )(?:the )?other (?:relevant |related |competent |concerned |functional |member )*(?:departments|units|agencies|institutions|offices|parties|bodies)\b)",
    re.I,
)
_SPOKEN = {"lead": Role.LEAD, "joint": Role.JOINT, "by_duty": Role.BY_DUTY, "support": Role.SUPPORT}


def read_clause(clause: Stretch, rule: str, label: str) -> ClauseReading:
    """The units, the default and the rule that one clause states; `rule` is the one in force before it."""
    inner = 1 if (0, len(clause)) in bracket_pairs(clause.text) else 0
    content = clause.part(inner, len(clause) - inner).stripped(" .")
    bodies, notes = _bodies_and_notes(content)
    default = next((read for note in notes if (read := read_default(note))), None)
    stated = next((found for note in notes if (found := read_rule(note))), None)
    groups = [group for body in bodies for group in read_groups(body, label)]
    names = FullNames()
    units = tuple(_named(names, *one) for one in _assign(groups, stated.rule if stated else rule))
    return ClauseReading(units, any(_AND_OTHERS.search(body.text) for body in bodies), default, stated)


def _bodies_and_notes(content: Stretch) -> tuple[list[Stretch], list[Stretch]]:
    bodies: list[Stretch] = []
    notes: list[Stretch] = []
    for sentence in _sentences(content):
        if is_note(sentence.text) or (read_rule(sentence) and note_starts(", " + sentence.text) == 0):
            notes.append(sentence)
            continue
        turn = note_starts(sentence.text)
        bodies.append(sentence.part(0, turn).stripped(" ,;."))
        if turn < len(sentence):
            notes.append(sentence.part(turn).stripped(" ,;.()"))
    return bodies, notes


def _sentences(content: Stretch) -> Iterator[Stretch]:
    start = 0
    for stop in re.finditer(r"(?<!\betc)[.。](?= ?[A-Z])", content.text):
        yield content.part(start, stop.start()).stripped()
        start = stop.end()
    yield content.part(start).stripped(" .")


def _assign(groups: list[Group], rule: str) -> Iterator[tuple[Stretch, Role, tuple[str, ...]]]:
    """Each unit with its part; the last member names what the text does not state."""
    count = sum(len(group.units) for group in groups)
    words = {group.part for group in groups} | {marked_part(unit) for group in groups for unit in group.units}
    conferring = any(group.conferring for group in groups)
    ruled = _by_rule(groups, rule) if not words & {"support", "lead"} else None
    position = 0
    for group in groups:
        for unit in group.units:
            if mark := marked_part(unit):
                yield unit.part(0, unit.text.rindex("(")).stripped(), _SPOKEN[mark], ()
            elif ruled:
                yield unit, ruled(position, group), ()
            elif conferring and group.part in ("answers", "lead", "confer", ""):
                yield unit, Role.SUPPORT if group.conferring else Role.LEAD, ()
            else:
                yield unit, *_role(group, count, words, rule, position)
            position += 1


def _by_rule(groups: list[Group], rule: str) -> Callable[[int, Group], Role] | None:
    if rule == "first-is-lead" and any(group.part != "joint" for group in groups):
        return lambda at, group: (
            Role.BY_DUTY if group.part == "by_duty" else Role.LEAD if at == 0 else Role.SUPPORT
        )
    if rule == "semicolon-before-is-lead":
        led = _before_semicolon(groups)
        return (lambda _, group: Role.LEAD if group in led else Role.SUPPORT) if led else None
    if rule == "comma-before-is-lead" and len(groups) > 1:
        first = groups[0]
        return lambda _, group: Role.LEAD if group is first else Role.SUPPORT
    return None


def _before_semicolon(groups: list[Group]) -> list[Group]:
    """The groups before the clause's first semicolon; none where it has no semicolon."""
    for at, (group, after) in enumerate(pairwise(groups), start=1):
        end, start = group.units[-1].end, after.units[0].start
        if ";" in group.units[-1].source.text[end:start]:
            return groups[:at]
    return []


def _role(
    group: Group, count: int, words: set[str], rule: str, position: int
) -> tuple[Role, tuple[str, ...]]:
    word = group.part
    if word in _SPOKEN:
        return _SPOKEN[word], ()
    if count == 1:
        return Role.LEAD, ()
    if word in ("answers", "") and "support" in words and "lead" not in words:
        return Role.SUPPORT if rule == "first-is-lead" and position else Role.LEAD, ()
    if "lead" in words:
        labelled = group.label == "answers" and not (group.word or group.front)
        return Role.JOINT if word == "answers" and not labelled else Role.SUPPORT, ("role",)
    return Role.JOINT, ("role",)


def _named(names: FullNames, printed: Stretch, role: Role, inferred: tuple[str, ...]) -> NamedUnit:
    name = names.read(printed.text)
    completed = ("unit",) if name != printed.text else ()
    return NamedUnit(
        name, role, printed, is_generic(printed.text),
        canonical=canonical_office(name), inferred=("canonical", *completed, *inferred),
    )  # fmt: skip
