"""Numbers with two readings: a list that is not as long as its count, a word blotted out, 所有 beside a share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.grid import plain
from taizhang.model.words.targets import NOT_PLACES, PLACES
from taizhang.plans.chinese.amount import Amount
from taizhang.plans.draft import Doubt

_REDACTED = re.compile(r"[(（]略[)）]|\*")
_ALL = re.compile("(?:所有|全部)(?![^,，;；。]{0,30}[率占比例])")
_ACTS = re.compile("(?:的)?(?:建成|完成|达标|开展|接入|设立|设置|实现|配备|通过|实行)")
_SHARE_OF_PLACES = re.compile(f"的?(?>{PLACES})(?!{NOT_PLACES})")


def doubts_of(
    text: str, opening: int, amount: Amount, first: Amount, names: tuple[str, ...]
) -> Iterator[Doubt]:
    """The doubts about one number; `opening` is where its part of the sentence starts, `first` the first number there."""
    if names and amount.unit != "%" and len(names) != amount.value:
        count = f"{plain(amount.value)}{amount.unit}"
        why = f"文中写{count}，但前面列出的名称有{len(names)}个，请核定以哪个为准。"
        yield Doubt("names", (count, f"列出的{len(names)}个"), why)
    if amount.unit != "%":
        return
    share = f"{plain(amount.value)}%"
    if amount.bare and _REDACTED.match(text, amount.end):
        why = "数字后面的文字被略去，可能原有“以上”等字样，请对照原件核定。"
        yield Doubt("target", (share, f"≥{share}"), why)
    if amount.value < 100 and _ALL.search(text, opening, amount.start) and _ACTS.match(text, amount.end):
        why = f"同一处既写“所有”又写{share}，请核定是全部要做到，还是{share}做到即可。"
        yield Doubt("target", (share, "100%"), why)
    listed = text[: amount.opens].endswith(("、", "和", "及", "与"))
    if amount is not first and not listed and first.unit == "%" and _SHARE_OF_PLACES.match(text, first.end):
        part = f"{plain(first.value)}%"
        why = f"“{part}”说的是多少地方，“{share}”说的是什么，有两种读法，请核定统计范围。"
        yield Doubt("scope", (f"{part}的地方各自达到{share}", f"全部地方合计达到{share}"), why)
