"""The head of a translated notice: title, whose plan, year, issuer, number, date."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from taizhang.model.words.english import FIVE_YEAR_PLANS, MONTHS, PLAN_WORDS, PROVINCES
from taizhang.plans.draft import Head
from taizhang.plans.english.titles import read_title
from taizhang.plans.squeezed import Squeezed, Stretch

_PLAN = re.compile(rf"\b(?:{PLAN_WORDS})\b", re.I)
_LETTER = re.compile(
    r"\b(?:notice|circular|letter|printing and distributing|printing and issuing|issuing|issued|forwarding)\b",
    re.I,
)
_LEVELS = {
    "province": "province", "provincial": "province", "autonomous region": "province", "city": "city", "municipality": "city", "municipal": "city", "state": "city",
    "autonomous prefecture": "city", "prefecture": "city", "league": "city", "county": "county", "autonomous county": "county",
    "district": "county", "banner": "county", "new area": "county",
}  # fmt: skip
_KIND = r"(?P<level>Autonomous Region|Autonomous Prefecture|Autonomous County|Provincial|Province|Municipality|Municipal|City|Prefecture|State|League|County|District|Banner|New Area)"
_WORD = r"(?!(?:The|Of|In|On|And|All|Each|Deepening|Deepen|Deepens|Promot\w+|Notice|Government|Governments|People's|General|Office|Reform|Health|Medical|Key|Work|Tasks?|Further|Leading|Central|Provincial|Municipal|Urban|Tight|Close|Compact|Knit|Building|Strengthening|Printing|Issuing|National|Distributing|Smart|Healthy|Party|Various|Every|Relevant|Our|This|System|Implementation|Plan|Development|Municipality)\b)[A-Z][a-z'’]+"
_PLACE = re.compile(
    rf"\b(?P<place>(?P<name>{_WORD}(?: {_WORD}){{0,2}} and {_WORD}(?= Autonomous )|{_WORD}(?: {_WORD}){{0,3}}) {_KIND})\b(?! (?:Council|Administration|level))"
)
_BARE_PROVINCE = re.compile(r"\b(?:" + "|".join(PROVINCES) + r")\b")
_NATION = re.compile(
    r"\b(?:State Council|People's Republic of China|National Health (?:and Health |and Family Planning )?Commission)\b"
)
_UNIT_LEVELS = (
    ("province", "provincial|autonomous region"), ("city", "municipal|prefecture"), ("county", "county (?:health|finance|party|medical|people's)|district (?:health|finance|party|medical)"),
    ("national", "National Health|Ministry of"),
)  # fmt: skip
_CITIES = ("Beijing", "Tianjin", "Shanghai", "Chongqing")
_NUMBER = re.compile(
    r"^(?:(?:document|issue|text|reference|file|issuing)? ?(?:no\.?|number|size)[:：]? ?)?"
    r"(?P<number>[A-Z][\w' ]{1,60}? ?[\[(〔【（][ ]?20\d\d ?[\])〕】）] ?(?:No\.? ?|Number )?\d{1,4}(?: ?No\.?)?"
    r"|No\.? ?\d{1,4} ?[\[(〔（]20\d\d[\])〕）](?: (?:of|issued by) [\w' ]{3,80})?"
    r"|[A-Z][\w' ]{1,60}? No\.? ?\d{1,4} ?[\[(〔（]20\d\d[\])〕）])\.?$",
    re.I,
)
_BRACKETED_YEAR = re.compile(r"[\[(〔（](20\d\d)[\])〕）]")
_DATE = re.compile(
    rf"(?<!before )(?<!by )(?<!until )\b(?P<month>{'|'.join(MONTHS)})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)? ?,? (?P<year>20\d\d)\b"
    rf"|(?<!before )(?<!by )(?<!until )\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{'|'.join(MONTHS)}) ?,? (?P<year2>20\d\d)\b",
    re.I,
)
_PAGE = re.compile(
    r"\btime\b|\bpublish|\brelease|\bposted|\bviews?\b|\bsource\b|\bupdate|\bauthor|\beditor|\bdate ?[:：]|^date\b|\bcurrent(?:ly)? (?:location|position)|>",
    re.I,
)
_OFFICE = re.compile(
    r"\b(?:Government|Office|Commission|Group|Bureau|Department|Committee|Council|Secretariat|Ministry)\b|\bPeople's Government of\b",
    re.I,
)
_DRAFT = re.compile(
    r"draft for (?:comments?|soliciting|opinions?|solicitation)|\b(?:solicit\w+|seeking|request\w*|public) (?:for )?(?:public )?(?:opinions|comments)|\(draft\)|exposure draft|consultation draft|opinion draft",
    re.I,
)
_NUMBERED = re.compile(r"[\"“(\[]|\d{1,2}[.,] |[IVX]{1,5}[.,] |\w+, |chapter |part |annex|attachment", re.I)
_QUOTED = re.compile(r"[\"“][^\"“”]{0,260}[\"”]")
_FRONT = 8000  # characters: what stands further on is no head
_WHOLE = 60_000
_LONGEST_TITLE = 260


def read_head(source: Squeezed, first_task: int) -> Head:
    """What the document says of itself."""
    front = Stretch(source, 0, min(first_task, _FRONT))
    blocks = [
        line.part(0, min(len(line), front.end - line.start))
        for line in source.lines()
        if line.start < front.end
    ]
    lines = [block.text for block in blocks]
    title, starts_at = read_title(blocks)
    issuer = _read_issuer(lines)
    place, level, canonical = _read_place(title, issuer, lines)
    level = level or _level_of_units(source.text)
    number = next(
        (found["number"] for line in _joined(lines) if (found := _NUMBER.match(line.strip(" ()")))), ""
    )
    issued = _read_date(lines) or _signed(source, first_task)
    year = _read_year(title, number, issued, front.text, source.text[:_WHOLE])
    stated = bool(re.search(r"20\d\d", title) or issued or number)
    return Head(
        title=title, place=place, level=level, year=year, canonical=canonical, issuer=issuer, number=number, issued_on=issued,
        year_from="stated" if stated else "cited",
        draft=bool(_DRAFT.search(title) or any(_DRAFT.search(line) and len(line) < 200 for line in lines)),
        starts_at=min(starts_at, front.end),
    )  # fmt: skip


def _joined(lines: list[str]) -> list[str]:
    """Each line, and each pair where a number is broken off (… [2031] No. / 20)."""
    pairs = [
        f"{one} {after}"
        for one, after in pairwise(lines)
        if re.search(r"(?:No\.?|[\])〕])$", one) and len(one) < 80
    ]
    return [*lines, *pairs]


def _read_issuer(lines: list[str]) -> str:
    """The office that signs above its date; else the one that the notice names."""
    for position, line in enumerate(lines):
        found = _DATE.search(line)
        if not found or _PAGE.search(line):
            continue
        before = line[: found.start()].strip(" ,")
        signed = re.sub(r" on$", "", before) if before else (lines[position - 1] if position else "")
        if signed and len(signed) < 160 and _OFFICE.search(signed) and not signed.endswith((":", ".", "：")):
            return signed.strip(" ,")
    notices = (
        re.search(
            r"^(?:Notice of |Circular of )?(?P<office>(?:the )?.{3,140}?) (?:on|regarding|concerning) (?:the )?(?:printing|issuing|forwarding|distribut)",
            line,
            re.I,
        )
        for line in lines
    )
    named = next((found["office"] for found in notices if found and _OFFICE.search(found["office"])), "")
    return re.sub(r"^(?:Notice|Circular) of ", "", named)


def _read_place(title: str, issuer: str, lines: list[str]) -> tuple[str, str, str]:
    """The place that title, issuer or letter name, its level and, for a province, its Chinese name."""
    addressed = next(
        (
            line
            for line in lines
            if re.match(r"(?:The )?people's governments? of (?:all |the )?provinces", line, re.I)
        ),
        "",
    )
    for text in (title, issuer, *lines[:12]):
        if (text is not title and (_NATION.search(_QUOTED.sub("", text)) and not _PLACE.search(text))) or (
            text is title and addressed
        ):
            return "China", "national", "全国"
        named = list(_PLACE.finditer(text))
        if named:
            return _of(max(named, key=lambda one: sum(one["name"] in line for line in lines)))
        bare = _BARE_PROVINCE.search(text)
        if bare and not _PAGE.search(text):
            full = (
                found
                for line in lines
                for found in _PLACE.finditer(line)
                if found["name"].startswith(bare[0])
            )
            canonical = PROVINCES[bare[0]]
            name = f"{bare[0]} Province" if canonical.endswith("省") else bare[0]
            return next((_of(found) for found in full), (name, "province", canonical))
    return "", "", ""


def _level_of_units(text: str) -> str:
    """The level that most units of the document carry, where its head is not printed."""
    counts = {
        level: len(re.findall(rf"\b(?:{words})\b", text[:_WHOLE], re.I)) for level, words in _UNIT_LEVELS
    }
    return max(counts, key=lambda level: counts[level]) if any(counts.values()) else ""


def _of(found: re.Match[str]) -> tuple[str, str, str]:
    name, kind = found["name"].replace("’", "'"), found["level"]
    region = next(
        (one for one in PROVINCES if name == one or (kind == "Autonomous Region" and name.startswith(one))),
        "",
    )
    noun = {"Municipal": "City", "Provincial": "Province"}.get(kind)
    place = f"{found['name']} {noun}" if noun else found["place"]
    if (
        region and kind in ("Province", "Provincial", "Autonomous Region", "Municipality")
    ) or name in _CITIES:
        return place, "province", PROVINCES.get(region or name, "")
    return place, _LEVELS[kind.lower()], ""


def _read_year(title: str, number: str, issued: date | None, front: str, whole: str) -> int | None:
    """The year of the title; of a title that plans several years, and of one without, the year of the notice."""
    years = [int(year) for year in re.findall(r"\b(20\d\d)\b", title)]
    if len(years) == 1:
        return years[0]
    bracketed = _BRACKETED_YEAR.search(number)
    if bracketed:
        return int(bracketed[1])
    if issued:
        return issued.year
    if years:
        return years[0]
    period = re.search(r"\b(\d\dth|\w+teenth) five ?- ?year", title, re.I)
    if period and period[1].lower() in FIVE_YEAR_PLANS:
        return FIVE_YEAR_PLANS[period[1].lower()]
    bare = (_QUOTED.sub("", text) for text in (front, whole))
    cited = (found for text in (*bare, front) if (found := re.search(r"\b(20\d\d)\b", text)))
    return next((int(found[1]) for found in cited), None)


def _signed(source: Squeezed, first_task: int) -> date | None:
    """The last line after the tasks that holds nothing but a date."""
    lines = [line.text for line in source.lines() if line.start > first_task and len(line) < 24]
    return next(
        (
            day
            for line in reversed(lines)
            if _DATE.fullmatch(line.strip(" .()")) and (day := _read_date([line]))
        ),
        None,
    )


def _read_date(lines: list[str]) -> date | None:
    """The date under the letter: the first that stands alone in its line, else the first outside the page's own lines."""
    dated = [(line, found) for line in lines if (found := _DATE.search(line)) and not _PAGE.search(line)]
    alone = [found for line, found in dated if len(line) - len(found[0]) < 8]
    for found in (*alone, *(one for line, one in dated if len(line) < 400)):
        month, day, year = (found[name] or found[f"{name}2"] for name in ("month", "day", "year"))
        try:
            return date(int(year), MONTHS.index(month.capitalize()) + 1, int(day))
        except ValueError:
            continue
    return None
