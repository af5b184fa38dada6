"""docs/returned-parts.md: what becomes of each part of a file that is returned, whichever program saved it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from returned_files.marked import returned
from returned_files.part_differ import CHANGED, PartChange, compare_parts
from taizhang.model.table_rows import TableRows

LIBREOFFICE = "LibreOffice 保存的"
PAGE = Path(__file__).parents[2] / "docs" / "returned-parts.md"
OPENING = """\
# 退回的文件里改了什么

<!-- 本页由 make docs 生成，请勿手工修改。 -->

退回的是填报单位自己的文件，只加上校验的标注。一个 .xlsx 文件由许多部件组成；下面把送来的和退回的逐个部件对照：“原样”是压缩后的
字节一个不差；“只加”是原有内容都在，只多出所列各项；“新增”是校验自己的部件。各文件里另放了线索批注、打印机设置、自定义数据、
图片、文本框和扩展的数据有效性，这些在读入再另存时容易丢失。文件在下一次报送合格后，标注全部去掉。

自己对照两个文件：`PYTHONPATH=tests python -m returned_files.part_differ 送来的.xlsx 退回的.xlsx`。"""

# In the order in which they are told; what is not here is told by its sign, and the tests do not allow it.
_WORDS = {
    "+sheet": "工作表{n}张",
    "+row": "行{n}",
    "+c": "单元格{n}",
    "+mergeCell": "合并{n}处",
    "+autoFilter": "筛选{n}处",
    "autoFilter@ref": "筛选包括新加的列",
    "col": "新加列的宽度{n}列",
    "+cols": "列宽",
    "c@s": "填报单位的单元格着色{n}格",
    "+conditionalFormatting": "条件格式{n}处",
    "cfRule@priority": "原有条件格式的次序后移{n}条",
    "+author": "批注作者{n}名",
    "+comment": "批注{n}条",
    "+r": "同一格批注里续写{n}段",
    "-t": "同一格批注改为分段{n}条",
    "+shape": "批注框{n}个",
    "+shapetype": "批注框样式",
    "+legacyDrawing": "与批注的联系",
    "+definedName": "名称{n}个",
    "+definedNames": "名称表",
    "definedName:text": "筛选区名称包括新加的列",
    "+font": "字体{n}种",
    "+fill": "底色{n}种",
    "+border": "边框{n}种",
    "+xf": "格式{n}种",
    "+dxf": "条件格式样式{n}种",
    "+dxfs": "条件格式样式表",
    "+Override": "部件登记{n}条",
    "+Default": "部件类型登记{n}条",
    "+Relationship": "部件联系{n}条",
    "+property": "文件属性{n}项",
}
_COUNTS = frozenset(  # numbers in the file that say how many there are, and change with them
    (
        "row@spans", "mergeCells@count", "fonts@count", "fills@count", "borders@count", "cellXfs@count", "dxfs@count",
    )
)  # fmt: skip

Sent = Mapping[str, tuple[bytes, TableRows]]


def page_of(sent: Sent) -> str:
    """The page over these files, by who saved each."""
    return "\n".join((OPENING, *(line for name in sent for line in ("", *section_of(name, *sent[name]))), ""))


def section_of(name: str, content: bytes, table: TableRows) -> Iterator[str]:
    """One file's part by part."""
    changes = compare_parts(content, returned(content, table))
    kinds = [change.what for change in changes]
    yield f"## {name}"
    yield ""
    yield f"部件{len(changes)}个：" + "，".join(
        f"{what}{kinds.count(what)}个" for what in dict.fromkeys(sorted(kinds))
    )
    yield ""
    yield "| 部件 | 结果 | 加了什么 |"
    yield "|---|---|---|"
    for change in changes:
        yield f"| {change.name} | {change.what} | {added(change) if change.what == CHANGED else ''} |"


def added(change: PartChange) -> str:
    """What is more in a part, in words."""
    told = [_WORDS[sign].format(n=change.differences[sign]) for sign in _WORDS if sign in change.differences]
    unknown = sorted(change.differences.keys() - _WORDS.keys() - _COUNTS)
    return "、".join((*told, *unknown))
