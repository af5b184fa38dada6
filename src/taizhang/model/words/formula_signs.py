"""Texts that a spreadsheet program could take for a formula (INTAKE 40)."""

from __future__ import annotations

import re

from taizhang.model.words.unseen import UNSEEN

_QUOTES = "'\"`´‘’‚‛“”„‟′″‹›«»「」『』〝〞＇＂｀"
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫−"  # with their full-width and small twins
_STARTS_LIKE_FORMULA = re.compile(f"[\\s\u2800{UNSEEN}{_QUOTES}]*[{_SIGNS}]|[\t\r\n]")


def looks_like_formula(text: str) -> bool:
    """Whether it begins like one, also after blanks, quotes and what nobody sees."""
    return _STARTS_LIKE_FORMULA.match(text) is not None


def csv_text(text: str) -> str:
    """The text for a field of a csv, where only a sign before it keeps a program from running it."""
    return f"'{text}" if looks_like_formula(text) else text
