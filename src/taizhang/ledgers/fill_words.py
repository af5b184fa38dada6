"""Standing texts leave words open in braces; this fills them in."""

from __future__ import annotations

from collections.abc import Mapping


def fill_words(text: str, words: Mapping[str, str]) -> str:
    """The text with each word in braces replaced; a plan's own braces stay as they are."""
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text
