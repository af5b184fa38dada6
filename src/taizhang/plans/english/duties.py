"""Duties: the units of a clause and the part that the words after them give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.plan import Role
from taizhang.model.words.english import OFFICES
from taizhang.plans.brackets import bracket_pairs, depth_by_character, split_outside
from taizhang.plans.draft import ClauseReading, Default, NamedUnit
from taizhang.plans.squeezed import Stretch

_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("by_duty", re.compile(r"\b(?:is|are|shall be)? ?responsible (?:for|according to|in accordance with) (?:the )?(?:division|divisions) of (?:responsibilities|labor|duties|work)\.?$"
                           r"|\b(?:is|are) responsible (?:according to|in accordance with) (?:their|its|the)? ?(?:respective )?(?:responsibilities|duties)\.?$", re.I)),
    ("joint", re.compile(r"\b(?:is|are) (?:respectively|separately|jointly) responsible\.?$|\b(?:is|are) responsible (?:respectively|separately|jointly)\.?$", re.I)),
    ("lead", re.compile(r"\b(?:takes?|taking) the lead\.?$|\bleads\.?$", re.I)),
    ("support", re.compile(r"\b(?:cooperates?|participates?|assists?|supports?|cooperation|participation)\.?$", re.I)),
    ("answers", re.compile(r"\b(?:is|are) responsible\.?$", re.I)),
)  # fmt: skip
_LED = re.compile(r"^(?:jointly )?(?P<led>led |responsible |undertaken )(?:jointly )?by (?:the )?", re.I)
_WITH = re.compile(r"^(?:and )?with the (?:cooperation|participation|assistance|support) of (?:the )?", re.I)
_PARTS = re.compile(
    r"[;；]|(?<=lead),|(?<=leads),|(?<=responsible),|,(?= (?:and )?with the (?:cooperation|participation|assistance|support) of)",
    re.I,
)
_LABEL = re.compile(
    r"^(?:the )?(?P<lead>lead(?:ing)? )?(?P<support>cooperat\w+ |participat\w+ |assist\w+ |supporting )?(?:responsible )?units?: ?",
    re.I,
)
_ET_CETERA = re.compile(r",? ?(?:etc\.?|and so on|and others|and other (?:units|departments))$", re.I)
_UNIT_END = r"(?:Commission|Bureau|Department|Office|Administration|Government|Committee|Authority|Center|government|\))"
_ANY_JOINER = re.compile(rf"(?P<left>{_UNIT_END}),? and (?=the |other |all |each |various |[A-Z])")
_DEFAULT = re.compile(
    r"following (?:work )?tasks .{0,40}?\b(?:responsible for|responsibility of|undertaken by|borne by|responsible by|by) "
    r"(?P<units>.{3,200}?),? (?:and )?(?:will |are |is )?(?:not|no longer) (?:be )?(?:listed|repeated)", re.I
)  # fmt: skip


def read_clause(clause: Stretch, rule: str, label: str) -> ClauseReading:  # noqa: ARG001 - every dialect is asked alike
    """The units and the default that one clause states."""
    inner = 1 if (0, len(clause)) in bracket_pairs(clause.text) else 0
    content = clause.part(inner, len(clause) - inner).stripped()
    sentences = list(_sentences(content))
    default = next((found for one in sentences if (found := _read_default(one))), None)
    bodies = [one for one in sentences if not _DEFAULT.search(one.text)]
    units = [unit for body in bodies for unit in _units(body)]
    return ClauseReading(tuple(units), any(_open_ended(body) for body in bodies), default)


def _sentences(content: Stretch) -> Iterator[Stretch]:
    start = 0
    for stop in re.finditer(r"(?<!etc)\.(?= [A-Z])", content.text):
        yield content.part(start, stop.start()).stripped()
        start = stop.end()
    yield content.part(start).stripped(" .")


def _read_default(note: Stretch) -> Default | None:
    found = _DEFAULT.search(note.text)
    if not found:
        return None
    listed = note.part(found.start("units"), found.end("units"))
    return Default(note, tuple(unit.text for unit in _split(listed)), Role.BY_DUTY)


def _open_ended(body: Stretch) -> bool:
    return bool(
        re.search(r"\b(?:etc\b|and so on|and others|and other (?:units|departments)\b)", body.text, re.I)
    )


def _units(body: Stretch) -> Iterator[NamedUnit]:
    """Units up to each role word; what stands behind the last one takes its part."""
    groups = [_group(part) for part in _parts(body)]
    supported = any(word == "support" for word, _ in groups)
    count = sum(len(units) for _, units in groups)
    for word, units in groups:
        for unit in units:
            yield NamedUnit(unit.text, _role(word, count, supported), unit, bool(re.match("other|all|various|each", unit.text, re.I)),
                            canonical=canonical_office(unit.text), inferred=("canonical",))  # fmt: skip


def _parts(body: Stretch) -> Iterator[Stretch]:
    """The parts that each have a role word: between semicolons, and where a role word ends one."""
    depths, start = depth_by_character(body.text), 0
    for found in _PARTS.finditer(body.text):
        if depths[found.start()] == 0:
            yield body.part(start, found.start()).stripped()
            start = found.end()
    yield body.part(start).stripped()


def _group(part: Stretch) -> tuple[str, list[Stretch]]:
    led, joined = _LED.match(part.text), _WITH.match(part.text)
    label = led or joined or _LABEL.match(part.text)
    word = _led(led) if led else "support" if joined else _word_of(label)
    bare = part.part(label.end()) if label else part
    for name, pattern in _ROLES:
        found = pattern.search(bare.text)
        if found:
            word, bare = name, bare.part(0, found.start())
            break
    bare = bare.stripped(" ,.")
    others = _ET_CETERA.search(bare.text)
    bare = bare.part(0, others.start()) if others else bare
    return word, list(_split(bare.stripped(" ,")))


def _led(found: re.Match[str]) -> str:
    return "lead" if found["led"].lower() == "led " else "answers"


def _word_of(label: re.Match[str] | None) -> str:
    if not label:
        return ""
    return "lead" if label["lead"] else "support" if label["support"] else "answers"


def _role(word: str, count: int, supported: bool) -> Role:
    if word in ("lead", "joint", "by_duty", "support"):
        return Role(word)
    return Role.LEAD if count == 1 or (word == "answers" and supported) else Role.JOINT


def _split(listed: Stretch) -> Iterator[Stretch]:
    for part in split_outside(listed, ",，、"):
        yield from _split_joined(_bare(part))


def _split_joined(part: Stretch) -> Iterator[Stretch]:
    depths = depth_by_character(part.text)
    for found in _ANY_JOINER.finditer(part.text):
        if depths[found.end() - 1] == 0 and not part.text[found.end() :].startswith(
            ("Reform", "Social", "Information", "Health", "Technology")
        ):
            yield _bare(part.part(0, found.end("left")))
            yield from _split_joined(_bare(part.part(found.end())))
            return
    if len(part) > 2:
        yield part


def _bare(part: Stretch) -> Stretch:
    found = re.match(r"(?:and )?(?:the )?", part.text, re.I)
    return part.part(found.end() if found else 0).stripped(" ,.")


def canonical_office(unit: str) -> str:
    """The Chinese office that a translated name stands for; "" where the words name none."""
    level = (
        "省" if re.match("provincial", unit, re.I) else "市" if re.match("municipal|city", unit, re.I) else ""
    )
    if re.match("other ", unit, re.I):
        return f"其他{'省' if 'provincial' in unit.lower() else '市' if 'municipal' in unit.lower() else ''}有关部门"
    for words, office in OFFICES:
        if level and all(word in unit.lower() for word in words):
            return level + office.replace("{}", "厅" if level == "省" else "局")
    return ""
