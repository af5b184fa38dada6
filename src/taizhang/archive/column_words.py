"""What each column of the archive is called in an export."""

from __future__ import annotations

_NAMES = {
    "number": "号", "position": "位置", "table": "表", "key": "键", "id": "编号", "version": "版本", "json": "内容",
    "source": "原文指纹", "added_at": "加入时间", "plan": "计划", "plans": "计划", "roster": "通讯录号",
    "reporter": "填报单位", "name": "名称", "level": "层级", "place": "汇总地区", "reports_to": "报送给", "addresses": "邮件地址",
    "contact": "联系人", "phone": "电话", "leader": "分管领导", "period": "报告期", "opened_on": "开始收取",
    "sha256": "指纹", "kind": "种类", "received": "收到时间", "received_utc": "收到时间（世界时）", "arrived": "入库时间",
    "mailbox": "邮箱", "uidvalidity": "邮箱版本号", "uid": "邮件号", "receipt": "收件指纹", "state": "状态",
    "reason": "原因", "at": "时间", "sender": "发件人", "subject": "主题", "sent": "发出时间", "message_id": "邮件标识",
    "refers_to": "所答邮件标识", "machine": "自动邮件", "attachments": "附件数", "file_name": "文件名", "size": "字节数",
    "verdict": "处理结果", "errors": "必须修改", "warnings": "请确认", "nothing_to_report": "零报告", "findings": "校验结果",
    "record": "台账", "beside": "所附台账号", "judged": "自动处理结果", "filed_under": "自动判定填报单位",
    "submission": "登记号", "submissions": "登记号", "code": "规则", "row": "任务行", "who": "决定人", "why": "理由",
    "until": "有效期至", "given_at": "作出时间", "waiver": "豁免号", "evidence": "佐证材料", "choice": "决定",
    "address": "收件人", "answer": "答复号", "said": "服务器回应", "purge": "清除号", "row_hash": "行指纹",
    "rollup": "汇总号", "previous_hash": "前一号指纹", "hash": "本号指纹",
}  # fmt: skip


def column_name(column: str) -> str:
    """The column's name in words; one without by its own name."""
    return _NAMES.get(column, column)
