"""Notes inside clauses: units that are not listed again, and rules on roles that hold from here on."""

from __future__ import annotations

import re

from taizhang.model.plan import Role
from taizhang.plans.draft import Default, Rule
from taizhang.plans.english.unit_names import split_units
from taizhang.plans.squeezed import Stretch

_NOT_AGAIN = re.compile(
    r"\b(?:not|no longer|without)\b[^.;]{0,30}?\b(?:list(?:ed|ing)?|repeat(?:ed|ing)?|enumerated|mentioned|specified|noted|stated|marked)\b",
    re.I,
)
_LEADER = r"(?:the )?(?:main |primary )?(?:lead\w*|head|sponsor\w*|host\w*|responsible for leading)"
_FIRST_RULE = re.compile(
    rf"\b(?:first|front|former|top|1st|ranked first|ranking first|listed first)\b(?! (?:level|class|grade))[^.;]{{0,60}}?\b{_LEADER}\b"
    rf"|\b{_LEADER} (?:unit|department|agency|office|one)s?\b[^.;]{{0,30}}?\b(?:first|front|top|listed first)\b",
    re.I,
)
_COMMA_RULE = re.compile(
    rf"\b(?:before|in front of|preceding|prior to) (?:the )?(?:first )?(?:comma|semicolon)\b[^.;]{{0,40}}?\b{_LEADER}\b|\b{_LEADER} [^.;]{{0,40}}?\b(?:before|in front of|preceding) (?:the )?(?:first )?(?:comma|semicolon)\b",
    re.I,
)
_SAME_BELOW = re.compile(
    r"^(?:and )?(?:the )?(?:same (?:below|applies|for|as|hereinafter|hereafter|after)|below is the same|following (?:is|are) the same|same\b|hereinafter the same)",
    re.I,
)
_FOLLOWING = r"(?:following|below|subsequent|above|other)"
_OPENS = re.compile(
    rf"^(?:and )?(?:all )?(?:of )?(?:the )?{_FOLLOWING}\b(?! (?:provincial|municipal|relevant|units|departments))",
    re.I,
)
_BY = (
    r"\b(?:(?:to be |be |are |is )?(?:the )?(?:responsib\w+|undertaken|implemented|borne|carried out|shared|handled|completed) (?:for|of|by|to|with)|"
    r"(?:(?:need|needs|require|requires) )?(?:the )?implementation (?:of|by)|(?:need|needs|require|requires|required)(?: to be)?(?: (?:responsib\w+|implemented|undertaken|borne) (?:for|by))?|assigned to|(?:to be |be |are )?in (?:the )?charge of|under the responsibility of|by)"
)
_DEFAULT = re.compile(
    rf"\b{_FOLLOWING}\b.{{0,80}}?{_BY} (?P<units>.{{3,200}}?),?(?: (?:to be|are|is|shall be|will be) responsib\w+)?,? (?:and |which |they )?(?:will |are |is |shall |so )?(?:be )?(?:not|no longer)\b",
    re.I,
)
_DEFAULT_BACK = re.compile(
    rf"^(?:the )?(?P<units>.{{3,200}}?) (?:is|are|shall be|must be|will be|should be) responsib\w+ (?:for|in) (?:the (?:implementation|completion|execution) of )?(?:all |each )?(?:of )?(?:the )?{_FOLLOWING}\b",
    re.I,
)  # fmt: skip


def is_note(sentence: str) -> bool:
    """Whether the sentence speaks of other clauses instead of naming units for its own."""
    return bool(
        (_NOT_AGAIN.search(sentence) and (_OPENS.match(sentence) or _DEFAULT_BACK.match(sentence)))
        or _SAME_BELOW.match(sentence)
    )


def note_starts(text: str) -> int:
    """Where a clause turns from its units to a note (…, with the first one being the lead, the same below)."""
    starts = [found.start() for found in re.finditer(r"[,;] ?(?=\S)|\((?=\S)", text)]
    for start in starts:
        rest = text[start:].lstrip(",;( ")
        piece = re.split(r"[,;.)]", rest, maxsplit=1)[0]
        of_others = _OPENS.match(piece) and _NOT_AGAIN.search(rest)
        if of_others or _FIRST_RULE.match(piece) or _SAME_BELOW.match(piece) or _opens_rule(piece):
            return start
    return len(text)


def _opens_rule(piece: str) -> bool:
    return bool(
        re.match(r"(?:with |of which |among them |where |and )?(?:the )?(?:unit |department |one |units |departments |agency )?(?:that (?:is|are) |which (?:is|are) )?"
                 r"(?:first|front|former|ranked|listed|ranking|before the|in front of|lead\w* (?:unit|department|one|agency)s? (?:is|are|comes?|ranks?))", piece, re.I)
        and (_FIRST_RULE.search(piece) or _COMMA_RULE.search(piece))
    )  # fmt: skip


def read_rule(note: Stretch) -> Rule | None:
    """The rule on roles that the words state."""
    before = _COMMA_RULE.search(note.text)
    if before:
        mark = "semicolon" if "semicolon" in before[0].lower() else "comma"
        return Rule(note, f"{mark}-before-is-lead")
    if _FIRST_RULE.search(note.text):
        return Rule(note, "first-is-lead")
    return None


def read_default(note: Stretch) -> Default | None:
    """The units that answer for every later task and are not listed again."""
    if not _NOT_AGAIN.search(note.text):
        return None
    found = _DEFAULT_BACK.search(note.text) or _DEFAULT.search(note.text)
    if not found:
        return None
    listed = note.part(found.start("units"), found.end("units"))
    role = Role.SUPPORT if re.search(r"cooperat|participat|assist", note.text, re.I) else Role.BY_DUTY
    return Default(note, tuple(unit.text for unit in split_units(listed)), role)
