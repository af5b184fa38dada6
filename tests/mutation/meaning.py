"""What each edit means: whether the ledger still says all that it said, and what is said anew."""

from __future__ import annotations

from itertools import pairwise

# After these something is lost, contradictory or unclear, and the filler has to be told.
HARMFUL = frozenset((
    "删去一个任务行", "删去五个任务行", "复制一行插在下面", "两列只换内容不换表头", "两列只换表头不换内容",
    "删去配合单位一列", "删去进展情况一列", "删去累计完成值一列", "右边再贴一列累计完成值",
    "表头改成自己的话又删去栏次行", "三行的完成状态合并", "两行的累计完成值合并", "同一行的进展和问题合并",
    "复制一份并改了副本", "数据填在复制的表里原表留空", "后半部分移到另一张表", "后半部分连表头移到另一张表",
    "表下面再贴一遍上季度的表", "表右边再贴一遍上季度的表", "算式出错", "完成值写成同上", "完成值写成几个数",
    "完成值被变成日期", "完成状态写了认不出的词", "改了目标值", "改了计量单位", "改了举措的字",
    "在任务栏里接着写进展", "进展写在下一行", "拆成两行填报", "只粘贴表格不带表头表尾",
    "删去一格累计完成值而下方上移", "删去一格完成状态而下方上移", "插入一格进展情况而下方下移", "分子分母整列贴错一行",
    "累计完成值整列贴错一行",
))  # fmt: skip

# Fields that the edit says anew in some rows: what is read there must be told, be it by a note.
RESTATED = {
    "三行的进展情况合并": frozenset(("progress",)),
    "三行的完成状态合并": frozenset(("status",)),
    "同一行的进展和问题合并": frozenset(("problems",)),
}


# What the first edit leaves, the second takes away for good.
_TAKEN_AWAY = (
    (("隐藏填报各列", "三行的进展情况合并"),
     ("隐藏的内容全部清除", "只把可见内容粘贴到新工作簿", "粘贴到新工作簿的第三行第二列")),
    (("数字用算式填", "算式引用别的单元格"),  # the filler's own formula, saved without its value
     ("用别的库打开又保存", "公式的值都没有了", "改用一九〇四日期系统", "隐藏的内容全部清除", "数字全存成文本",
      "文字前后带空格和不可见字符")),
)  # fmt: skip


def is_harmless(edits: tuple[str, ...]) -> bool:
    """Whether all that the filler said is still in the file, and said once."""
    if HARMFUL & set(edits):
        return False
    return not any(
        one in left and other in taken for left, taken in _TAKEN_AWAY for one, other in pairwise(edits)
    )


def restated(edits: tuple[str, ...]) -> frozenset[str]:
    """The fields that one of the edits says anew."""
    return frozenset().union(*(RESTATED.get(name, frozenset()) for name in edits))
