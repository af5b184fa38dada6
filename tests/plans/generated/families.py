"""Families of phenomena: each keeps its forms, and each form proves that it was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
Write = Callable[..., Any]

_FAMILIES: dict[str, Family] = {}


@dataclass(frozen=True)
class Form:
    """One phenomenon: its name, how it is written, and what stands in the text where it was."""

    name: str
    proof: re.Pattern[str]
    write: Write
    fits: Callable[..., bool] = lambda *_, **__: True


@dataclass
class Family:
    """Phenomena of one kind, one of which is drawn at a time."""

    name: str
    language: str = "zh"
    forms: list[Form] = field(default_factory=list)

    def form(
        self, name: str, proof: str, fits: Callable[..., bool] = lambda *_, **__: True
    ) -> Callable[[Write], Write]:
        """Register a form; what it returns is marked with the form's name, and must hold the proof.

        `fits` says whether the form may stand in what is given.
        """

        def keep(write: Write) -> Write:
            full = f"{self.name}: {name}" if self.language == "zh" else f"{self.language} {self.name}: {name}"
            self.forms.append(
                Form(full, re.compile(proof, re.MULTILINE | re.DOTALL | re.IGNORECASE), write, fits)
            )
            return write

        return keep

    def draw(self, draw: Draw, *given: Any, **named: Any) -> Any:
        """One form's words."""
        chosen: Form = draw(st.sampled_from([form for form in self.forms if form.fits(*given, **named)]))
        written = chosen.write(draw, *given, **named)
        return replace(written, shows=written.shows | {chosen.name})


def family(name: str, language: str = "zh") -> Family:
    return _FAMILIES.setdefault(f"{language} {name}", Family(name, language))


def families() -> tuple[Family, ...]:
    return tuple(_FAMILIES.values())


def every_form() -> Iterator[Form]:
    for one in families():
        yield from one.forms
