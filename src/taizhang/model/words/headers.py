"""Header synonyms: the words that offices write over the same column.

Source: published ledgers of health-reform offices. They match exactly after blanks and punctuation are
dropped, never by "contains": 是否完成 is not 完成.
"""

from __future__ import annotations

from taizhang.model.words.blanks import bare_words

HEADER_SYNONYMS: dict[str, tuple[str, ...]] = {
    "number": ("编号", "项次"),
    "task": ("重点工作", "工作任务", "任务内容", "主要任务", "任务名称"),
    "measure": ("具体措施", "落实措施", "推进措施", "工作措施", "举措"),
    "indicator": ("指标", "指标名称", "量化目标"),
    "target": ("目标", "年度目标", "年度目标值"),
    "unit": ("单位", "计量单位名称"),
    "duties": ("责任单位", "责任单位及分工"),
    "lead": ("主办单位", "牵头部门", "主办部门"),
    "support": ("协办单位", "参与单位", "配合部门"),
    "person": ("责任人", "责任人及电话", "联系人及电话"),
    "deadline": ("完成时间", "完成期限", "截止日期", "时间节点", "办结时限"),
    "previous": ("上期累计完成值", "上期值"),
    "actual": ("完成值", "累计值", "累计完成", "完成数", "实际完成值"),
    "rate": ("完成比例", "完成进度"),
    "status": ("状态", "进度状态", "完成进度状态"),
    "progress": ("办理情况", "工作进展", "完成情况", "落实情况", "进展"),
    "problems": ("问题", "存在的问题", "存在问题及原因", "问题及原因"),
    "next_steps": ("下一步计划", "后续工作", "下步打算", "下一步工作打算"),
    "evidence": ("佐证", "证明材料", "佐证资料"),
    "needs_leader": ("需领导协调", "是否需要领导协调", "需协调事项"),
    "clearing": ("销号状态", "销号情况", "是否销号"),
    "remarks": ("说明",),
}


def header_key(text: str) -> str:
    """A header cell's text without blanks, line breaks and punctuation, in one width."""
    return bare_words(text)
