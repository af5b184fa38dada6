"""The head: title, whose plan, year, issuer, number, date; read from what stands before the first task."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from taizhang.model.divisions import divisions
from taizhang.model.region import Region
from taizhang.model.words.blanks import NARROW_SIGNS
from taizhang.model.words.clauses import PLAN_WORDS
from taizhang.plans.chinese.deadlines import PERIOD_ENDS, PLAN_PERIOD
from taizhang.plans.draft import Head
from taizhang.plans.squeezed import Squeezed, Stretch

_ISSUES = re.compile("(?:印发|征求|发布|公布|转发)$")
# 关于进一步深化改革的实施意见 is a title; what a notice issues stands between 关于印发 and 的通知.
_OF_ITS_OWN = re.compile(
    "^关于(?!印发|转发|征求|下达|公布)(?!.*(?:通知|公告|函)$)|^关于(?:做好|开展|抓好|推进|落实)"
)
_CITED = re.compile("根据|按照|落实|依据|依照|贯彻|对照")
_TITLED = re.compile("《(?P<title>[^《》]{6,80})》")
_ABOUT = re.compile(
    "关于(?:印发|转发|征求|下达|公布)?(?P<title>[^《》。]{6,60}?)(?:的通知|的公告|的函|意见的公告|$)"
)
_UNDER_TITLE = re.compile("[(（](?:20\\d\\d[^()（）]{0,12}|征求意见稿|送审稿|草案|试行)[)）]")
_PLAN_WORD = re.compile("|".join(PLAN_WORDS))
_ENDS_AS_PLAN = re.compile(f"(?:{'|'.join(PLAN_WORDS)})(?:[(（〔][^()（）〔〕]{{1,12}}[)）〕])?$")
_PLACE = re.compile(
    "(?P<place>[一-龥]{2,8}?(?P<level>自治区|自治州|特别行政区|地区|省|市|州(?!市)|盟|县|旗|区))(?!域|级|属|直|长|委会)"
)
_NO_NAME = re.compile("[全我本各]|自治区")  # 全市, 我省: a level without its name
_NATION = re.compile("国务院|国家(?:卫生|医疗|发展)|全国")
_NUMBER = re.compile(
    r"^(?:发文字号|文件编号|发文号|文号)?[:：]?(?P<number>[一-龥]{2,16}(?:〔|\[|【|［|[(（])20\d\d(?:〕|\]|】|］|[)）])第?\d{1,4}号)$"
)
_LABELLED_NUMBER = re.compile(
    r"(?:发文字号|文件编号|发文号|文号)[:：]?(?P<number>[一-龥]{2,16}[〔\[【［(（]20\d\d[〕\]】］)）]第?\d{1,4}号)"
)
_YEAR = re.compile(r"(20\d\d)年?")
_BRACKETED_YEAR = re.compile(r"[〔\[(（【](20\d\d)[〕\])）】]")
_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日(?![之以]?前|起)")
_OFFICE = re.compile("(?:委员会|办公室|人民政府|领导小组|办公厅|健康委|保障局|卫健委)$")
_LEVELS = {"省": "province", "自治区": "province", "市": "city", "自治州": "city",
    "州": "city", "地区": "city", "盟": "city",
           "县": "county", "区": "county", "旗": "county"}  # fmt: skip
_DRAFT = re.compile("征求意见稿|草案|送审稿")
_LONGEST_REST = 20  # characters of a title on a second line
_LATEST = 9999  # year: the newest table of places
_LONGEST_PLACE = 16  # characters
_FRONT = 6000  # characters: what stands further on is no head


def read_head(source: Squeezed, first_task: int) -> Head:
    """What the document says of itself; a redacted name is left as the page prints it elsewhere."""
    front = Stretch(source, 0, min(first_task, _FRONT) or min(len(source.text), _FRONT))
    lines = tuple(_blocks(source, front))
    title = _read_title(front.text, lines)
    issuer = _read_issuer(lines)
    place, level = _read_place(title, issuer, lines)
    issued = _read_date(lines) or _read_date(_signature(source, first_task))
    year = _read_year(title, issued, front.text)
    period = PLAN_PERIOD.search(title) if year is None else None
    return Head(
        title=title, place=place, level=level, year=PERIOD_ENDS[period["plan"]] if period else year,
        issuer=_restored(issuer, place), number=_read_number(lines), issued_on=issued,
        year_from="period" if period else _year_from(title, issued, _read_number(lines)),
        draft=bool(_DRAFT.search(title) or any(_DRAFT.search(line) and len(line) < 60 for line in lines)),
        starts_at=_start_of_text(front.text, title),
    )  # fmt: skip


def _blocks(source: Squeezed, front: Stretch) -> Iterator[str]:
    for line in source.lines():
        if line.start >= front.end:
            return
        yield line.text[: front.end - line.start]


def _read_title(text: str, lines: tuple[str, ...]) -> str:
    """The name in 《》 after 印发, else the heading that calls itself a plan."""
    for found in _TITLED.finditer(text):
        quoted = text[max(0, found.start() - 12) : found.start()]
        if not _PLAN_WORD.search(found["title"]) or _CITED.search(quoted):
            continue
        if _ISSUES.search(quoted) or "现将" in quoted:
            return found["title"]
    return _heading(lines)


def _rejoined(lines: tuple[str, ...]) -> Iterator[str]:
    """The lines, each with the next one where the word for a plan, or a bracket, goes on in that."""
    for line, after in zip(lines, (*lines[1:], ""), strict=False):
        yield line + after if _goes_on(line, after) else line


def _goes_on(line: str, after: str) -> bool:
    if len(after) > _LONGEST_REST or re.search("[。，,;；]", line + after):
        return False
    torn = any(word in line[1 - len(word) :] + after[: len(word) - 1] for word in PLAN_WORDS)
    shut = after.endswith((")", "）")) and len(re.findall("[(（]", line)) > len(re.findall("[)）]", line))
    return (torn or shut) and not _PLAN_WORD.fullmatch(after)


def _heading(lines: tuple[str, ...]) -> str:
    """The lines that make up the title: up to three, the last of which holds the word for a plan."""
    for position, line in enumerate(_rejoined(lines)):
        if len(line) > 60 or not _PLAN_WORD.search(line) or re.search("[。，,;；]", line):
            continue
        title = line
        whole = _PLACE.match(line) and _ENDS_AS_PLAN.search(line)
        for before in () if whole else reversed(lines[max(0, position - 2) : position]):
            if (
                (len(before) < 4 and (_PLACE.match(title) or not _PLACE.match(before + title)))
                or len(before) > 40
                or re.search("[:：>＞]|[。，,;；〕号）)]$", before)
                or _OFFICE.search(before)
            ):
                break
            title = before + title
        about = _ABOUT.search(title)
        after = next(iter(lines[position + 1 : position + 2]), "")
        plain = about["title"] if about and not _OF_ITS_OWN.search(about[0]) else title
        return plain + (after if _UNDER_TITLE.fullmatch(after) else "")
    return next((line for line in lines if 4 < len(line) < 60), "")


def _read_issuer(lines: tuple[str, ...]) -> str:
    """Who prints the notice: before 关于印发, or alone on a line."""
    for line in lines:
        before = re.sub("^[^:：]{0,6}[:：]", "", line.partition("关于")[0])
        announces = re.search(
            "关于(?:公开)?(?:印发|转发|下达|征求)|关于.*(?:意见|方案|措施|计划|通知)$", line
        )
        if announces and _OFFICE.search(before) and not re.search("[《，,。]|^(?:为|根据|按照)", before):
            return before
    signed = (line for line in lines if _OFFICE.search(line) and len(line) < 40 and "关于" not in line)
    return next((line for line in signed if not re.search("[，,。:：、_|>]", line)), "")


def _read_place(title: str, issuer: str, lines: tuple[str, ...]) -> tuple[str, str]:
    for text in (title, issuer, *lines):
        opening = re.sub("^(?:20\\d\\d年度?)?(?:关于|中共)?(?:印发|征求)?《?", "", text)
        known = _known_place(opening)
        if known:
            return known.name, known.level.value
        found = _PLACE.match(opening)
        if found and not _NO_NAME.match(found["place"]):
            return found["place"], _LEVELS.get(found["level"], "")
    if any(_NATION.search(text) for text in (title, issuer, *lines[:8])):
        return "全国", "national"
    return "", ""


def _known_place(text: str, inside: str = "") -> Region | None:
    """The place that opens the text, the smaller one where two stand in a row (云岭市河东区)."""
    known = divisions(_LATEST).named
    for end in range(min(len(text), _LONGEST_PLACE), 2, -1):
        here = [
            one for one in known.get(text[:end], ()) if not inside or divisions(_LATEST).lies_in(one, inside)
        ]
        if here:
            return _known_place(text[end:], here[0].code) or here[0]
    return None


def _read_year(title: str, issued: date | None, front: str) -> int | None:
    found = _YEAR.search(title)
    if found:
        return int(found[1])
    if issued:
        return issued.year
    years = [int(year) for year in _BRACKETED_YEAR.findall(front)]
    return max(years, default=None)


def _year_from(title: str, issued: date | None, number: str) -> str:
    return "stated" if issued or _YEAR.search(title) or _YEAR.search(number) else "cited"


def _read_number(lines: tuple[str, ...]) -> str:
    found = (_NUMBER.match(line) or _LABELLED_NUMBER.search(line) for line in lines)
    return next((one["number"] for one in found if one), "")


def _read_date(lines: tuple[str, ...]) -> date | None:
    for line in lines:
        found = _DATE.search(line)
        if found and len(line) <= 40 and not re.search("发布|来源|时间|施行|截止", line):
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                continue
    return None


def _signature(source: Squeezed, first_task: int) -> tuple[str, ...]:
    """The lines after the tasks that hold nothing but a date."""
    lines = (line.text for line in source.lines() if line.start > first_task)
    return tuple(line for line in lines if len(line) <= 12 and _DATE.fullmatch(line))[-1:]


def _restored(issuer: str, place: str) -> str:
    return re.sub("^[(（]略[)）]", place, issuer)


def _start_of_text(text: str, title: str) -> int:
    """After the last place before the first task where the title stands."""
    at = text.translate(NARROW_SIGNS).rfind(title.translate(NARROW_SIGNS)) if title else -1
    return at + len(title) if at >= 0 else 0
