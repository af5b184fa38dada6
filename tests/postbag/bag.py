"""The bag filled: every kind in all its variants, the rest as most mails are, in the order in which they were sent."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from random import Random

from postbag.nouns import Case
from postbag.office import BEIJING, PostOffice
from postbag.post import USUAL, Post, every_kind

_FIRST = datetime(2022, 9, 26, 8, 30, tzinfo=BEIJING)
_USUAL_SHARE = 0.3  # of the mails at least, if every kind is to come more than once


def make(office: PostOffice, count: int = 500, seed: int = 2022) -> list[Case]:
    """So many mails with what must become of each; the same for the same seed.

    Each kind comes in all of its variants where there is room for that, else once in one that the seed chooses. Fewer
    than there are kinds is not a bag.
    """
    random = Random(f"postbag {seed}")
    post = Post(office, random, _FIRST)
    cases: list[Case] = []
    for name, turn in _order(count, random):
        post.turn = turn
        for draft in every_kind()[name].make(post):
            title = f"{len(cases) + 1:03}_{name}"
            cases.append(Case(title, name, draft.raw, draft.form, draft.truth, draft.message_id, draft.sent))
    assert len(cases) == count
    return cases


def _order(count: int, random: Random) -> list[tuple[str, int]]:
    """The kinds, shuffled, each with its turn, and so many usual mails that the count is reached."""
    odd = {name: one for name, one in every_kind().items() if name != USUAL}
    whole = sum(one.mails * one.variants for one in odd.values()) <= count * (1 - _USUAL_SHARE)
    turns = Counter({name: random.randrange(one.variants) for name, one in odd.items()})
    names = [name for name, one in odd.items() for _ in range(one.variants if whole else 1)]
    mails = sum(odd[name].mails for name in names)
    assert mails <= count, f"a bag of every kind holds {mails} mails"
    names += [USUAL] * (count - mails)
    random.shuffle(names)
    order = []
    for name in names:
        order.append((name, turns[name]))
        turns[name] += 1
    return order
