"""Amounts: figures and words that count or measure, with their unit; names, conditions and prices are none."""

from __future__ import annotations

import re
from decimal import Decimal

from taizhang.model.plan import Comparator
from taizhang.model.words.english import COUNTED, INSTITUTIONS, NUMBERS, PLACES, SCALES
from taizhang.plans.english.comparators import comparator_of
from taizhang.plans.english.counted import EACH, Amount, counted_noun, per_what, unit_of_share
from taizhang.plans.english.reading import ReadSentence
from taizhang.plans.english.spoken_amounts import spoken_amounts

_FIGURE = r"\d{1,3}(?:'\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORDS = "|".join(sorted((*NUMBERS, "hundred"), key=len, reverse=True))
_SPELT = rf"(?:{_WORDS})(?:(?: ?- ?| | and )(?:{_WORDS})\b)*"
_SHARE = r"(?: ?-? ?(?:%|percentage points?\b|percent\b|per cent\b|‰))"
_FRONT = r"(?<!\d:)(?<![\w.$¥€'\[+/])(?<![A-Za-z]-)(?<![A-Za-z] -)(?<!\d-)"
_LOW = rf"(?P<low>{_FIGURE}|\b{_SPELT})(?P<low_share>{_SHARE})?"
_REST = (
    rf"(?P<share>{_SHARE})?(?P<scale> (?:hundred thousand|thousand|million|billion)\b)?"
    r"(?P<over> ?(?:/|per|out of(?: every)?) ?(?P<whole>100'000|10'000|1'000|(?:one )?hundred thousand|ten thousand|thousand|mille)\b(?! (?:permanent |resident |registered )?(?:population|people|persons|residents|inhabitants)))?"
)
_TO = r" ?(?:-|–|—|~|to) ?"
_SPELT_TO = rf"(?:(?<=[a-z]) (?:to|or) (?={_SPELT}))"  # two to three, one or two
_NUMBER = re.compile(
    rf"{_FRONT}{_LOW}(?:(?:(?<!point)(?<!points){_TO}(?P<high>{_FIGURE})|{_SPELT_TO}(?P<spelt>{_SPELT})\b)(?! ?-? ?(?:level|year)))?{_REST}",
    re.I,
)
_BETWEEN = re.compile(rf"(?<=\bbetween ){_LOW} ?and (?P<high>{_FIGURE}){_REST}", re.I)
_NAME_AFTER = re.compile(
    r"(?:[A-Za-z]|\.\d| ?[+×*]| ?-? ?(?:level|round|grade|tier|class|star|stop|in-one|in -one|dimensional|way|pronged)s?\b(?! of)| ?- ?[a-z]+\b(?<!level)|-|%)"
    r"|th\b|st\b|nd\b|rd\b| ?(?::|：) ?\d",
    re.I,
)
_NO_COUNT = re.compile(
    r"^ ?(?:yuan|RMB|cents?\b|o'clock|hand\b|side\b|side\b|and (?:third|second)\b|of (?:them|which|these)\b(?! are| reach)|major\b|big\b|great\b|hotline\b|aspects?\b|sides\b|permits?\b|unification\w*|combination\w*|(?:medical )?linkage)"
    r"|^[)]",
    re.I,
)
_MONEY = re.compile(r" ?(?:yuan|RMB)\b", re.I)
_HELD_DOWN = re.compile(r"\b(?:reduc\w*|control\w*|lower\w*|dropp?\w*|compress\w*)\b[^,;]*$", re.I)
_SPAN = re.compile(
    r"^ ?-? ?(?:(?:consecutive |working |calendar )?(?:years?|months?|days?|hours?|minutes?|weeks?|seconds?))\b",
    re.I,
)
_MEASURED = re.compile(
    r"\b(?:average|mean|expectancy|length of|stay|hospital\w* days?|bed days?|waiting|response|turnaround|duration|cycle)\b",
    re.I,
)
_OLD = re.compile(
    r"^ ?(?:[-–to]+ ?\d+ ?)?-? ?(?:years?|months?)(?: ?-? ?(?:old|of age)|,? (?:and|or) (?:above|older|over|below|under|younger))",
    re.I,
)
_NAME_BEFORE = re.compile(
    r"(?:\bNos?\.?|\bArticles?|\bChapter|\bPhase|\bbatch|\bage[ds]?|\bages? of|\bversion|\btop|\bone-|\bper|\bCOVID ?-?|\+|\btype|\bclass|\bgrades?|\bAnnex|\bAttachment|\bTable|\bitem|\bstage|"
    r"\b(?:browse|browsing|views|hits|reads|clicks) ?[:：]|\bhotline|\bcategory|\bstep|\bfirst|\blast|\bnext|\bpast|\brecent|\bprevious|\banother|\bevery|\bP|\blevels?|\btel\w*|\b(?:in|by|of|since|from|before|after|year|until|to|and|for)(?= (?:19|20)\d\d$)) ?$",
    re.I,
)
_AGED = re.compile(
    r"\b(?:people|persons|residents|children|elderly|adults|women|men|population|those|patients|aged?)(?: (?:who are|aged))? (?:over|under|above|below|between|aged)(?: the age of| age)? ?$",
    re.I,
)
_CONDITION = re.compile(
    r"(?<!equipped )(?<!staffed )(?<!provided )(?<!established )\b(?:with|having|serving|of) (?:more than|over|less than|fewer than|at least) $"
    r"|\b(?:those|who|whoever|anyone) (?:with|have|has|having|whose|score) [^,;]{0,24}$",
    re.I,
)
_SCHEME = re.compile(
    r"^(?: \w+){0,3}? (?:tasks?|actions?|measures?|systems?|policies|principles|requirements)\b", re.I
)
_EXPECTED = re.compile(r"\bexpectancy\b[^,;]*$", re.I)
_HELD_BETWEEN = re.compile(r"\b(?:controlled|kept|maintained|stabili[sz]ed|remains?) between $", re.I)
_CHOSEN = re.compile(r"\b(?:select|choose|cultivate|develop|create|build|form|add|train|launch) $", re.I)
_SET_UP = re.compile(
    r"\b(?:build|establish|create|set up|construct|form|cultivate|found|open)(?: up)? $", re.I
)
_WHOLES = {
    "thousand": "1,000",
    "mille": "1,000",
    "ten thousand": "10,000",
    "hundred thousand": "100,000",
    "one hundred thousand": "100,000",
}
_YEAR = re.compile(r"(?:19|20)\d\d$")


