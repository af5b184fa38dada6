"""Why a text in a number cell is no number, in words that go on after 填的是“…”，: the first that fits."""

from __future__ import annotations

import re

from taizhang.model.words.numerals import ARABIC, CHINESE

_SOME = rf"[\d{CHINESE}万亿]"
_SAID_OF: tuple[tuple[str, str], ...] = (
    (r"[?？]", "带着问号，拿不准"),
    (
        r"\d{4}[-.]\d{1,2}[-.]\d{1,2}|\d[年月日号]|[年月]底|季度|半年|年内|长期|\d:\d\d",
        "像是日期、期限或时刻",
    ),
    (r"同比|环比|增长|增加|提高|提升|下降|降低|减少|新增|百分点|pp$|bp$", "说的是增减多少，不是达到多少"),
    (r"计划|目标|预计|拟|^应", "说的是打算完成的数，不是已完成的数"),
    (r"未完成.|还差|还剩|^[余剩差欠缺]\D*\d|尚[缺差欠]", "说的不是已完成的数"),
    (r"^其中|^含|^\(含", "说的只是其中一部分"),
    (r"上年|去年|上期|同期|本季|本月|当季|当月|[(].*[差缺未]", "括号里的话说的不是到本期为止的累计数"),
    (r"[≥≤<>≮≯]|以[上下内外]|不足|不到|不[低高少多]于|不超|[超逾]|至少|至多|最[多少高低]|上限|下限|[^分]满$", "说的是范围，不是一个数"),
    (r"^\(?[约近上成数几]|几|若干|[余多]|左右|上下|[~～≈]|俩|仨|半数|大约", "说的是大概多少，不是一个数"),
    (rf"[万亿千][零{CHINESE}]*\d|亿[{CHINESE}]+$", "“万”“亿”“千”后面的数有两种读法"),
    (r"1[3-9]\d{9}", "像是姓名和电话"),
    (rf"^[{CHINESE}]{{2,}}[万亿]?\D*$", "说的是大概多少，或者少写了几个字"),
    (r"[×xX*=]\d|\d[+*×]\d|\d±|^[=+-]{2}", "写的是算式或多余的符号，不是得数"),
    (r"统计|附[件表]|暂缺|上报|数据|未填|^空|^免|同前|见[上下前后表]|全部|全覆盖|^n/?a$|^#n/a$|^null$|^nan$|没有|未开展|^[-_\\/、·.。″∕＼]+$", "没有给出数"),
    (r"^[是否√×✓✗]$|^true$|^false$|完成$|达到$|基本是", "不是数，是完成与否的话"),
    (r"^\(.*\)$|^[\[【<].*[\]】>]$", "整个写在括号里，是负数、序号还是说明分不清"),
    (r"^第|^\d+、$|^[一二三四五六七八九十]+、$", "像是序号"),
    (rf"^{ARABIC},|^\d+(?:[,.]\d*)+$|^\d+'\d+", "逗号或小数点的位置不合写法"),
    (r"\d(?:比|:)\d", "写的是两个数的比"),
    (r"\d[^\d]+\d", "一个单元格里有几个数，不知该取哪一个"),
    (r"^[a-zA-Z]+$|\d[a-zA-Z]|[a-zA-Z]\d", "是字母，或者夹着字母"),
    (r"^\D*[万亿百千佰仟]\D*$", "数没有写全"),
    (r"^[\W_]*\d+[\W_]*$", "数的旁边有多余的符号"),
    (rf"^{_SOME}+\D+$", "数的后面跟着认不出的字"),
    (r"^\D+\d+\D*$", "数的前面有认不出的话"),
)  # fmt: skip
_REASONS = tuple((re.compile(pattern, re.IGNORECASE), reason) for pattern, reason in _SAID_OF)
UNREADABLE = "读不出一个数"


def why_unreadable(text: str) -> str:
    """The text without blanks, in one width, of which no number could be made."""
    return next((reason for pattern, reason in _REASONS if pattern.search(text)), UNREADABLE)
