"""What a mail server's refusal means, in Chinese, by its enhanced status code (RFC 3463) or its plain one (RFC 5321)."""

from __future__ import annotations

import re

_ENHANCED = re.compile(r"\b[245]\.(\d{1,3})\.(\d{1,3})\b")
_BY_DETAIL = {
    (1, 1): "收件地址不存在",
    (1, 2): "收件地址的域名不存在",
    (1, 3): "收件地址的写法不被接受",
    (1, 6): "收件人的邮箱已经迁走",
    (1, 10): "收件地址的域名不收邮件",
    (1, 7): "发件地址的写法不被接受",
    (1, 8): "发件地址的域名不存在",
    (2, 1): "收件人的邮箱已停用",
    (2, 2): "收件人的邮箱已满",
    (2, 3): "邮件超过收件人允许的大小",
    (3, 1): "服务器的存储空间已满",
    (3, 4): "邮件超过服务器允许的大小",
    (7, 0): "服务器的安全规则不放行",
    (7, 1): "服务器的安全规则不放行，或帐号没有权限",
}
_BY_SUBJECT = {
    1: "收件地址有问题",
    2: "收件人的邮箱收不了",
    3: "服务器暂时收不了",
    4: "服务器之间的网络不通",
    5: "服务器不认可这次投递",
    6: "服务器不接受邮件的内容格式",
    7: "服务器的安全规则不放行",
}
_BY_CODE = {
    421: "服务器暂停服务",
    450: "收件人的邮箱暂时不可用",
    451: "服务器要求稍后再发",
    452: "服务器空间不足，或发得太多",
    550: "收件人的邮箱不存在，或服务器不放行",
    551: "收件人不在这台服务器上",
    552: "邮件太大，或收件人的邮箱已满",
    553: "地址不被接受",
    554: "服务器拒收，多半是反垃圾规则",
}


def meaning_of(code: int, words: str) -> str:
    """A clause for the operator; `words` are the server's own."""
    found = _ENHANCED.search(words)
    if found:
        subject, detail = int(found[1]), int(found[2])
        known = _BY_DETAIL.get((subject, detail)) or _BY_SUBJECT.get(subject)
        if known:
            return known
    return _BY_CODE.get(code, "服务器没有收下")
