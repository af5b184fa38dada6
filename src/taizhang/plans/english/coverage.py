"""Coverage said in words: full coverage, all counties, every hospital reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.words.english import COVERED, INSTITUTIONS, NOT_ALL, PLACES
from taizhang.plans.english.reading import ReadSentence

_FULL = re.compile(
    r"\bcovered in full\b|\b(?<!inspected in )(?:full(?:y)?|complete|comprehensive(?:ly)?|universal|total)[ -]+cover(?:age|ed|s|ing)?\b(?! (?:inspection|supervision|check))|\bcover(?:s|ed|ing)? the (?:whole|entire) (?:province|city|county|region|population|prefecture|district)\b|\bcover(?:s|ed|ing)? all (?:the )?_*(?=[,.;]|$)",
    re.I,
)
_ALL = re.compile(
    rf"\b(?:all|100 ?% of)(?: of)?(?: the)?(?: \d+)? (?!{NOT_ALL})(?P<what>(?:[^.;,]|, (?=(?:city|county|municipal|township|village|provincial|prefecture)\b)){{3,140}})",
    re.I,
)
_ALL_OF = re.compile(rf"\b(?:{PLACES}|[\w-]*(?:{INSTITUTIONS})\w*|{COVERED})\b", re.I)
_SOFT = re.compile(
    r"\bfollowing tasks\b|\b(?:should|must|encourag\w+|guid\w+|supervis\w+|support\w*|strengthen\w*|needs? to|are required|may|can|attach|conscientiously|actively)\b",
    re.I,
)
# Who reports is no target: all counties shall report the progress every quarter.
_REPORTS = re.compile(
    r"\b(?:(?:shall|will|to|must) )?(?:regularly |promptly )?(?:report|submit|send)(?:s|ed)?\b[^,;]{0,80}?\b(?:progress|situation|work|information|summar\w+|implementation|status)\b",
    re.I,
)
_PREPOSITION = re.compile(
    r"\b(?:at|of|in|for|by|to|from|with|on|among|between|organize|guide|urge|encourage|support|supervise|promote|strengthen|over|across) $",
    re.I,
)
# The bureaus shall all be listed; the card is accepted by all hospitals.
_ALL_DONE = re.compile(
    rf"(?P<what>[^,;._]{{0,80}}?\b(?:{PLACES}|[\w-]*(?:{INSTITUTIONS})\w*|bureaus|departments|offices)) (?:shall|will|must|have|has|are) (?P<all>all) (?!reach)(?:be |been )?\w+",
    re.I,
)
_TAKEN_UP = re.compile(r"\b(?:supported|accepted|adopted|implemented|recogni[sz]ed) by $", re.I)
_MUST_BE_DONE = re.compile(r"must (?:be )?(?:establish|complet|set up|build|built)\w*", re.I)
_WITHIN = re.compile(r"\b(?:in|to|by|for|across) $", re.I)
_DONE = re.compile(
    r"\b(?:implement\w*|carr(?:y|ied) out|realiz\w*|launch\w*|establish\w*|set up|achiev\w*|popularized|complet\w*|buil[dt]|equip\w*|extend\w*|expand\w*|connect\w*|used|applied|adopted|installed|promoted)\b[^,;]*$",
    re.I,
)


def _is_soft(read: ReadSentence, start: int, end: int) -> bool:
    """Whether the words only ask; what must be set up by a day is a target."""
    found = _SOFT.search(read.text, start, end)
    return found is not None and not (read.times and _MUST_BE_DONE.match(read.text, found.start()))


def find_coverage(read: ReadSentence) -> Iterator[tuple[int, int, str]]:
    """Start and end of the words of coverage, and what is covered ("" where the words do not say)."""
    for match in _FULL.finditer(read.text):
        yield match.start(), match.end(), ""
    for match in _ALL_DONE.finditer(read.text):
        if not _SOFT.search(read.text, *read.clause(match.start())):
            yield match.start("all"), match.end("all"), match["what"]
    for match in _ALL.finditer(read.text):
        start, end = read.clause(match.start())
        what = match["what"]
        if (
            _FULL.search(read.text, start, end)
            or not _ALL_OF.search(what[:70])
            or _is_soft(read, match.start(), end)
            or _REPORTS.search(read.text, match.start(), end)
        ):
            continue
        ahead = read.text[start : match.start()]
        if re.search(r"\b(?:are|is|be) $", ahead):
            continue
        if _TAKEN_UP.search(ahead):
            yield match.start(), match.start("what"), what
            continue
        if _PREPOSITION.search(ahead) and not (_WITHIN.search(ahead) and _DONE.search(ahead) and read.times):
            continue
        if not re.search(r"\d ?%", ahead):
            yield match.start(), match.start("what"), what
