"""How a row of the archive is called when something is said of it."""

from __future__ import annotations

_NAMES = {
    "blob": "原件",
    "plan": "计划",
    "roster": "通讯录",
    "roster_line": "通讯录名单",
    "round": "报告期",
    "receipt": "收件",
    "mailbox_uid": "邮箱",
    "outcome": "收件结果",
    "submission": "登记簿",
    "outcome_line": "收件附件",
    "waiver": "豁免",
    "waiver_withdrawal": "撤回豁免",
    "clearing": "销号记录",
    "decision": "核定决定",
    "answer": "答复",
    "delivery": "发送记录",
    "bounce": "退信",
    "rollup": "汇总",
    "submitted": "上报记录",
    "purge": "到期清除",
    "purged": "清除明细",
    "chain": "指纹链",
}


def table_name(table: str) -> str:
    """The table's name in words; one that is not ours by its own name."""
    return _NAMES.get(table, table)


def row_name(table: str, key: str) -> str:
    """As 登记簿第3号, 通讯录第1号第5行, 指纹为0123456789ab的收件."""
    name = table_name(table)
    match table, key.rpartition("/"):
        case "roster_line", (roster, _, position):
            return f"通讯录第{roster}号第{_one_more(position)}行"
        case "outcome_line", (receipt, _, position):
            return f"指纹为{receipt[:12]}的收件的第{_one_more(position)}个附件"
        case "mailbox_uid", (mailbox, _, uid):
            return f"{name}“{mailbox.rpartition('/')[0]}”的第{uid}封邮件"
        case (("blob" | "receipt" | "outcome"), _):
            return f"指纹为{key[:12]}的{name}"
    return f"{name}第{key}号"


def _one_more(position: str) -> str:
    return str(int(position) + 1) if position.isdecimal() else position
