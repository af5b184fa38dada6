"""The terms of the field in both languages, and how often a text speaks of each."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from taizhang.plans.aligning.stems import stems_of

_COUNTED = "counted.toml"  # the theme of what indicators count
_LOOSE = 2  # words that may stand between those of an English term


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that plans speak of, whatever words they use."""

    name: str
    chinese: tuple[str, ...]
    english: tuple[tuple[str, ...], ...]  # stems of each phrase, in any order
    under: tuple[str, ...] = ()  # wider terms it also speaks of
    broad: bool = False  # tells tasks hardly apart
    counted: bool = False  # tells indicators apart, finer than the subject of a task


@cache
def glossary() -> Mapping[str, Term]:
    """Every term by its name.

    Raises:
        ValueError: a term is listed twice, or stands under one that is not listed.
    """
    found: dict[str, Term] = {}
    for theme in sorted(
        files("taizhang.model.words").joinpath("terms").iterdir(), key=lambda file: file.name
    ):
        for name, facts in tomllib.loads(theme.read_text(encoding="utf-8")).items():
            if name in found:
                raise ValueError(f"the term {name} is listed twice")
            phrases = (tuple(stems_of(phrase)) for phrase in facts["en"].split(","))
            found[name] = Term(
                name, tuple(facts["zh"].split()), tuple(phrase for phrase in phrases if phrase),
                tuple(facts.get("under", ())), facts.get("broad", False), theme.name == _COUNTED,
            )  # fmt: skip
    missing = {wider for term in found.values() for wider in term.under} - found.keys()
    if missing:
        raise ValueError(f"terms stand under unlisted ones: {sorted(missing)}")
    return found


def terms_in(text: str, language: str) -> Counter[str]:
    """How often the text speaks of each term; Chinese words inside a longer term do not count again."""
    return _in_english(text) if language == "en" else Counter(_in_chinese(text))


def _in_chinese(text: str) -> Iterator[str]:
    """At each place the longest word of the glossary."""
    words = _chinese_words()
    position = 0
    while position < len(text):
        for word, name in words.get(text[position : position + 2], ()):
            if text.startswith(word, position):
                yield name
                position += len(word)
                break
        else:
            position += 1


@cache
def _chinese_words() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By their first two characters: words and the terms they mean, the longest first."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for term in glossary().values():
        for word in term.chinese:
            found[word[:2]].append((word, term.name))
    return {
        start: tuple(sorted(words, key=lambda one: (-len(one[0]), one))) for start, words in found.items()
    }


def _in_english(text: str) -> Counter[str]:
    """Phrases whose words stand close together, in any order, as translations shuffle them."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, stem in enumerate(stems_of(text)):
        places[stem].append(place)
    found: Counter[str] = Counter()
    for name, phrase in _phrases_among(places.keys()):
        found[name] = max(found[name], _close_together(phrase, places))
    return +found


def _phrases_among(stems: Set[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for term in glossary().values():
        yield from ((term.name, phrase) for phrase in term.english if stems >= set(phrase))


def _close_together(phrase: tuple[str, ...], places: Mapping[str, list[int]]) -> int:
    """How often all words of the phrase stand within a short reach of its rarest word."""
    rarest = min(phrase, key=lambda stem: len(places[stem]))
    reach = len(phrase) - 1 + _LOOSE
    return sum(
        all(any(abs(there - here) <= reach for there in places[stem]) for stem in phrase)
        for here in places[rarest]
    )
