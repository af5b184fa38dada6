"""Groups of units in a clause, each with the word before, behind or above it that says its part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.model.words.english_duties import (
    BEFORE_UNITS,
    LABELS,
    NAME_OPENS,
    OFFICE_NOUN,
    PARTS_TAKEN,
    PLACE_NOUN,
    PREDICATE,
)
from taizhang.plans.brackets import depth_by_character, split_outside
from taizhang.plans.english.sentences import lines_of
from taizhang.plans.english.unit_names import is_generic, says_others, split_list, split_units
from taizhang.plans.squeezed import Stretch

_STARTS_UNIT = rf"(?=(?:the |The )?[A-Z]|{NAME_OPENS})"
_FRONT = re.compile(
    r"(?:and |jointly |all )?(?:" + "|".join(f"(?P<{word}_{at}>{words})" for at, (word, words) in enumerate(BEFORE_UNITS)) + r")[ :]+" + _STARTS_UNIT,
    re.I,
)  # fmt: skip
_PRONOUN = re.compile(r"(?:it|this|they|which|the work|this work) (?:is|are|shall be|will be|to be) ", re.I)
_CONFERS = re.compile(BEFORE_UNITS[0][1], re.I)
_PREDICATE = re.compile(rf"(?<![\w-]){PREDICATE}")
_GOES_ON = re.compile(rf" (?:and|while|with) {_STARTS_UNIT}")
_LABEL = re.compile(
    r"(?:(?<=[.;,，；)] )|(?<=[.;；])|^|(?<= )(?=(?:lead|cooperat|support|responsib|participat|assist)\w* (?:units?|departments?) ?[:：]))(?:the )?(?P<words>[A-Za-z][A-Za-z '-]{2,44}?)(?: (?:is|are))? ?[:：]",
    re.I,
)
_UNLABELLED = re.compile(
    r"^(?:the )?(?P<words>(?:lead(?:ing)?|(?:main )?responsible|cooperat\w+|participat\w+|assisting|supporting) (?:responsible )?(?:units?|departments?|agency|agencies))(?: (?:is|are|includes?))? "
    + _STARTS_UNIT,
    re.I,
)
_WHEN = re.compile(
    r"(?:,? ?(?:and )?)(?:(?:to be |will be |shall be |should be )?(?:completed|finished|achieved|implemented|submitted)?,? ?(?:before|by|within|in|during|no later than|until|at|from) (?:the )?"
    r"(?:end|first|second|third|fourth|year|beginning|middle|20\d\d|January|February|March|April|May|June|July|August|September|October|November|December)\b[^,;]*"
    r"|(?:to be |will be |shall be )?(?:completed|finished|long-term|continu\w+|ongoing|annually|throughout|year-round|sustained|all year)\b[^,;]*|(?:completion|finish) (?:before|by|time)\b[^,;]*)",
    re.I,
)
_ETC = re.compile(r"[, ]*\b(?:etc\.?|and so on|and others)$", re.I)
_MARK = re.compile(r"\((?P<words>[a-z ]{2,30})\)$", re.I)


@dataclass
class Group:
    """Units between two marks, with the word that says their part."""

    units: list[Stretch]
    word: str = ""  # a name in PARTS_TAKEN; "" where none is said
    front: str = ""  # the word that stands before them
    label: str = ""
    conferring: bool = False  # in conjunction with: the first leads, these support
    turned: bool = False  # `and` parts it from the list before it

    @property
    def part(self) -> str:
        return self.word or self.front or self.label


def read_groups(body: Stretch, label: str) -> Iterator[Group]:
    """The groups of a clause in their order; lines that say when or name a person have none."""
    for word, part in _labelled_parts(body, label):
        if word not in ("time", "person"):
            yield from _groups(part, word)


def _labelled_parts(body: Stretch, label: str) -> Iterator[tuple[str, Stretch]]:
    """Parts between lines, semicolons and labels, each with the part that its label names."""
    for part in (part for line in lines_of(body) for part in split_outside(line, ";；")):
        marks = [
            (found, name) for found in _LABEL.finditer(part.text) if (name := _stem(found["words"], LABELS))
        ]
        bare = _UNLABELLED.match(part.text)
        if bare and not marks:
            marks = [(bare, _stem(bare["words"], LABELS))]
        starts = [found.start() for found, _ in marks] + [len(part)]
        if starts[0]:
            yield ("" if marks else label), part.part(0, starts[0])
        for (found, name), end in zip(marks, starts[1:], strict=True):
            yield name, part.part(found.end(), end)


def _stem(words: str, table: tuple[tuple[str, str], ...]) -> str:
    return next((name for name, stems in table if re.search(stems, words, re.I)), "")


def _groups(part: Stretch, label: str) -> list[Group]:
    groups: list[Group] = []
    front, conferring = "", False
    for piece in _pieces(part):
        if _WHEN.fullmatch(piece.text):
            continue
        said = _PRONOUN.match(piece.text)
        piece = piece.part(said.end()) if said else piece
        opened = _FRONT.match(piece.text)
        if opened:
            front = str(opened.lastgroup).rsplit("_", 1)[0]
            conferring = front == "confer"
            piece = piece.part(opened.end())
        group = _group(piece, front, label, conferring)
        group.turned = bool(groups) and not opened and piece.text.startswith("and ")
        if group.units:
            groups.append(group)
        elif group.word:
            _give(groups, group.word)
        if group.word and group.units:
            _give_back(groups)
            front, conferring = "", False
    return groups


def _give(groups: list[Group], word: str) -> None:
    """A word that stands alone holds for the units before it (…, according to the division of duties)."""
    for group in reversed(groups):
        if group.word and not (group.word == "answers" and word == "by_duty"):
            return
        group.word = word


def _give_back(groups: list[Group]) -> None:
    """A word behind a list holds back to the last word; what stands first behind `led by` keeps that."""
    last = groups[-1]
    turn = _turn(groups)
    for at, group in reversed(list(enumerate(groups[:-1]))):
        if group.word or (at < turn and not _yields(group, last.word)):
            return
        group.word = last.word
    if last.front and not last.conferring and len(last.units) == 1:
        last.front = ""


def _yields(group: Group, word: str) -> bool:
    """`responsible by A, B and C according to their duties`: the word behind says more of the same list."""
    return not group.front or group.conferring or (group.front == "answers" and word in ("by_duty", "joint"))


def _turn(groups: list[Group]) -> int:
    """Where a list turns from those whom a word stands before (led by A, and B, C and D cooperate)."""
    for at in range(len(groups) - 1, 0, -1):
        if groups[at].turned and groups[at - 1].front:
            return at
        if groups[at].word and at < len(groups) - 1:
            break
    return len(groups)


def _pieces(part: Stretch) -> Iterator[Stretch]:
    """The pieces between commas, cut again before words that open a list and behind words that close one."""
    for piece in split_list(part):
        depths, start = depth_by_character(piece.text), 0
        for cut in _cuts(piece.text):
            if depths[cut] == 0 and cut > start:
                yield piece.part(start, cut).stripped()
                start = cut
        yield piece.part(start).stripped()


def _cuts(text: str) -> list[int]:
    fronts = [found for found in _FRONT.finditer(text) if not _bound(text, found.start())]
    cuts = {found.start() for found in fronts if text[: found.start()].endswith(" ")}
    closed = _predicate_outside(text, 0, fronts)
    while closed and (on := _GOES_ON.search(text, closed.end())):
        within = any(found.start() <= on.start() < found.end() for found in fronts)
        if not within and not re.search(r"\b(?:by|of|for|with)$", text[: on.start()]):
            cuts.add(on.start() + 1)
        closed = _predicate_outside(text, on.end(), fronts)
    return sorted(cuts)


def _predicate_outside(text: str, start: int, fronts: list[re.Match[str]]) -> re.Match[str] | None:
    """The next words on a part that do not open a list (with assistance from …)."""
    found = _PREDICATE.finditer(text, start)
    return next((one for one in found if not any(f.start() <= one.start() < f.end() for f in fronts)), None)


def _bound(text: str, at: int) -> bool:
    """`is responsible by` and `are led by` belong to the words before them."""
    return bool(re.search(r"\b(?:is|are|be|shall|will|should|jointly|mainly) $", text[:at]))


def _group(piece: Stretch, front: str, label: str, conferring: bool) -> Group:
    lead_in = re.match(r"(?:and |while |with )+", piece.text)
    bare = piece.part(lead_in.end()) if lead_in else piece
    found = _predicate(bare.text)
    word = ""
    if found:
        word = _stem(bare.text[found.start() :], PARTS_TAKEN)
        bare = bare.part(0, found.start())
    bare = _without_time(bare).stripped(" ,.")
    etc = _ETC.search(bare.text)
    bare = bare.part(0, etc.start()) if etc else bare
    units = [unit for unit in split_units(bare) if _is_unit(unit.text)] if not says_others(bare.text) else []
    return Group(units, word, front, label, conferring)


def _predicate(text: str) -> re.Match[str] | None:
    """The first words on a part that stand outside brackets."""
    depths = depth_by_character(text)
    return next((found for found in _PREDICATE.finditer(text) if depths[found.start()] == 0), None)


def _without_time(bare: Stretch) -> Stretch:
    found = re.search(
        r" (?:to be )?(?:completed )?(?:before|by) (?:the )?(?:end\b|20\d\d|[A-Z][a-z]+ \d)", bare.text
    )
    return bare.part(0, found.start()) if found else bare


def _is_unit(text: str) -> bool:
    """A name holds a capital, the noun of an office or places; notes and times hold none of them."""
    return (
        len(text) < 160 and bool(re.search(rf"[A-Z]|\b{OFFICE_NOUN}\b|^{PLACE_NOUN}\b", text))
    ) or is_generic(text)


def marked_part(unit: Stretch) -> str:
    """The part in brackets behind a unit: Finance Bureau (lead)."""
    found = _MARK.search(unit.text)
    word = _stem(found["words"], PARTS_TAKEN) if found else ""
    return word if word in ("lead", "support") else ""
