"""The standing texts of a ledger (填报说明, notes under the table, input hints), from instructions.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class InstructionTexts:
    """The texts; a word in braces is filled in from the plan."""

    title: str
    about: str
    how: str
    columns: str
    status: str
    legend: str
    example_heading: str
    returning: str
    about_lines: tuple[str, ...]
    how_lines: tuple[str, ...]
    return_lines: tuple[str, ...]
    legend_lines: tuple[str, ...]
    foot_note: str
    unit_note: str
    own_note: str
    sources_note: str  # whose ledgers the counties' numbers in an office's ledger come from
    absent_note: str  # and whose they do not
    absent_foot: str
    draft_note: str
    unresolved_note: str  # the plan has open items; stands in the foot too
    checks: str
    nothing: str  # where the table of columns has nothing to say
    column_headers: tuple[str, ...]
    column_words: Mapping[str, str] = field(default_factory=dict)  # by filler, and by filler + "_hint"
    status_meanings: Mapping[str, str] = field(default_factory=dict)  # by status word
    hints: Mapping[str, str] = field(default_factory=dict)
    example: Mapping[str, str] = field(default_factory=dict)
    example_headers: tuple[str, ...] = ()
    self_check: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, str] = field(
        default_factory=dict
    )  # since the last period; `altered` names the column


@cache
def instruction_texts() -> InstructionTexts:
    """The texts that ship with the product."""
    written = files(__package__).joinpath("instructions.toml").read_text(encoding="utf-8")
    texts: dict[str, Any] = tomllib.loads(written)
    table, example = texts.pop("column_table"), texts.pop("example")
    lines: dict[str, Any] = {name: tuple(texts.pop(name)) for name in list(texts) if name.endswith("_lines")}
    return InstructionTexts(
        returning=texts.pop("return"),
        column_headers=tuple(table.pop("headers")),
        column_words=table,
        example_headers=tuple(example.pop("headers")),
        example=example,
        **lines,
        **texts,
    )
