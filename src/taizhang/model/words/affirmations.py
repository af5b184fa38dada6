"""属实说明: how a filler says in 备注, or under the table, that a value is true, and why.

The words stand at the beginning of a line or of a sentence, then a pause, then the reason to the end of the line:

    属实说明：机构改革撤并两家卫生院
    注：情况属实，上年数含已停办机构
    属实说明（W405）：上期误报          only for this rule
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LEAST = 4  # characters that a reason has beside words that only say once more that it is true
_WORDS = "属实说明|(?:情况|数据|数字|内容)?(?:经核实|经核查|经核|核实|确系|确实|确)?(?:情况|数据)?属实"
_CODES = r"[（(]\s*([EWN]\d{3,4}(?:\s*[、，,]\s*[EWN]\d{3,4})*)\s*[）)]"
_GAP = r"[ \t\u3000\xa0]*"
# Gaps stand behind what they follow, never two in a row, so that a long run of blanks is walked through once.
_AFFIRMED = re.compile(
    rf"(?:^|[\n\r。；;]){_GAP}(?:(?:备?注|说明)[：:]{_GAP})?(?:\d+[.．、]{_GAP})?"
    rf"(?:{_WORDS}){_GAP}(?:{_CODES}{_GAP})?[：:，,、。；;—]+([^\n\r]*)"
)
_HOLLOW = re.compile(
    r"属实|情况|数据|数字|内容|填报|核实|核查|核对|确认|确实|经|已|均|无误|真实|准确|正确|没有|问题|说明|无|是|的|[\W_]"
)


@dataclass(frozen=True, slots=True)
class Affirmation:
    """What the filler says, and of which rules; () for all."""

    reason: str
    codes: tuple[str, ...] = ()

    def speaks_of(self, code: str) -> bool:
        return code in self.codes or not self.codes


def affirmations(text: str) -> tuple[Affirmation, ...]:
    """Every explanation in a text that gives a reason; 属实 alone is none."""
    return tuple(
        Affirmation(reason, tuple(re.findall(r"[EWN]\d{3,4}", match[1] or "")))
        for match in _AFFIRMED.finditer(text)
        if _says_something(reason := match[2].strip().rstrip("。；; "))
    )


def _says_something(reason: str) -> bool:
    return len(_HOLLOW.sub("", reason)) >= LEAST
