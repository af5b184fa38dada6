"""Texts that say nothing: 正在推进 alone tells neither what was done nor what came of it."""

from __future__ import annotations

import re

from taizhang.model.remembered import remembered
from taizhang.model.words.blanks import bare_words

_PROGRESS = re.compile(
    "(?:目前|现|已|正|正在|持续|有序|按计划|按照计划|按要求|按照要求|按序时|积极|稳步|全力|加快|扎实|全面|抓紧|认真|继续|此项工作|该项工作|本项工作|各项工作|工作|相关工作)*"
    "(?:推进|开展|落实|实施|进行|执行|办理|安排部署|部署|推动|组织实施|贯彻落实|落实到位|开展工作|推进落实)*(?:工作|落实|当中|之中|中|到位)*"
)
_ELSEWHERE = re.compile(
    "(?:详?见)(?:附件|附表|附页|备注|佐证|材料|佐证材料|另附材料)|同前|同上期|同上季度|无变化|没有变化"
)
_PROOF = re.compile(
    "有|已有|已提供|已报|已报送|见附件|详见附件|附后|另附|齐全|已归档|存档|有材料|有佐证|见材料|是|已上传"
)


@remembered(longest=200, most=1_024)  # several rules ask
def says_nothing(text: str) -> bool:
    """Whether a 进展情况 holds nothing but the assurance that there is some."""
    bare = bare_words(text)
    return bool(bare) and bool(_PROGRESS.fullmatch(bare) or _ELSEWHERE.fullmatch(bare))


def proves_nothing(text: str) -> bool:
    """Whether a 佐证材料 names neither a document nor a number."""
    bare = bare_words(text)
    return bool(bare) and _PROOF.fullmatch(bare) is not None


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for blanks and punctuation; blank texts are not."""
    return bool(bare_words(one)) and bare_words(one) == bare_words(other)
