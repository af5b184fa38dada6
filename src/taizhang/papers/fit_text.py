"""Text from outside, made fit for a Word document: one line, nothing unseen, none of the marks we work with."""

from __future__ import annotations

import re

from taizhang.model.words.unseen import UNSEEN

# Private characters stand for our own marks while a paper is written, and show as boxes anyhow.
_UNFIT = re.compile(f"[{UNSEEN}\ue000-\uf8ff\U000f0000-\U0010ffff]")


def fit_text(text: str) -> str:
    """The text in one line, every blank a single one."""
    return " ".join(_UNFIT.sub("", text.replace("\u2028", " ").replace("\u2029", " ")).split())


def shortened(text: str, most: int) -> str:
    """The fit text, cut where it is longer, and showing that it was."""
    fit = fit_text(text)
    return fit if len(fit) <= most else f"{fit[:most].rstrip()}……"
