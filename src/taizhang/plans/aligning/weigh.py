"""How much two tasks speak of the same thing: terms of the field, and words where the language is one."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from taizhang.model.plan import Plan, Task
from taizhang.model.words.plan_language import GENERIC, GENERIC_ENGLISH
from taizhang.plans.aligning.stems import stems_of
from taizhang.plans.aligning.terms import glossary, terms_in

Weights = Mapping[str, float]  # of terms by name, and of words as "词:…"

_WORD = "词:"
_OF_WORD = 0.3  # a word's weight beside a term's
_OF_BROAD = 0.25
_OF_WIDER = 0.4  # the wider term that a term also speaks of
_OF_COUNTED, _FOR_COUNTED = (
    0.5,
    0.85,
)  # what is counted, and its subject in its stead, where tasks are compared
_OF_LEAD = 0.6  # a mention in the first measure beside one in the title
_OF_BODY = 0.45  # a mention further down
_AGAIN = 0.3  # of its weight in the text, for what the title says already
_LEAST = 0.5  # a text that says less than this is taken to say something else besides
_UNANSWERED = 0.06  # a share of a title that is as good as none
_OF_TITLES, _OF_WHOLES, _OF_ANSWERS = 0.3, 0.45, 0.25
_GENERIC = re.compile("|".join(map(re.escape, GENERIC)))
_LEVELS = re.compile(
    r"(?:维吾尔|壮族|回族)?自治区$|[省市县区州盟旗]$| (?:Province|City|County|Autonomous Region)$"
)
_ANY_PLACE = {"zh": "中国", "en": "china"}
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Said:
    """What a task speaks of, before rarity is known."""

    task: Task
    title: Weights
    whole: Weights  # title and text as one


def said_by(plan: Plan, *, words: bool) -> tuple[Said, ...]:
    """What each task of the plan speaks of; `words` where the other plan is in the same language."""
    place = place_words(plan)
    return tuple(_said_in(task, plan.language, place, words=words) for task in plan.tasks)


def place_words(plan: Plan) -> re.Pattern[str]:
    """The plan's own place as it stands inside other words: 健康云栖行动 is 健康中国行动 there."""
    names = {plan.jurisdiction.name, plan.jurisdiction.canonical}
    names |= {_LEVELS.sub("", name) for name in names}
    kept = sorted((name for name in names if len(name) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, kept)) or r"(?!)", re.IGNORECASE)


def _said_in(task: Task, language: str, place: re.Pattern[str], *, words: bool) -> Said:
    texts = [place.sub(_ANY_PLACE[language], measure.text) for measure in task.measures]
    title = subjects(place.sub(_ANY_PLACE[language], task.title), language, words=words)
    lead = subjects(" ".join(texts[:1]), language, words=words)
    rest = subjects(" ".join(texts[1:]), language, words=words)
    whole: dict[str, float] = {}
    for part, share in ((rest, _OF_BODY), (lead, _OF_LEAD)):
        for name, weight in part.items():
            whole[name] = max(whole.get(name, 0.0), share * weight)
    for name, weight in title.items():
        whole[name] = weight + _AGAIN * whole.get(name, 0.0)
    return Said(task, title, whole)


def subjects(text: str, language: str, *, words: bool, finely: bool = False) -> dict[str, float]:
    """The text's terms, and its words where asked for, each with its weight; repetition adds ever less.

    `finely` keeps apart what indicators count; tasks are compared by the subjects above it.
    """
    found: dict[str, float] = {}
    for name, count in terms_in(text, language).items():
        for spoken, share in _shares(name, finely):
            found[spoken] = max(found.get(spoken, 0.0), share * _grown(count))
    if words:
        for word, count in Counter(_words(text, language)).items():
            found[_WORD + word] = _OF_WORD * _grown(count)
    return found


@cache
def _shares(name: str, finely: bool) -> tuple[tuple[str, float], ...]:
    """The term and all that it stands under, each with its share."""
    shares: dict[str, float] = {}
    coarse = glossary()[name].counted and not finely
    shares[name] = _OF_COUNTED if coarse and glossary()[name].under else 1.0
    open_ends = [(wider, _FOR_COUNTED if coarse else _OF_WIDER) for wider in glossary()[name].under]
    while open_ends:
        term, share = open_ends.pop()
        shares[term] = max(shares.get(term, 0.0), share)
        open_ends += [(wider, share * _OF_WIDER) for wider in glossary()[term].under]
    return tuple(
        (term, share * (_OF_BROAD if glossary()[term].broad else 1.0)) for term, share in shares.items()
    )


def _grown(count: int) -> float:
    return 2.0 - 0.5 ** (count - 1)


def _words(text: str, language: str) -> Iterable[str]:
    """Pairs of Chinese characters or English stems, without the language of plans."""
    if language == "en":
        return (stem for stem in stems_of(text) if stem not in _GENERIC_STEMS)
    kept = _GENERIC.sub(" ", text)
    return (run[place : place + 2] for run in _CHINESE.findall(kept) for place in range(len(run) - 1))


_GENERIC_STEMS = frozenset(stem for word in GENERIC_ENGLISH for stem in stems_of(word))


def is_specific(name: str) -> bool:
    """Whether it is a term of the glossary that tells tasks apart."""
    return not name.startswith(_WORD) and not glossary()[name].broad


class Scale:
    """Weighs tasks against each other; what few tasks of both plans speak of weighs most."""

    def __init__(self, said: Sequence[Said]) -> None:
        spoken = Counter(name for one in said for name in one.whole)
        self._rarity = {name: math.log(1 + len(said) / (count + 1)) for name, count in spoken.items()}

    def likeness(self, one: Said, other: Said) -> float:
        """From 0 (nothing in common) to 1."""
        titles = self._cosine(one.title, other.title)
        wholes = self._cosine(one.whole, other.whole)
        answers = (self._answer(one, other) + self._answer(other, one)) / 2
        return _OF_TITLES * titles + _OF_WHOLES * wholes + _OF_ANSWERS * answers

    def strange(self, one: Said, other: Said) -> bool:
        """Whether either title says something of which the other task does not speak at all."""
        return any(
            self._answer(asking, given) < _UNANSWERED and any(is_specific(name) for name in asking.title)
            for asking, given in ((one, other), (other, one))
        )

    def shared(self, one: Said, other: Said) -> tuple[str, ...]:
        """The terms that both speak of, those that say most first."""
        weights = {
            name: one.whole[name] * other.whole[name] * self._rarity[name] ** 2
            for name in one.whole.keys() & other.whole.keys()
            if not name.startswith(_WORD)
        }
        return tuple(sorted(weights, key=lambda name: (-weights[name], name)))

    def _answer(self, asking: Said, other: Said) -> float:
        """The share of a title that the other task speaks of anywhere."""
        asked = {name: weight * self._rarity[name] for name, weight in asking.title.items()}
        total = sum(asked.values())
        given = sum(weight * min(1.0, other.whole.get(name, 0.0) * 2) for name, weight in asked.items())
        return given / max(total, _LEAST * self._highest) if total else 0.0

    def _cosine(self, mine: Weights, yours: Weights) -> float:
        common = sum(
            weight * yours[name] * self._rarity[name] ** 2 for name, weight in mine.items() if name in yours
        )
        return common / (self._length(mine) * self._length(yours)) if common else 0.0

    def _length(self, weights: Weights) -> float:
        length = math.sqrt(sum((weight * self._rarity[name]) ** 2 for name, weight in weights.items()))
        return max(length, _LEAST * self._highest)

    @property
    def _highest(self) -> float:
        return 2.0
