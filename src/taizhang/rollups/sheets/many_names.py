"""Many names in one cell, which is never higher than a row can be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

MOST_NAMES = 30


def names_together(names: Sequence[str]) -> str:
    """The names, counties of one city behind its name: 云岭市（碧潭县、松陂县）、古渡县; of very many only the first."""
    shown = [name.rpartition(" ") for name in names[:MOST_NAMES]]
    told = []
    for city, parts in groupby(shown, key=lambda one: one[0]):
        below = "、".join(name for _, _, name in parts)
        told.append(f"{city}（{below}）" if city else below)
    more = f"等{len(names)}个，逐个见“来源”" if len(names) > MOST_NAMES else ""
    return "、".join(told) + more
