"""How a text is set: characters that nobody sees, and signs that stand in two widths."""

from __future__ import annotations

import re
import unicodedata

from taizhang.model.remembered import remembered

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
WITHOUT_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))
# Two copies of one heading may differ in the width of their signs.
NARROW_SIGNS = str.maketrans("（）［］，：；％", "()[],:;%")

_SIGNS = re.compile(r"[\s\W_]+")
_USUAL_SIGNS = re.compile(
    r"[\s!-/:-@\[-`{-~，。、；：？！“”‘’（）《》【】％—…·]+"
)  # none of them becomes a letter in NFKC


def in_one_width(text: str) -> str:
    """The text in one width and without blanks: `渠 县` and `渠　县` are 渠县, `３ 家` is 3家."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@remembered(longest=1_000, most=4_096)  # one text is asked by several rules, the plan's by every ledger
def bare_words(text: str) -> str:
    """The text in one width, without blanks, line breaks and punctuation."""
    bare = _USUAL_SIGNS.sub("", text)
    if bare.isalnum() and unicodedata.is_normalized("NFKC", bare):  # nearly every text, and half the time
        return bare
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text))
