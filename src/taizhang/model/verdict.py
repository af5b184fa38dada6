"""The words for what becomes of a file: its class, its flags, its verdict, its reporter's state."""

from __future__ import annotations

from enum import StrEnum


class FileClass(StrEnum):
    """Whether a file can be read at all."""

    READABLE = "readable"
    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    NOT_A_WORKBOOK = "not-a-workbook"
    UNSUPPORTED = "unsupported-format"
    DANGEROUS = "dangerous"


class Flag(StrEnum):
    """What was noticed beside a file's class."""

    MACRO = "macro"
    AUTO_RUN = "auto-run"  # a macro that nobody has to start
    DDE = "dde"
    EXTERNAL_LINK = "external-link"
    HIDDEN_SHEET = "hidden-sheet"
    EMBEDDED_OBJECT = "embedded-object"
    FORMULA_INJECTION = "formula-injection"
    FORMULA_WITHOUT_VALUE = "formula-without-value"
    CONTROL_CHARACTERS = "control-characters"
    BAD_CELL = "bad-cell"
    OVER_LIMIT = "over-limit"
    HIGH_RATIO = "high-ratio"
    EXTENSION_DIFFERS = "extension-differs"
    OPENED_WITH_PASSWORD = "opened-with-password"

    @property
    def word(self) -> str:
        return {
            "macro": "宏",
            "auto-run": "自动运行的宏",
            "dde": "动态数据交换",
            "external-link": "外部链接",
            "hidden-sheet": "隐藏的工作表",
            "embedded-object": "嵌入对象",
            "formula-injection": "以公式符号开头的文字",
            "formula-without-value": "没有结果的公式",
            "control-characters": "控制字符",
            "bad-cell": "读不出的单元格",
            "over-limit": "超过上限",
            "high-ratio": "压缩比过高",
            "extension-differs": "扩展名与内容不符",
            "opened-with-password": "凭密码打开",
        }[self.value]


class Verdict(StrEnum):
    """What the office does with a submission."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    NOT_A_LEDGER = "not-a-ledger"
    QUARANTINED = "quarantined"
    SET_ASIDE = "set-aside"

    @property
    def word(self) -> str:
        return {
            "accepted": "已接收",
            "returned": "退回修改",
            "not-a-ledger": "不是任务台账",
            "quarantined": "待人工核定",
            "set-aside": "另行存放",
        }[self.value]


class ReportingState(StrEnum):
    """Where a reporter stands in a period; the roster is the truth."""

    ON_TIME = "及时"
    LATE = "迟报"
    MISSING = "未报"
    NOTHING_TO_REPORT = "零报告"
    RETURNED = "退回未改"
    PENDING = "待定"


class ReceiptState(StrEnum):
    """What became of a mail, or of a file from a folder, as a whole; it is in exactly one of these."""

    TAKEN = "taken"
    NO_ATTACHMENT = "no-attachment"
    LINK_ONLY = "link-only"
    TABLE_IN_BODY = "table-in-body"
    PICTURES_ONLY = "pictures-only"
    INCOMPLETE = "incomplete"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    AUTO_REPLY = "auto-reply"
    BOUNCE = "bounce"
    READ_RECEIPT = "read-receipt"
    BULK = "bulk"
    OURS = "ours"

    @property
    def word(self) -> str:
        return {
            "taken": "已登记",
            "no-attachment": "没有附件",
            "link-only": "只有网盘链接",
            "table-in-body": "表格贴在正文",
            "pictures-only": "只有图片",
            "incomplete": "邮件不完整",
            "too-large": "邮件过大",
            "unreadable": "邮件未拆开",
            "empty": "邮件是空的",
            "auto-reply": "自动回复",
            "bounce": "退信",
            "read-receipt": "回执",
            "bulk": "群发邮件",
            "ours": "本系统的邮件",
        }[self.value]


class Machine(StrEnum):
    """Which machine wrote a mail, if any did; such a mail is never answered."""

    NONE = ""
    AUTO_REPLY = "auto-reply"
    BOUNCE = "bounce"
    READ_RECEIPT = "read-receipt"
    BULK = "bulk"
    OURS = "ours"  # this program itself, whoever sent it back


class Choice(StrEnum):
    """What an official decided about a submission; the newest decision holds."""

    ACCEPT = "accept"  # it is genuine, and judged by what was found in it
    REFUSE = "refuse"  # it does not count
    UNDO = "undo"  # as if nothing had been decided

    @property
    def word(self) -> str:
        return {"accept": "准予登记", "refuse": "不予登记", "undo": "撤回决定"}[self.value]


class DeliveryState(StrEnum):
    """Where an answer stands on its way; the newest state holds."""

    TRYING = "trying"  # handed to the server, whose word is not known yet
    SENT = "sent"
    REFUSED = "refused"  # for good: it is not tried again
    PUT_OFF = "put-off"  # for now: it is tried again with the next call

    @property
    def word(self) -> str:
        return {"trying": "不能确定是否寄出", "sent": "已寄出", "refused": "对方拒收", "put-off": "暂未寄出"}[
            self.value
        ]