def read_amounts(read: ReadSentence) -> list[Amount]:
    """Every amount of the sentence in its order."""
    found = list(spoken_amounts(read))
    between = list(_BETWEEN.finditer(read.text))
    taken = {at for one in found for at in range(one.start, one.end)} | {
        match.start("high") for match in between
    }
    taken |= {match.start() for match in between}
    found += [amount for match in between if (amount := _amount(read, match))]
    for match in _NUMBER.finditer(read.text):
        if match.start() not in taken and (amount := _amount(read, match)):
            found.append(amount)
    return sorted(found, key=lambda one: one.start)


def _amount(read: ReadSentence, match: re.Match[str]) -> Amount | None:
    text = read.text
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 200]
    sign = comparator_of(before, after)
    share = match["share"] or match["low_share"] or ""
    low = _value(match["low"], match["scale"])
    if low is None:
        return None
    upper = match["high"] or match.groupdict().get("spelt")
    high = _value(upper, match["scale"]) if upper else None
    if not share and not _counts(read, match, sign, before, after):
        return None
    clause = read.clause(match.start())
    unit = (
        unit_of_share(share)
        if share
        else _over(match) or counted_noun(after, text[clause[0] : match.start()])
    )
    per = per_what(text, clause) if unit not in ("%", "percentage points", "‰") and not match["over"] else ""
    return Amount(
        match.start(),
        match.end(),
        low,
        high,
        unit,
        sign,
        per,
        bool(share),
        sign is None and not share and bool(_SCHEME.match(after)),
    )


def _value(written: str, scale: str | None) -> Decimal | None:
    """The number with its scale: 1.2 million is 1200000, twenty-five is 25."""
    if written[0].isdigit():
        value = Decimal(written.replace("'", ""))
    else:
        value = Decimal(0)
        for word in re.findall(r"[a-z]+", written.lower()):
            if word == "hundred":
                value = (value or Decimal(1)) * 100
            else:
                value += NUMBERS.get(word, 0)
    for word in (scale or "").split():
        value *= SCALES[word.lower()]
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1))
    return value or (Decimal(0) if written == "0" else None)


def _counts(
    read: ReadSentence, match: re.Match[str], sign: Comparator | None, before: str, after: str
) -> bool:
    """Whether a number without a share counts or measures something."""
    if _NAME_AFTER.match(after) and not match["over"]:
        return False
    if _MONEY.match(after):
        return sign is not None and bool(_HELD_DOWN.search(before))
    if (
        _NO_COUNT.match(after)
        or _NAME_BEFORE.search(before)
        or _AGED.search(before)
        or (_OLD.match(after) and not _EXPECTED.search(before))
        or _CONDITION.search(before)
    ):
        return False
    if after.startswith(" square"):
        return sign is not None
    if match.re is _BETWEEN and _HELD_BETWEEN.search(before):
        return True
    if _SPAN.match(after):
        start, end = read.clause(match.start())
        return sign is not None and bool(_MEASURED.search(read.text[start:end]))
    if (
        _YEAR.match(match["low"])
        and not match["scale"]
        and (not match["low"].endswith("00") or not re.match(r" [a-z]", after))
    ):
        return False
    if match["low"] in ("110", "119", "120") and re.match(
        r" (?:emergency|first[- ]aid|dispatch|call|ambulance|platform)", after
    ):
        return False
    if not match["low"][0].isdigit():
        return _spelt_counts(read, match, sign, before, after)
    return bool(sign) or bool(re.match(r" ?[A-Za-z(\"“_]", after)) or bool(match["over"])


def _spelt_counts(
    read: ReadSentence, match: re.Match[str], sign: Comparator | None, before: str, after: str
) -> bool:
    """A number in words counts institutions and the like, never a manner of speaking (one plan and two roads)."""
    if sign:
        return not re.match(r" (?:aspects?|stop|hand|side|time|step)\b", after)
    noun = re.match(
        rf" (?:(?!and\b|or\b|is\b|are\b|to\b)[\w'-]+ ){{0,5}}?(?:[\w-]*(?:{INSTITUTIONS})|{COUNTED}|{PLACES})"
        rf"| (?:national|provincial|municipal|regional|county|city)(?:[ -]+level)?,? (?:and )?(?:\d|(?:{_WORDS})\b)",
        after,
        re.I,
    )
    if match.groupdict().get("spelt") and _CHOSEN.search(before):
        return True
    if match["low"].lower() == "one" and not match.groupdict().get("spelt"):
        start, end = read.clause(match.start())
        return bool(noun and (EACH.search(read.text, start, end) or _SET_UP.search(before)))
    return bool(noun) and not re.search(
        r"\b(?:third|second|these|those|other|subsequent|previous|(?<!all )the) ?-? ?$", before, re.I
    )


def _over(match: re.Match[str]) -> str:
    if not match["over"]:
        return ""
    whole = _WHOLES.get(match["whole"].lower(), match["whole"].replace("'", ","))
    return "‰" if whole == "1,000" else f"/{whole}"
