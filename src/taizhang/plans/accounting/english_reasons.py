"""Why a mention in English is no field: the signs of each reason, the surest first."""

from __future__ import annotations

import re

from taizhang.model.words.english import ORDINALS
from taizhang.plans.accounting.mentions import MentionKind
from taizhang.plans.accounting.parts import Part, PartWords
from taizhang.plans.accounting.reasons import Reason
from taizhang.plans.accounting.seen import Seen, sign

DUTY, NUMBER, TIME = MentionKind.DUTY, MentionKind.NUMBER, MentionKind.TIME

ENGLISH_PARTS = PartWords(
    closing=re.compile(
        r"(?:[IVX\d]{1,4}[.,)] ?|\(\w+\) ?|\w+, )?(?:work requirements|safeguard|guarantee|organizational|organization and implementation|"
        r"strengthen(?:ing)? (?:the )?(?:organization|leadership)|implementation requirements)",
        re.IGNORECASE,
    ),
    annex=re.compile(r"(?:annex|attachment|appendix|notes?)\b", re.IGNORECASE),
    page=re.compile(
        r"copyright|related (?:news|reading|links)|editor|source:|previous|next article|share (?:to|on)|print this|scan the|all rights reserved|contact us|icp",
        re.IGNORECASE,
    ),
)
_PAGE_LINE = re.compile(
    r"\b(?:author|time|source|published|editor|views?|release date|hits|tel|fax|e-?mail)\b ?[:：]",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[\"“][^\"“”]*(?:[\"”]|$)|《[^《》]*》")
_ORDINAL = "|".join(ORDINALS)
_YEARED = "(?:19|20)\\d\\d"
_NOUNS_OF_A_YEAR = "plan|key|work|budget|edition|version|standard|assessment|list|catalog"

_HELD = re.compile(
    r"\b(?:(?:not|no) (?:less|more|fewer|lower|higher) than|at least|reach(?:es|ed|ing)?|more than|exceed(?:s|ed|ing)?|increased? (?:to|by)|"
    r"reduced? to|controlled (?:at|within|below)|account(?:s|ed|ing)? for|rose to|raised? to)(?: (?:the|more than|level|about))? ?$",
    re.IGNORECASE,
)
_HELD_BEHIND = re.compile(
    r"(?: \w+)? ?(?:or (?:more|above|higher|less|below)|and (?:above|below))", re.IGNORECASE
)
_NOT_HELD = re.compile(
    r" ?(?:yuan|years? old|years of age)|-level| -level| level| an? (?:year|month|day|hour)\b", re.IGNORECASE
)

_NAMED_BEFORE = re.compile(r"\b(?:aged|age of|levels?|grades?|class) ?$", re.IGNORECASE)

_SIGNS = (
    sign(Reason.CITED, (NUMBER, TIME), before=r"[\[(〔]", words=f"{_YEARED}.*", after=r"[\])〕]"),
    sign(Reason.CITED, NUMBER, before=r"\bNo\. ?|\bdocument (?:no\. ?)?"),
    sign(Reason.CITED, TIME, words=f"{_YEARED}.*", after=" (?:edition|version)"),
    sign(Reason.NUMBERING, NUMBER, words=f"{_ORDINAL}", after=","),
    sign(Reason.NUMBERING, NUMBER, before=r"(?:annex|attachment|appendix|table|item|\() ?", words=r"\d{1,2}"),
    sign(Reason.NAME, NUMBER, words=r"\d+\+.*|.*\+\d+"),
    sign(Reason.NAME, NUMBER, after=r"\+| ?-?in-?one| ?- ?(?:stop|star|dimensional|way|medical|tier(?:ed)?|pronged)|[A-Z]\b"),
    sign(Reason.NAME, NUMBER, before=r"[A-Za-z]-?|\+ ?"),
    sign(Reason.NAME, NUMBER, words="two|three|four|five", after=r" (?:medicals?|medicines|guarantees|linkages?)\b"),
    sign(Reason.CONDITION, NUMBER, words="half", after=r" an? (?:year|month|day|hour)\b"),
    sign(Reason.ORDINAL, NUMBER, after=r"(?:st|nd|rd|th)\b"),
    sign(Reason.NAME, TIME, words=r".*five[- ]year.*"),
    sign(Reason.LEVEL, NUMBER, after=r"[- ]*(?:and \w+ ?)?[- ]*(?:level|grade|class|tier|line)"),
    sign(Reason.LEVEL, NUMBER, before=r"(?:levels?|grades?|class|tier|category|type) ?"),
    sign(Reason.ORDINAL, NUMBER, before=r"\btop "),
    sign(Reason.ORDINAL, NUMBER, words=f"{_ORDINAL}"),
    sign(Reason.CONDITION, (NUMBER, TIME), words=r".*(?:old|ages?)", after=".*"),
    sign(Reason.CONDITION, (NUMBER, TIME), before=r"\b(?:aged?|over the age of|under the age of) (?:of )?", after=".*"),
    sign(Reason.CONDITION, NUMBER, before=r"\b(?:per|every|each) (?:\w+ )?"),
    sign(Reason.CONDITION, TIME, words=r"(?:\d+|one|two|three|four|five|six|seven|ten|twelve|several)[ -]*(?:years?|months?|weeks?|days?|hours?|minutes?).*"),
    sign(Reason.POLICY, NUMBER, after=r" ?(?:million |billion )?(?:yuan|RMB)"),
    sign(Reason.POLICY, NUMBER, words=r".*(?:%|percent)", before=r"[^.;]*\b(?:reimburs\w+|subsid\w+|pa(?:y|id|yment)|premium|deductible|standard|price|rate of return|markup|fee)\b[^.;]*"),
    sign(Reason.PAST, NUMBER, before=r"\bfrom |\b(?:has been|have been|already|currently|existing|original) [^.;,]{0,20}"),
    sign(Reason.PAST, TIME, words=r".*\b(?:last|previous|past)\b.*"),
    sign(Reason.MISSED, TIME, words=r".*\b(?:each|every)\b.*|quarterly|monthly|half-yearly", before=r"\breport\b[^.;]*"),
    sign(Reason.FREQUENCY, TIME, words=r".*\b(?:each|every|per)\b.*|annual(?:ly)?|yearly|quarterly|monthly|daily|weekly|half-yearly"),
    sign(Reason.FREQUENCY, TIME, before=r"\ba ", words=r".*"),
    sign(Reason.EVENT, TIME, before=r"\b(?:since|from|after|starting|beginning)(?: in| from| the)? "),
    sign(Reason.EVENT, TIME, words=f"{_YEARED}", after=rf" (?:\w+ ){{0,4}}?(?:{_NOUNS_OF_A_YEAR})"),
    sign(Reason.MISSED, TIME, words=r"(?:end of|during|within) .*"),
    sign(Reason.EVENT, TIME, words=r".*\b(?:this|the|same|current|whole|next|that) (?:year|month|day|week|quarter)s?"),
    sign(Reason.VAGUE, NUMBER, words=r"one|hundreds?|thousands?|dozens?|million|billion|half|double[ds]?|triple[ds]?"),
    sign(Reason.VAGUE, NUMBER, after=r" (?:\w+ )?(?:aspects?|parts?|sides?|links?|dimensions?|channels?|categories|types?|kinds?|types of)\b"),
    sign(Reason.RELATIVE, NUMBER, words=r"all|full(?:y)? cover.*"),
)  # fmt: skip


def english_reason(seen: Seen) -> Reason:
    """The one reason why no field holds the mention."""
    if seen.repeated and seen.part is not Part.TASK:
        return Reason.REPEATED
    if seen.part is Part.PAGE or (seen.part is not Part.TASK and _PAGE_LINE.search(seen.sentence)):
        return Reason.PAGE
    if seen.opens_item:
        return Reason.NUMBERING
    if seen.kind is not DUTY and _quoted(seen):
        return Reason.NAME
    if seen.part is Part.ANNEX:
        return Reason.ANNEX
    if seen.kind is TIME and (year := re.match(_YEARED, seen.words)) and int(year[0]) < seen.year:
        return Reason.PAST
    if seen.kind is NUMBER and seen.part in (Part.TASK, Part.OPENING, Part.BETWEEN) and _is_held(seen):
        return Reason.MISSED
    found = next((one.reason for one in _SIGNS if one.fits(seen)), None)
    return found or _by_part(seen)


def _is_held(seen: Seen) -> bool:
    """Whether words right beside the number hold something to it; an age or a sum of money only says of whom."""
    if _NOT_HELD.match(seen.after) or _NAMED_BEFORE.search(seen.before):
        return False
    return bool(_HELD.search(seen.before) or _HELD_BEHIND.match(seen.after))


def _quoted(seen: Seen) -> bool:
    return any(
        held.start() < seen.start and seen.end <= held.end() for held in _QUOTES.finditer(seen.sentence)
    )


def _by_part(seen: Seen) -> Reason:
    if seen.part is Part.CLOSING:
        return Reason.CLOSING
    if seen.part is Part.HEAD:
        return Reason.PAGE
    if seen.kind is DUTY and not seen.in_clause:
        return Reason.SPOKEN_DUTY if seen.part is Part.TASK else Reason.PRINCIPLE
    if (
        seen.kind is DUTY
        or seen.kind is TIME
        or not re.fullmatch(r"\d+", seen.words)
        or re.match(r" [a-z]", seen.after)
    ):
        return Reason.MISSED
    return Reason.PRINCIPLE if seen.part is Part.OPENING else Reason.OTHER
