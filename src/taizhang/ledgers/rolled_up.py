"""What an office's ledger shows of its counties: their figures, and whose ledgers these come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taizhang.ledgers.fill_words import fill_words
from taizhang.model.words.days import day_words
from taizhang_templates import instruction_texts


@dataclass(frozen=True, slots=True)
class RolledUp:
    """The figures by row, and who stands in none of them."""

    numbers: Mapping[str, Decimal]
    as_of: date
    counted: int  # reporters whose accepted ledgers the figures come from
    absent: tuple[str, ...]  # names of the others


def sources_words(rolled_up: RolledUp | None) -> dict[str, str]:
    """What 填报说明 and the foot say of the figures' sources; "" where there are none."""
    texts = instruction_texts()
    if rolled_up is None:
        return {"sources_note": "", "sources_foot": ""}
    words = {
        "as_of": day_words(rolled_up.as_of),
        "counted": str(rolled_up.counted),
        "left_out": str(len(rolled_up.absent)),
        "absent": "、".join(rolled_up.absent),
    }
    absent = fill_words(texts.absent_note, words) if rolled_up.absent else ""
    left_out = fill_words(texts.absent_foot, words) if rolled_up.absent else ""
    note = fill_words(texts.sources_note, words)
    return {"sources_note": f"{note}{absent}。", "sources_foot": f"{note}{left_out}。"}
