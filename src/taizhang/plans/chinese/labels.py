"""Labels in front of lists of units: 牵头单位：, 【责任单位】, 责任单位为, and bare 责任单位 where a unit follows."""

from __future__ import annotations

import re

from taizhang.model.words.clauses import ROLE_LABELS

_ANY = "(?:" + "|".join(words for _, words in ROLE_LABELS) + ")"
_NAMED = "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in ROLE_LABELS) + ")"
_OF_UNITS = "(?<=单位|部门)"  # what the longer labels end in
_UNIT_FOLLOWS = "(?=自治|国家|[省市县区州盟旗](?!场|域|际))"
_CLOSES = f"(?:[)）〕】\\]]?[:：]|{_OF_UNITS}(?:】|为|是|{_UNIT_FOLLOWS}))"

LABEL = re.compile(f"【?{_NAMED}{_CLOSES}")  # the group that matched is a name in ROLE_LABELS
IS_LABEL = re.compile(_ANY)
LABEL_FIRST = re.compile(f"【?{_ANY}{_CLOSES}")
LABEL_OF_LINE = re.compile(
    f"(?:^|(?<=[。；;)）〕]))(?:[(（〔【\\[]?{_ANY}[)）〕】\\]]?[:：]|【{_ANY}】)[^。]{{2,900}}"
    f"|(?:^|(?<=[。；;])){_ANY}{_OF_UNITS}{_UNIT_FOLLOWS}[^。]{{2,900}}"
)
