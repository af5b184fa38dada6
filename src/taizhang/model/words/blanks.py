"""How a text is set: characters that nobody sees, and signs that stand in two widths."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
WITHOUT_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))
# Two copies of one heading may differ in the width of their signs.
NARROW_SIGNS = str.maketrans("（）［］，：；％", "()[],:;%")

_SIGNS = re.compile(r"[\s\W_]+")
_LONGEST_KEPT = 1000  # characters


def in_one_width(text: str) -> str:
    """The text in one width and without blanks: `渠 县` and `渠　县` are 渠县, `３ 家` is 3家."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def bare_words(text: str) -> str:
    """The text in one width, without blanks, line breaks and punctuation."""
    return _known_bare(text) if len(text) <= _LONGEST_KEPT else _bare(text)


def _bare(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text))


_known_bare = lru_cache(maxsize=4096)(_bare)  # one text is asked by several rules, the plan's by every ledger
