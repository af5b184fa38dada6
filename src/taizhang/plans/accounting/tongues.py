"""What the accounting needs of each language that plans are written in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from taizhang.plans.accounting.chinese_mentions import scan_chinese
from taizhang.plans.accounting.chinese_reasons import CHINESE_PARTS, chinese_reason
from taizhang.plans.accounting.english_mentions import scan_english
from taizhang.plans.accounting.english_reasons import ENGLISH_PARTS, english_reason
from taizhang.plans.accounting.mentions import MentionKind
from taizhang.plans.accounting.parts import PartWords
from taizhang.plans.accounting.reasons import Reason
from taizhang.plans.accounting.seen import Seen
from taizhang.plans.chinese.clauses import find_clauses as find_chinese_clauses
from taizhang.plans.chinese.markers import find_markers
from taizhang.plans.english.clauses import find_clauses as find_english_clauses
from taizhang.plans.english.structure import find_numbers
from taizhang.plans.squeezed import Squeezed, Stretch


@dataclass(frozen=True)
class Tongue:
    """How one language mentions things, and why a mention may be no field."""

    scan: Callable[[str], list[tuple[int, int, MentionKind]]]
    reason: Callable[[Seen], Reason]
    parts: PartWords
    find_clauses: Callable[[Squeezed], tuple[Stretch, ...]]
    item_numbers: Callable[[Squeezed], dict[int, int]]  # where each number of an item starts and ends
    read_in_clauses: re.Pattern[str]  # what a clause holds beside the names of its units


_CHINESE = Tongue(
    scan_chinese,
    chinese_reason,
    CHINESE_PARTS,
    find_chinese_clauses,
    lambda source: {marker.start: marker.start + len(marker.printed) for marker in find_markers(source)},
    re.compile(
        "(?:责任|牵头|配合|主办|协办|主责|参与|参加|协同|落实|实施|负责)+(?:单位|部门|主体)?(?:及部门|及分工)?|按照?|依|各自|根据|职责|职能|分工|"
        "分别|共同|联合|具体|积极|组织|做好|各负其责|会同|协助|以及|和|及|与|等|由|其他|有关|相关|部门|单位|承担|支持|完成|下同|任务分工|时限|"
        "全年|全程|长期|持续|常态化|坚持|推进|推动|抓总|抓好|统筹|协作|指导"
    ),
)
_ENGLISH = Tongue(
    scan_english,
    english_reason,
    ENGLISH_PARTS,
    find_english_clauses,
    find_numbers,
    re.compile(
        r"\b(?:is|are|shall|be|will|the|and|of|for|by|to|in|with|according|accordance|their|its|own|respective\w*|responsib\w+|division\w*|duties|"
        r"labor|work|lead\w*|led|tak\w+|cooperat\w+|participat\w+|assist\w*|support\w*|joint\w*|separately|units?|etc|others?|so|on|departments?|"
        r"this|that|first|one|being|relevant|various|all|each|other|charge|organiz\w+|implement\w*)\b",
        re.IGNORECASE,
    ),
)


def tongue_of(language: str) -> Tongue:
    """The tongue of a plan's language."""
    return _ENGLISH if language == "en" else _CHINESE
