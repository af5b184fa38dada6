"""What Chinese sentences mention: times, numbers and words of duty, each as long as its words reach."""

from __future__ import annotations

import re

from taizhang.model.words.numerals import CHINESE
from taizhang.model.words.targets import FULL
from taizhang.model.words.units import COUNTED
from taizhang.plans.accounting.mentions import MentionKind

_N = f"[{CHINESE}]"
_DUE = "(?:之前|以前|前)?"
_PART = "(?:[初中底末]|[上中下]旬)?"
_LENGTH = "(?:周岁|周年|个?(?:工作日|学时|自然日|小时|月|周|星期)|分钟|天|日|年)"

# One form a line; the first that fits at a place is taken.
_TIMES = (
    r"(?:19|20)\d\d年?[-—–~～至到、和](?:19|20)?\d\d年度?",  # 2021-2023年
    r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月](?:份|[初中底末]|[上中下]旬|\d{1,2}[日号]?)?[T ]?(?:\d{1,2}[:：时点]\d\d分?(?:[:：]\d\d秒?)?)?" + _DUE,
    rf"(?:19|20)\d\d年度?(?:{_N}{{1,2}}月份?|年)?{_PART}{_DUE}",
    rf"(?:19|20)\d\d(?=[-—]|年)|{_N}{{4}}年度?{_PART}{_DUE}",
    rf"\d{{1,2}}月(?:\d{{1,2}}[日号]|份)?{_PART}{_DUE}",
    rf"{_N}{{1,3}}月份?(?:[初中底末]|[上中下]旬|(?=[、，。；至到]|之?前|以前)){_DUE}",
    r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?|(?<![\d〕\]】）)第])[0-3]?\d[日号](?![间照常\d楼院文])",
    "“?十[一二三四五六七]五”?(?:规划)?(?:期间|期末|时期|末|初|中后期|以来)?",
    f"(?:第?[一二三四1-4]|每个?|每一|各|本|上|下|按|逐)?季度[末底初]?{_DUE}|按季(?!节)",
    f"每?[上下]半年[底末内]?{_DUE}|每?半年(?!多|来)[内]?",
    f"(?:每个?|每一|逐|按)(?:学年|学期|年度|月度|月|年|周|日(?!间)|天|旬|季)(?:\\d{{1,2}}月份?[底末]?{_DUE})?",
    f"(?:今|明|去|当|本|次|翌|前|上|全|同|历|往|近[几两三]?)年(?!轻|龄|级|会|货|薪|人)度?{_PART}(?:来|以来)?{_DUE}",
    f"(?<!{_N})(?<![\\d往少青老成多])年(?:底|末|初|终|度|内(?!部|容|涵|分|科)|中(?!央|西|医))(?:内|以来)?{_DUE}",
    rf"(?:\d+(?:\.\d+)?(?:[-—~～至到]\d+)?|(?<![第{CHINESE}]){_N}{{1,3}}|[半几数])[多余]?{_LENGTH}(?:以?[内上下]|之内|以来|{_DUE})",
)  # fmt: skip
_MEASURE = (
    f"{COUNTED.pattern}|级|轮|步|倍|位|份|族|道|端|度|岁|届|甲(?=等|医|公|综|复|[^一-龥])|系列|大(?!力|量|幅|会|学|家|众|局|型|胆|约|多|数)|"
    "统一|允许|线(?![上下索])|分开|同步|结合|支柱|环节|阶段|方面|层面|部分|维度|癌|病(?!区)|早(?!期)|医(?=联动|协同|改革)|集中|协同"
)
_AMOUNTS = (
    "(?<=—)\\d{1,3}(?=—)",  # — 3 —
    rf"\d+(?:[.,:+×/]\d+)*(?:[-—–~～－至到]\d+(?:[.,]\d+)*)?(?:[%％‰]|个百分点)?[万亿]?[余多]?(?:{COUNTED.pattern}|/10万|/万|周岁|级|类|版|位|倍|轮|届)?",
    f"[百千万]分之[{CHINESE}点]{{1,9}}|百分百|{_N}成(?=以?[上下内]|左右|的)|一半|半数|翻{_N}?番|翻倍|{_N}分之{_N}",
    f"第{_N}{{1,4}}(?:、{_N}{{1,3}})*(?:{_MEASURE}|款|章|节|名|梯队|时间|责任人)?",
    f"(?<![{CHINESE}])(?!(?<=进)一步|(?<=[统专唯同单任某万])一)(?:{_N}{{1,4}})(?:[、和至到或](?:{_N}{{1,3}}))*[余多]?(?:{_MEASURE})|一系列",
    f"[①-⑳❶-❿]|(?<!{_N})[{CHINESE}]是(?!否)",
    f"{FULL}|(?:所有|全部)(?!制|权)",
)  # fmt: skip
_ROLES = (
    "按照?(?:各自)?(?:职责|职能)?分工(?:负责|落实)?|按(?:各自)?职责|各负其责|"
    "(?:责任|牵头|配合|主办|协办|主责|参与|落实|负责)(?:责任)?(?:单位|部门|主体)|责任分工|"
    "牵头(?:负责|抓总)?|负责|会同|配合|协助|不再(?:单独|一一)?列出"
)
_READERS = (
    (MentionKind.TIME, re.compile("|".join(_TIMES))),
    (MentionKind.NUMBER, re.compile("|".join(_AMOUNTS))),
    (MentionKind.DUTY, re.compile(_ROLES)),
)
_QUOTED = re.compile(f"[“‘](?=[{CHINESE}双多][^“”‘’]{{1,3}}[、，]?[{CHINESE}][^“”‘’])[^“”‘’]{{1,30}}[”’]")
_BLOT = "▁"


def scan_chinese(text: str) -> list[tuple[int, int, MentionKind]]:
    """Start, end and kind of every mention in a sentence; times first, so that their numbers are not said twice."""
    left, found = text, []
    for kind, words in _READERS:
        for match in words.finditer(left):
            found.append((*match.span(), kind))
        left = words.sub(lambda match: _BLOT * len(match[0]), left)
    for match in _QUOTED.finditer(left):  # “一主两副”
        if _BLOT not in match[0]:
            found.append((match.start() + 1, match.end() - 1, MentionKind.NUMBER))
    return sorted(found)
