"""A contradiction: what a person's changes say against each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What does not go together on one line."""

    id: str
    fields: tuple[str, ...]  # names of the fields that disagree
    says: str
    fix: str
