"""Duties: which units a clause names and what part each takes, by the words of the document only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from taizhang.model.plan import Role
from taizhang.model.words.clauses import ROLE_LABELS, ROLE_WORDS, TIME_LABELS
from taizhang.plans.brackets import CLOSING, OPENING, bracket_pairs, split_outside
from taizhang.plans.chinese.defaults import is_aside, is_note, read_default, read_rule
from taizhang.plans.chinese.labels import LABEL
from taizhang.plans.chinese.unit_names import NameReader, split_units
from taizhang.plans.draft import ClauseReading, NamedUnit
from taizhang.plans.squeezed import Stretch

_ROLE = re.compile("(?:" + "|".join(f"(?P<{name}>{words})" for name, words in ROLE_WORDS) + ")$")
_MARKED = re.compile(
    "[(（](?:" + "|".join(f"(?P<{name}>{words})" for name, words in ROLE_LABELS[:2]) + ")[)）]$"
)
_AND_OTHERS = re.compile("(?<!高)等(?:[^、,，]{0,12}(?:部门|单位|机构))?$")
_WHEN = re.compile(f"(?:{TIME_LABELS})[:：]")
_OTHER_LABEL = re.compile("[:：]")  # 责任领导：… names a person
_AROUND_UNITS = " 、,，。由—–-"
_Unit = tuple[Stretch, Role, tuple[str, ...]]
_SPOKEN = {"lead": Role.LEAD, "joint": Role.JOINT, "by_duty": Role.BY_DUTY, "support": Role.SUPPORT}


@dataclass
class _Group:
    """Units between two commas, with the word that says their part."""

    units: list[Stretch]
    word: str  # a name in ROLE_WORDS; "" where none is said
    open_ended: bool
    conferring: bool = False  # 会同: the first leads, the others support
    spoken: bool = False  # its word is said in the text, not by its label
    alone: bool = False  # its word is said of it alone, not of a list of groups


def read_clause(clause: Stretch, rule: str, label: str) -> ClauseReading:
    """The units, the default and the rule that one clause states; `rule` is the one in force before it.

    `label` is the name in ROLE_LABELS of the column that holds the clause, "" outside tables.
    """
    content = _without_brackets(clause)
    sentences = [part for one in split_outside(content, "。") for part in _without_notes(one)]
    bodies = [sentence for sentence in sentences if not is_note(sentence.text)]
    default = next((read for note in sentences if (read := read_default(note))), None)
    stated = next((found for note in split_outside(content, "。,，;；") if (found := read_rule(note))), None)
    in_force = stated.rule if stated else rule
    parts = _beside_leads([part for body in bodies for part in _labelled_parts(body, label)])
    groups = [_trim_notes(list(_groups(part))) for part in parts]
    units = [_marked(*unit) for part in groups for unit in _assign(part, groups, in_force)]
    names = NameReader(content.text)
    named = tuple(_name(names, *unit) for unit in _beside_marked(groups, units))
    return ClauseReading(named, any(g.open_ended for part in groups for g in part), default, stated)


def _without_notes(sentence: Stretch) -> Iterator[Stretch]:
    """A note in brackets inside the clause (…负责（以下均需…，不再列出）) is a sentence of its own."""
    text, start = sentence.text, 0
    for opening, end in bracket_pairs(text):
        if opening >= start and is_note(text[opening + 1 : end - 1]):
            yield from (sentence.part(start, opening), sentence.part(opening + 1, end - 1))
            start = end
    yield sentence.part(start)


def _without_brackets(clause: Stretch) -> Stretch:
    """What the clause says, without a bracket that has lost its partner."""
    text, pairs = clause.text, bracket_pairs(clause.text)
    if (0, len(text)) in pairs:
        return clause.part(1, len(text) - 1).stripped(" 。")
    opens = text[:1] in OPENING and all(start for start, _ in pairs)
    closes = text[-1:] in CLOSING and all(end < len(text) for _, end in pairs)
    return clause.part(int(opens), len(text) - int(closes)).stripped(" 。")


def _labelled_parts(body: Stretch, label: str) -> Iterator[tuple[str, Stretch]]:
    """Parts between semicolons and labels, each with its label's name ("" where it has none)."""
    for part in split_outside(body, ";；"):
        marks = sorted(
            (*LABEL.finditer(part.text), *_WHEN.finditer(part.text)), key=lambda mark: mark.start()
        )
        starts = [found.start() for found in marks] + [len(part)]
        if not marks or marks[0].start() > 0:
            yield label, part.part(0, starts[0])
        for mark, end in zip(marks, starts[1:], strict=True):
            if mark.lastgroup:  # what stands behind 完成时限： is no unit
                yield str(mark.lastgroup), part.part(mark.end(), end)


def _beside_leads(parts: list[tuple[str, Stretch]]) -> list[tuple[str, Stretch]]:
    """Beside 牵头单位 the units under 责任单位 support."""
    led = any(label == "lead" for label, _ in parts)
    return [("support" if led and label == "listed" else label, part) for label, part in parts]


