"""The head of a statistical form (统计报表): its number, who made it, who approved it, and how long it may be issued."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from taizhang.model.words.days import day_words

# By field. A form without them, or past its validity, need not be filled in (《统计法》第十五条).
FORM_LABELS = {
    "number": "表号",
    "maker": "制定机关",
    "approval": "批准文号",
    "valid_until": "有效期至",
}
_AS_PRINTED = {**FORM_LABELS, "number": "表　　号"}  # as wide as the others


def label_pattern(label: str) -> str:
    """Matches a label with its colon, whatever blanks stand inside (表　　号：)."""
    return r"[^\S\n]*".join(map(re.escape, label)) + r"[^\S\n]*[:：]"


@dataclass(frozen=True, slots=True)
class FormHead:
    """What the head states; "" and None where it does not."""

    number: str = ""
    maker: str = ""
    approval: str = ""
    valid_until: date | None = None  # the last day on which the form may be issued

    @property
    def lines(self) -> tuple[str, ...]:
        """As it is printed, line by line; none where nothing is stated."""
        day = self.valid_until
        told = {
            "number": self.number,
            "maker": self.maker,
            "approval": self.approval,
            "valid_until": day_words(day) if day else "",
        }
        return tuple(f"{_AS_PRINTED[field]}：{text}" for field, text in told.items() if text)
