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
    DDE = "dde"
    EXTERNAL_LINK = "external-link"
    HIDDEN_SHEET = "hidden-sheet"
    EMBEDDED_OBJECT = "embedded-object"
    FORMULA_INJECTION = "formula-injection"
    FORMULA_WITHOUT_VALUE = "formula-without-value"
    CONTROL_CHARACTERS = "control-characters"
    BAD_CELL = "bad-cell"
    OVER_LIMIT = "over-limit"
    EXTENSION_DIFFERS = "extension-differs"
    OPENED_WITH_PASSWORD = "opened-with-password"


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
