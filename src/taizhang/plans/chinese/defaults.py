"""Notes inside clauses: units that are not listed again, and rules on roles that hold from here on."""

from __future__ import annotations

import re

from taizhang.model.plan import Role
from taizhang.model.words.clauses import TIME_PIECE
from taizhang.plans.chinese.unit_names import split_units
from taizhang.plans.draft import Default, Rule
from taizhang.plans.squeezed import Stretch

_NOT_AGAIN = re.compile("不再(?:一一|逐一|单独|重复|另行|逐项)*(?:列出|列|罗列|注明|列示|标注)|下同")
_NOTE = re.compile(
    "不再(?:一一|逐一|单独|重复|另行|逐项)*(?:列出|列|罗列|注明|列示|标注)|(?:为|是)牵头(?:单位|部门|责任)|^下同$"
)
_COMMA_RULE = re.compile("逗号(?:之)?前.{0,8}牵头")
_FIRST_RULE = re.compile("(?:首位|第一位|第一个|第一家|排第一|首个|排名第一|列第一|排名首位|最前).{0,12}牵头")
_WHEN = re.compile(TIME_PIECE)
_OF_OTHERS = re.compile("以下|下列|其他|所有任务|各项|后续|此后")
_TASKS = re.compile("以下|任务|均|各项")
_DEFAULT = re.compile(
    "(?:以下|下列|以上|其他|后续|此后)(?:各项|所有|全部)?(?:重点)?(?:工作)?(?:任务)?(?:均|都)(?:需|须|由|要)?"
    "(?P<units>.{2,80}?)(?P<word>按职责分工负责|(?:抓好|认真|具体|组织|贯彻|推进|推动|负责)落实|组织实施|负责|落实|配合|参与)"
)


def is_note(sentence: str) -> bool:
    """Whether the sentence of a clause speaks of other clauses instead of naming units for its own."""
    opening = re.split("[,，]", sentence, maxsplit=1)[0]
    stated = _COMMA_RULE.search(opening) or _FIRST_RULE.search(opening)
    return bool(_NOTE.search(sentence)) and bool(stated or _OF_OTHERS.match(opening) or sentence == "下同")


def is_aside(piece: str) -> bool:
    """Whether the part between two commas speaks of other clauses, or only says when."""
    return (
        piece == "下同"
        or bool(_WHEN.fullmatch(piece))
        or bool(_NOT_AGAIN.match(piece))
        or bool(_OF_OTHERS.match(piece) and _TASKS.search(piece))
    )


def read_rule(note: Stretch) -> Rule | None:
    """The rule on roles that the words state."""
    if _COMMA_RULE.search(note.text):
        return Rule(note, "comma-before-is-lead")
    if _FIRST_RULE.search(note.text):
        return Rule(note, "first-is-lead")
    return None


def read_default(note: Stretch) -> Default | None:
    """The units that answer for every later task and are not listed again."""
    found = _DEFAULT.search(note.text)
    if not found or not _NOT_AGAIN.search(note.text):
        return None
    listed = note.part(found.start("units"), found.end("units")).stripped("、,，")
    role = Role.SUPPORT if found["word"] in ("配合", "参与") else Role.BY_DUTY
    return Default(note, tuple(unit.text for unit in split_units(listed)), role)