def _groups(labelled: tuple[str, Stretch]) -> Iterator[_Group]:
    label, part = labelled
    for piece in split_outside(part, ",，"):
        if read_rule(piece) or is_aside(piece.text):
            continue
        found = _ROLE.search(piece.text)
        word = str(found.lastgroup) if found else ""
        bare = piece.part(0, found.start()) if found else piece
        named = [_without_others(unit) for unit in split_units(bare.stripped(_AROUND_UNITS))]
        units = [unit for unit, _ in named if len(unit.text) > 1 and not _OTHER_LABEL.search(unit.text)]
        said = word or _word_behind(units) or _word_of(label)
        yield _Group(units, said, any(more for _, more in named), "会同" in bare.text, bool(word))


def _word_behind(units: list[Stretch]) -> str:
    """市财政局、市医保局（配合）: support said once behind a list is said of all of it."""
    marks = [_MARKED.search(unit.text) for unit in units]
    last = marks[-1] if marks else None
    return "support" if last and last.lastgroup == "support" and not any(marks[:-1]) else ""


def _word_of(label: str) -> str:
    return "answers" if label == "listed" else label


def _without_others(bare: Stretch) -> tuple[Stretch, bool]:
    found = _AND_OTHERS.search(bare.text)
    if found and found.start() > 1:
        return bare.part(0, found.start()).stripped(" 、"), True
    return bare, False


def _trim_notes(groups: list[_Group]) -> list[_Group]:
    """A role word holds for the commas before it, back to the last role word."""
    word, before = "", [True, *(bool(group.word) for group in groups)]
    for at in range(len(groups) - 1, -1, -1):
        group = groups[at]
        group.alone = group.spoken and before[at]
        word = group.word or word
        group.word = word
    return [group for group in groups if group.units or group.open_ended]


def _assign(groups: list[_Group], clause: list[list[_Group]], rule: str) -> Iterator[_Unit]:
    """Each unit with its part; the last member names what the text does not state."""
    every = [group for part in clause for group in part]
    count = sum(len(group.units) for group in every)
    supported = any(group.word == "support" for group in every)
    led = any(group.word == "lead" for group in every)
    by_rule = _by_rule(every, rule) if not supported and not led else {}
    firsts = rule == "first-is-lead" and supported and not led
    for group in groups:
        for position, unit in enumerate(group.units):
            first = unit is every[0].units[0] if every[0].units else False
            if id(group) in by_rule:
                yield unit, Role.LEAD if first and rule == "first-is-lead" else by_rule[id(group)], ()
            elif firsts and group is every[0] and group.word in ("answers", "by_duty", ""):
                yield unit, Role.LEAD if first else Role.SUPPORT, ()
            elif group.word == "answers" and group.alone and len(group.units) == 1 and not led:
                yield unit, Role.LEAD, ()
            elif group.conferring and group.word in ("answers", "lead"):
                yield unit, Role.LEAD if position == 0 else Role.SUPPORT, ()
            else:
                yield unit, *_spoken(group.word, count, supported and not led)


def _marked(unit: Stretch, role: Role, inferred: tuple[str, ...]) -> _Unit:
    """A unit with its part in brackets behind it: 市医保局（牵头）."""
    found = _MARKED.search(unit.text)
    if not found or not found.start():
        return unit, role, inferred
    return unit.part(0, found.start()), _SPOKEN[str(found.lastgroup)], ()


def _beside_marked(groups: list[list[_Group]], units: list[_Unit]) -> Iterator[_Unit]:
    """Beside a unit marked as the lead (市医保局（牵头）、市财政局) those without a word support."""
    said = any(group.word for part in groups for group in part)
    marked = {unit.start for unit, role, inferred in units if role is Role.LEAD and not inferred}
    for unit, role, inferred in units:
        yield (
            (unit, Role.SUPPORT, ("role",))
            if marked and not said and unit.start not in marked
            else (unit, role, inferred)
        )


def _by_rule(every: list[_Group], rule: str) -> dict[int, Role]:
    """Parts by the document's own rule; a clause without a comma is not under the comma rule."""
    if rule == "comma-before-is-lead" and len(every) > 1:
        return {id(group): Role.SUPPORT if i else Role.LEAD for i, group in enumerate(every)}
    if rule == "first-is-lead" and any(group.word != "joint" for group in every):
        return {id(group): Role.BY_DUTY if group.word == "by_duty" else Role.SUPPORT for group in every}
    return {}


def _spoken(word: str, count: int, supported: bool) -> tuple[Role, tuple[str, ...]]:
    if word in _SPOKEN:
        return _SPOKEN[word], ()
    if count == 1:
        return Role.LEAD, ()
    if word == "answers" and supported:
        return Role.LEAD, ()
    return Role.JOINT, ("role",)


def _name(names: NameReader, printed: Stretch, role: Role, inferred: tuple[str, ...]) -> NamedUnit:
    named = names.read(printed, role)
    return replace(named, inferred=(*named.inferred, *inferred))
