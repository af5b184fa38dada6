"""Unit names: splitting lists of them, and writing each in full where the prefix is given once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.divisions import short_names
from taizhang.model.plan import Role
from taizhang.model.words.clauses import NOT_A_PREFIX, PARTY_BODIES, UNIT_ENDS
from taizhang.plans.brackets import depth_by_character, split_outside
from taizhang.plans.draft import NamedUnit
from taizhang.plans.squeezed import Stretch

_JOINER = re.compile("会同|以及|和|及|与")
_ENDS = re.compile("(?:" + "|".join(UNIT_ENDS) + r"|[)）]|各?(?:县|市|州)?[县市区州旗])$")
_STARTS = re.compile(
    r"各|其他|其它|有关|相关|市|省|自治区|县|区|州|旗|盟|国家|驻|[^、]*(?:委|局|厅|办|部|院|会|中心|政府|单位|部门|公司|县|区)"
)
_LEVELS = "自治区|自治州|地区|兵团|省|市|州|盟|县|区|旗"
_PREFIX = re.compile(f"(?P<level>{_LEVELS})(?P<party>党委|委(?=.))?")
_OWN_NAME = re.compile(
    "各|其他|其它|有关|相关|国家|全国|中国|中央|中共|驻|人民银行|国网|属地|所在|"
    "街道|乡镇|商业|社会(?:力量|办)|[^省市县区州旗]{2,6}(?:街道|镇|乡)|[^省市县区州旗]{2,6}[市县区州旗]$|团[省市州县区]委|.{2,4}(?:银保监|银监|保监|证监|金融监管|邮政管理|通信管理|海事)分?局|"
    ".{2,8}?(?:省|自治区|自治州|市|县|区|州|盟|旗).{2,}|.*(?:园区|开发区|新区|高新区|示范区|管委会|海关|银行|支行|公司|集团|大学)"
)
_PARTY_AND_GOVERNMENT = re.compile("(?:人民)?政府")
_SOME_LEVEL = "(?:省|自治区|直辖市|设区市|市|地区?|州|盟|县|旗|区|乡镇|县区|市县)(?:[(（][^)）]*[)）])?"
_GOVERNMENT = "(?:人民政府|政府|行政公署|行署|党委|医改办)"
_EVERY_LEVEL = re.compile(f"各{_SOME_LEVEL}")
_EVERY_GOVERNMENT = re.compile(f"各(?:{_SOME_LEVEL}){{1,3}}{_GOVERNMENT}")
_LEVEL_MORE = re.compile(
    f"(?:{_SOME_LEVEL}(?:(?:党委|委|和|、)*{_GOVERNMENT}?)|{_GOVERNMENT})(?:[(（][^)）]*[)）])?"
)
_GENERIC = re.compile("各|其他|其它|有关|相关|.*(?:成员单位|有关部门|相关部门|有关单位|相关单位)$")
_REDACTED = re.compile(r"[(（]略[)）]|\*+|^(?:[□■×○〇]{1,4}|[XＸ]{2,4})(?=[一-龥])")


def split_units(listed: Stretch) -> Iterator[Stretch]:
    """The units of a list: 顿号, comma, 和 and 及 part them, never inside brackets or inside a name."""
    for part in _rejoined(list(split_outside(listed, "、,，"))):
        yield from _split_joined(part)


def _rejoined(parts: list[Stretch]) -> Iterator[Stretch]:
    """各市、州人民政府 is one unit, although a 顿号 stands in it; so are 各盟行政公署、市人民政府 and 各县党委、政府."""
    at = 0
    while at < len(parts):
        end = at + 1
        if _EVERY_LEVEL.fullmatch(parts[at].text) or _EVERY_GOVERNMENT.fullmatch(parts[at].text):
            while end < len(parts) and _LEVEL_MORE.fullmatch(parts[end].text):
                end += 1
                if not _EVERY_LEVEL.fullmatch("各" + parts[end - 1].text):
                    break
        if (
            parts[at].text.endswith("党委")
            and end < len(parts)
            and _PARTY_AND_GOVERNMENT.fullmatch(parts[end].text)
        ):
            end += 1
        yield Stretch(parts[at].source, parts[at].start, parts[end - 1].end)
        at = end


def _split_joined(part: Stretch) -> Iterator[Stretch]:
    depths = depth_by_character(part.text)
    for found in _JOINER.finditer(part.text):
        left, right = part.text[: found.start()], part.text[found.end() :]
        if depths[found.start()] == 0 and len(right) > 1 and _joins(found[0], left, right):
            yield part.part(0, found.start())
            yield from _split_joined(part.part(found.end()))
            return
    yield part


def _joins(word: str, left: str, right: str) -> bool:
    """Whether units stand on both sides: 市民政局和其他部门, not 工业和信息化局."""
    if word == "会同":
        return True
    return (
        len(left) > 2
        and bool(_ENDS.search(left.removesuffix("等")))
        and bool(_STARTS.match(right) or _ENDS.search(right))
        and not left.endswith("医院")
        and not (left.endswith(("党委", "市委", "县委")) and right in ("政府", "人民政府"))
    )


class NameReader:
    """Reads the names of one clause in order, carrying the prefix printed last."""

    def __init__(self, clause: str) -> None:
        self.level = ""
        self.party = ""
        self.usual = self._first_level(clause)

    @staticmethod
    def _first_level(clause: str) -> str:
        found = re.search(f"(?:^|[、,，:：])({_LEVELS})(?!{'|'.join(n[1:] for n in NOT_A_PREFIX)})", clause)
        return found[1] if found else ""

    def read(self, printed: Stretch, role: Role) -> NamedUnit:
        """The unit with its full name."""
        text = printed.text
        bare = _REDACTED.sub("", text)
        if bare != text and bare:
            return self._restored(printed, bare, role)
        full = self._full(text)
        inferred = ("unit",) if full != text else ()
        return NamedUnit(full, role, printed, bool(_GENERIC.match(text)), inferred=inferred)

    def _restored(self, printed: Stretch, bare: str, role: Role) -> NamedUnit:
        """A redacted name keeps its end; the level is the one that the document's units carry."""
        full = bare if _printed_prefix(bare) else f"{self.level or self.usual}{bare}"
        return NamedUnit(full, role, printed, redacted=True, inferred=("unit",))

    def _full(self, text: str) -> str:
        found = _printed_prefix(text)
        if found:
            party = found["party"] or ""
            self.party = found[0] if party else ""
            self.level = "自治区" if found[0] == "区党委" else found["level"]
            return text
        if not self.level or _OWN_NAME.match(text) or text.startswith(short_names()):
            return text
        if self.party and text in PARTY_BODIES:
            return self.party + text
        return self.level + text


def _printed_prefix(text: str) -> re.Match[str] | None:
    if text.startswith(NOT_A_PREFIX):
        return None
    found = _PREFIX.match(text)
    return found if found and len(text) > len(found["level"]) else None
