"""Coverage said in words: 全覆盖, 所有…, 全部… are targets of 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from taizhang.model.plan import Comparator
from taizhang.model.words.targets import (
    ALL_VERBS,
    APPROXIMATE,
    ASPIRATIONAL,
    CENTRAL,
    FULL,
    IN_PRINCIPLE,
    INSTITUTIONS,
    MUST,
    NOT_FULL,
    NOT_PLACES,
    PLACES,
)
from taizhang.plans.chinese.ratios import what_over_what
from taizhang.plans.chinese.sentences import MASK, TIME_MASK, pieces
from taizhang.plans.draft import Found
from taizhang.plans.squeezed import Stretch

_FULL = re.compile(f"(?:{FULL})(?!{NOT_FULL})")
_ALL = re.compile("(?P<all>所有|全部)(?P<rest>[^,，;；。]{0,60})")
_VERB = re.compile(ALL_VERBS)
_MUST = re.compile(MUST)
_SET_UP = re.compile(
    "设立|开设|配齐|参加|达到|建成|完成|实现|纳入|全部|均|开通|设置|配备|接入|建立|取消|启用|上线"
)
_ALL_ACT = re.compile(f"[^要应须]{{0,24}}?(?:{INSTITUTIONS}|(?>{PLACES}))(?:均|全部)?(?:{ALL_VERBS})")
_RAISED = re.compile(
    "实现|确保|(?:覆盖|接入|联通|惠及|辐射|延伸)到?(?:全[国省市县区州盟旗])?$|(?:完成|做到)对$"
)
_AIMED = re.compile("[对向为给与把将跟除]$")
_EACH_ONE = re.compile(f"(?:{INSTITUTIONS}|(?>{PLACES}))[^,，。;；]{{0,12}}(?P<each>均)已?(?:{ALL_VERBS})")
_SHARED = re.compile("[^要应须]{2,20}?(?:实现|完成|建立)")  # 与全部成员单位实现互认
_OVER_PLACES = re.compile(f"(?:所有|全部)的?(?>{PLACES})(?!{NOT_PLACES})|(?<![一-龥]级)(?>{PLACES})全覆盖")
_EVERY_PLACE = re.compile(f"(?:所有|全部)的?(?>{PLACES})(?!{NOT_PLACES}|[要应须需可和及与、的都])(?=.{{4}})")
_LEADING = re.compile(f"^(?:{ASPIRATIONAL}|确保|基本实现|实现|推动|督促|指导|做到|和|并|要|到)*")
_SUPERVISED = re.compile("督促|指导|要求|监督|引导|鼓励|支持")


def read_coverage(sentence: Stretch, text: str, counted: tuple[tuple[int, Found], ...]) -> Iterator[Found]:
    """The full-coverage targets of a sentence; none where a number already says so."""
    governed = False
    for start, end in pieces(text):
        piece = text[start:end]
        numbers = [at - start for at, _ in counted if start <= at < end]
        full = _full(piece)
        if full is not None and not _is_counted(text, start, start + full, counted):
            yield _found(sentence, text, start, _piece_end(piece, start, end, full), start + full)
        elif (at := _all(said := _before_number(piece, numbers), governed)) is not None:
            yield _found(sentence, text, start, start + len(said), start + at)
        governed = governed or bool(re.search("实现|确保|力争|做到", piece))


def _before_number(piece: str, numbers: list[int]) -> str:
    """覆盖所有卫生院和80%以上的卫生室: what stands before the number in the list; nothing where the number says it all."""
    joiner = max(piece.rfind(word, 0, numbers[0]) for word in "和及、") if numbers else len(piece)
    return piece[: max(0, joiner)]


def _is_counted(text: str, start: int, at: int, counted: tuple[tuple[int, Found], ...]) -> bool:
    """In 6家医院全部达标 the count is the target."""
    inside = [one for number, one in counted if start <= number < at and not text[number:at].count("、")]
    return any(one.unit in ("个", "家", "所") and one.comparator is Comparator.EQUAL for one in inside)


def _full(piece: str) -> int | None:
    found = _FULL.search(piece)
    if not found or _stands_in_list(piece, found):
        return None
    return found.start()


def _stands_in_list(piece: str, found: re.Match[str]) -> bool:
    """应收尽收 and the like name an attitude unless something is covered."""
    return found.start() == 0 and len(piece) < 6


def _piece_end(piece: str, start: int, end: int, full: int) -> int:
    """A list that goes on after 全覆盖 is another target (…全覆盖、…不低于40%)."""
    listed = piece.find("、", full)
    return start + listed if listed >= 0 else end


def _all(piece: str, governed: bool) -> int | None:
    """所有 and 全部 with a verb of reaching, under a word that makes it a must; 均 behind those whom it reaches."""
    each = _EACH_ONE.search(piece)
    if each and not _SUPERVISED.search(piece, 0, each.start()):
        return each.start("each")
    for found in _ALL.finditer(piece):
        before, rest = piece[: found.start()].strip(TIME_MASK), found["rest"]
        if _SUPERVISED.search(before):
            continue
        if _RAISED.search(before):
            return found.start()
        if _AIMED.search(before) and not (before[-1] in "与同和" and _SHARED.match(rest)):
            continue
        if _EVERY_PLACE.match(piece, found.start()):
            return found.start()
        if not _VERB.search(rest):
            continue
        named = len(before) > 2 or (not before and piece.startswith(TIME_MASK))  # 3所中心，年内全部开工
        if found["all"] == "全部" and re.match(f"(?:{ALL_VERBS})", rest) and named:
            return found.start()
        if len(before) <= 4 and _ALL_ACT.match(rest):
            return found.start()
        if governed or _MUST.search(before) or _SET_UP.search(rest):
            return found.start()
    return None


def _length(text: str, at: int) -> int:
    found = _FULL.match(text, at)
    return len(found[0]) if found else 1 if text[at] == "均" else len("所有")


def _found(sentence: Stretch, text: str, start: int, end: int, at: int) -> Found:
    while start < end - 1 and text[start] in MASK + TIME_MASK + "、,，和及":
        start += 1
    piece = text[start:end]
    kept = (p for p, m in zip(sentence.text[start:end], piece, strict=True) if m != TIME_MASK)
    subject = _LEADING.sub("", "".join(kept)).strip("。,，")
    above, below = what_over_what(subject, "", "")
    return Found(
        printed=sentence.part(start, end),
        subject=subject,
        numerator=above,
        denominator=below,
        comparator=Comparator.ALL,
        value=Decimal(100),
        unit="%",
        at=at,
        stated=sentence.part(at, at + _length(text, at)),
        coverage="all",
        places=bool(_OVER_PLACES.search(piece)),
        institutions=bool(re.search(INSTITUTIONS, piece)),
        central=bool(re.search(CENTRAL, piece)),
        aspirational=bool(re.search(ASPIRATIONAL, piece)),
        in_principle=IN_PRINCIPLE in piece,
        approximate=bool(re.search(APPROXIMATE, piece)),
    )
