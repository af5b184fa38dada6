"""A sentence as its numbers are read: quotations, times and what is past blotted out at the same length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.model.words.english import MONTHS
from taizhang.plans.draft import Timed
from taizhang.plans.squeezed import Stretch

QUOTED = re.compile(r"\"[^\"]{0,260}\"|“[^”]{0,260}”|《[^》]{0,260}》")
_DATE = re.compile(
    rf"\b(?:{'|'.join(MONTHS)}) \d{{1,2}}(?:,? 20\d\d)?\b|\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b"
)
_ASIDE = re.compile(r"\([^()]{0,200}\)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_PIECE = re.compile(r"[^,;，；]+")
_NAMED_YEAR = re.compile(
    r"\b(?:in|by|at|as of|end of|of|during|since|until)(?: the)?(?: end of)? (20\d\d)\b", re.I
)
_COMPARED = re.compile(
    r"\b(?:compared|than|from|over|on the basis|relative|higher|lower|increase|decrease|drop|year-on-year)\b",
    re.I,
)
_GONE_BY = re.compile(
    r"(?<!over )(?<!than )(?<!with )(?<!from )(?<!of )(?<!on )(?<!to )\b(?:last year|the previous year)\b|\b(?:at present|currently|so far|up to now|until now|to date|by now|in recent years|in the past|over the past|(?:has|have) already|already|originally|at the end of last year)\b",
    re.I,
)
_AIMS = re.compile(
    r"\b(?:will|shall|should|must|strive\w*|aim\w*|plan to|to be|ensure|increase to|raise|this year)\b", re.I
)
_BASES = re.compile(
    r"\bon the basis of (?:the )?[^,;]{0,40}?\d[\d.]* ?%|\bfrom (?:the )?(?:current |original |existing )?[^,;]{0,30}?(?=(?:,? ?(?:in|of) 20\d\d)? (?:in 20\d\d )?to (?:more than |over |about |no less than |above )?\d)"
    r"|\b(?:compared|relative) (?:with|to) [^,;]*",
    re.I,
)
BLOT = "_"


@dataclass(frozen=True)
class ReadSentence:
    """A sentence with what holds no target blotted out, and the times in it."""

    stretch: Stretch
    text: str
    times: tuple[Timed, ...]

    def clause(self, at: int) -> tuple[int, int]:
        """The part between commas that holds a position."""
        start = max(self.text.rfind(mark, 0, at) for mark in ",;") + 1
        ends = (self.text.find(mark, at) for mark in ",;.")
        return start, min(
            (end for end in ends if end >= 0 and not self.text[end + 1 : end + 2].isdigit()),
            default=len(self.text),
        )

    def segment(self, at: int) -> tuple[int, int]:
        """The part between semicolons that holds a position."""
        end = self.text.find(";", at)
        return self.text.rfind(";", 0, at) + 1, end if end >= 0 else len(self.text)

    def place(self, timed: Timed) -> tuple[int, int]:
        """Where a time stands in the sentence."""
        return timed.printed.start - self.stretch.start, timed.printed.end - self.stretch.start


def read_sentence(sentence: Stretch, times: tuple[Timed, ...], year: int) -> ReadSentence:
    text = sentence.text.translate({ord("，"): ",", ord("；"): ";"})
    past = list(_past(text, year))
    text = QUOTED.sub(_blot, text)
    text = _DATE.sub(_blot, text)
    text = _BASES.sub(_blot, text)
    text = _THOUSANDS.sub("'", text)
    text = _ASIDE.sub(lambda aside: aside[0].replace(",", "·").replace(";", "·"), text)
    spans = [(timed.printed.start - sentence.start, timed.printed.end - sentence.start) for timed in times]
    for start, end in (*spans, *past):
        text = text[:start] + BLOT * (end - start) + text[end:]
    return ReadSentence(sentence, text, times)


def _blot(found: re.Match[str]) -> str:
    return BLOT * len(found[0])


def _past(text: str, year: int) -> Iterator[tuple[int, int]]:
    """What has been reached: it holds until the next stop, aim or time to come."""
    past = False
    for found in _PIECE.finditer(text):
        piece, start = found[0], found.start()
        past = past and text[start - 1] not in ";；"
        years = [int(one[1]) for one in _NAMED_YEAR.finditer(piece)]
        opens = bool(_GONE_BY.search(piece)) or (
            any(one < year for one in years) and not _COMPARED.search(piece)
        )
        if opens and not any(one >= year for one in years):
            past = True
        elif _AIMS.search(piece) or any(one >= year for one in years):
            past = False
        if past and not (opens and _AIMS.search(piece)):
            yield start, found.end()
