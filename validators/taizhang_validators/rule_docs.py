"""The page of all rules, rendered from the rulebook."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from taizhang_validators.examples import Cell, Example, read_examples
from taizhang_validators.rulebook import BROKEN, Rule, rules

FAMILIES = {
    "0": "文件和工作表",
    "1": "单个单元格",
    "2": "同一行的各列",
    "3": "数与数、数与状态",
    "4": "对照计划和上期",
    "5": "对照其他县区",
}

_OPENING = """\
# 校验规则

<!-- 本页由规则库生成，请勿手工修改。 -->

编号首字母表示要求：E 必须修改，W 请确认，N 提示。首位数字表示类别，编号不重复使用。
大括号处填入表中的实际内容；例表中【】标出的，就是会提示的位置。
"""


def render_rules() -> str:
    """docs/rules.md: every rule by family, with its examples."""
    return "\n".join((_OPENING, *_contents(), *_chapters()))


def _contents() -> Iterator[str]:
    yield "| 编号 | 要求 | 规则 |\n|---|---|---|"
    for entry in (*rules(), BROKEN):
        yield f"| {entry.code} | {entry.severity.word} | {entry.title} |"
    yield ""


def _chapters() -> Iterator[str]:
    family = ""
    for entry in rules():
        if entry.number[0] != family:
            family = entry.number[0]
            yield f"## {family} {FAMILIES[family]}\n"
        yield _section(entry)
    yield f"## 规则库自身\n\n{_section(BROKEN)}"


def _section(entry: Rule) -> str:
    lines = [
        f"### {entry.code} {entry.title}\n",
        f"- 要求：{entry.severity.word}",
        f"- 提示：{entry.wording.says_with}。{entry.wording.fix_with}",
        f"- 依据：{entry.source}",
    ]
    if entry.after:
        lines.append(f"- 同一行（列、表）已提示 {'、'.join(entry.after)} 的，不再重复提示本条")
    if entry.final:
        lines.append("- 提示本条后，不再核对表中内容")
    examples = () if entry is BROKEN else read_examples(sys.modules[entry.module].__doc__ or "")
    return "\n".join((*lines, "", *map(_drawn, examples)))


def _drawn(example: Example) -> str:
    lines = [f"{key}：{'、'.join(map(_marked, cells)) or '无'}  " for key, cells in example.context.items()]
    if lines and example.rows:
        lines.append("")
    if example.rows:
        lines.append(f"| {' | '.join(example.headers)} |")
        lines.append("|---" * len(example.headers) + "|")
        lines += [f"| {' | '.join(map(_marked, row.values()))} |" for row in example.rows]
    return "\n".join((*lines, ""))


def _marked(cell: Cell) -> str:
    return f"【{cell.text}】" if cell.fires else cell.text
