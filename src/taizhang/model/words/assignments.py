"""How a sentence gives its work to named places alone: 支持甲县、乙县开展…试点; anything less plain is for everybody."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from taizhang.model.words.numerals import CHINESE, read_number

_TIME = "(?:[^,，。;；]{0,12}[前年月底度内起],?，?)?"
_MANNER = "(?:积极|重点|大力|全力|继续|进一步|抓好|做好)?"
_HELPING = "(?:支持|指导|推动|推进|督促|协助|鼓励|组织|选择|选取|选定|确定)(?:和(?:支持|指导|推动|督促))?"
_BETWEEN = "(?:、|和|及|与|以及)"
_COUNTED = f"(?:(?P<count>[0-9{CHINESE}]{{1,3}})个?(?:县[(（]市、区[)）]|县区|市县|地市|县|市|区|地区))?"
_DOING = (
    "(?:率先|先行|先试|试点|试行|探索|开展|启动|推进|推行|实施|推动|建设|建立|建成|组建|打造|创建|争创|申报|申建|"
    "组织|进行|完成|落实|承担|牵头|负责|加快|抓好|做好|继续|为|作为|设立|成立|新建|改建|扩建|要)"
)

# What turns a sentence on some places towards the others, or is about learning from them.
_FOR_OTHERS = re.compile(
    "全[国省市区县州盟域面员体部]|各[级地县市区州盟类乡镇医]|其他|其余|另外|所有|每[个县市区家]|普遍|推广|推开|铺开|"
    "学习|借鉴|参照|参考|经验|做法|对标|带动|辐射|扩大|扩面|面上|以外|之外|除|逐步|有条件|条件成熟|基础上|等地"
)
_GOES_ON = "(?:并|力争|争取|形成)"  # a clause that still speaks of the same places


def places_assigned(sentence: str, known: Collection[str]) -> tuple[str, ...]:
    """The known places that alone are told to do what the sentence says, in its order; none where there is a doubt.

    The list of names is closed, every one is known letter by letter, and what stands behind it is their doing.
    """
    if _FOR_OTHERS.search(sentence) or not any(name in sentence for name in known):
        return ()
    led = re.match(f"{_TIME}{_MANNER}(?:在|由|{_HELPING})?{_listed(known)}{_COUNTED}{_DOING}", sentence)
    if led is None or not _ends_with_them(sentence[led.end() :].rstrip("。.；;")):
        return ()
    names = _names_in(led, known)
    miscounted = led["count"] is not None and read_number(led["count"]) != len(names)
    return () if miscounted or _names_others(sentence, led, known) else names


def places_counted(clause: str, known: Collection[str]) -> tuple[tuple[str, ...], bool]:
    """The known places whose number alone the clause gives (甲县建成3个; 其中乙县50名; 甲县、乙县各2个), none where in doubt.

    And whether each of them has that number to itself: a place that is named alone, or several with 各.
    """
    if _FOR_OTHERS.search(clause) or not any(name in clause for name in known):
        return (), False
    led = re.match(
        f"(?:其中[:：,，]?)?{_TIME}{_MANNER}{_listed(known)}(?P<each>各|均|分别)?(?:{_DOING}|[0-9{CHINESE}])",
        clause,
    )
    if led is None or _names_others(clause, led, known):
        return (), False
    names = _names_in(led, known)
    return names, len(names) == 1 or bool(led["each"])


def _listed(known: Collection[str]) -> str:
    """Matches a closed list of known names."""
    name = _any_of(known)
    return f"(?P<names>(?:{name})(?:{_BETWEEN}(?:{name}))*)"


def _any_of(known: Collection[str]) -> str:
    return "|".join(map(re.escape, sorted(known, key=len, reverse=True)))


def _names_in(led: re.Match[str], known: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(re.findall(_any_of(known), led["names"])))


def _names_others(words: str, led: re.Match[str], known: Collection[str]) -> bool:
    """Whether a place that is not on the list stands beside it."""
    around = words[: led.start("names")] + words[led.end("names") :]
    names = _names_in(led, known)
    return any(one in around for one in known if one not in names)


def _ends_with_them(rest: str) -> bool:
    """Whether no later clause may be meant for everybody."""
    clauses: Iterable[str] = re.split("[,，;；。:：]", rest)[1:]
    return all(re.match(_GOES_ON, clause) for clause in clauses)
