"""English words without their endings, so that procure, procurement and procuring are one word."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
_PARTED = re.compile(r"\b(grass|health)[\s-]+(roots?|care)\b")  # words that some write in two
_WHOLE = {
    "higher",
    "publicity",
    "integrity",
    "university",
    "universities",
    "establish",
    "establishes",
    "established",
}  # no kin of others
_JOINERS = frozenset(["of", "the", "and", "for", "to", "in", "with", "at", "by", "a", "an", "on", "from"])
_LEAST = 4  # letters that an ending must leave
_ENDINGS = (
    "ization", "isation", "ational", "ations", "ements", "ation", "ement", "ments", "ities", "ized", "ised", "izing",
    "ment", "ings", "ions", "ives", "ally", "ing", "ity", "ize", "ise", "ion", "ies", "ers", "als", "ive", "ed", "er",
    "al", "ly", "es", "or", "s", "e", "y",
)  # fmt: skip


def stems_of(text: str) -> list[str]:
    """The stems of the words in the text, in its order, without the words that only join others."""
    return [_stem(word) for word in _WORD.findall(_PARTED.sub(r"\1\2", text.lower())) if word not in _JOINERS]


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    if word in _WHOLE:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return _stem(word[: -len(ending)])
    return word
