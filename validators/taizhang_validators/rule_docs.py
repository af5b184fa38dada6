"""The page of all rules, rendered from the rulebook."""

from __future__ import annotations

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
标（试行）的只提示、不退回。省、市自己的规则是四位编号，写法见[本地规则](local-rules.md)。

## 怎么答复

- **必须修改**（E）：改好后重新报送。确有特殊情况的，由下发单位批准豁免（`taizhang waive`，写明谁批准、为什么、到哪天为止）。
- **请确认**（W）：核对后改正；内容属实的，在该行“备注”写“属实说明：原因”，不必改数。原因要说出事由，只写“属实”不算。
  一行有几条请确认的，一句说明对各条都有效；只说其中一条的，写成“属实说明（W405）：原因”。
  针对整张表的，在表下另起一行写“注：属实说明：原因”。
- **提示**（N）：仅供参考，不必答复。

已说明、已豁免的仍然列出，不再计数，也不影响接收；汇总表的“豁免与说明”逐条照录。
标“不可豁免”的，是来件不对，或没有一个可以汇总的数。
"""


def render_rules() -> str:
    """docs/rules.md: every rule by family, with its examples."""
    return "\n".join((_OPENING, *_contents(), *_chapters()))


def _contents() -> Iterator[str]:
    """Each family's rules as a table of their own."""
    yield f"## 目录（共 {len(rules())} 条）\n"
    for family, name in FAMILIES.items():
        own = [entry for entry in rules() if entry.number[0] == family]
        if own:
            yield f"**{family} {name}**（{len(own)} 条）\n\n| 编号 | 要求 | 规则 |\n|---|---|---|"
            yield from (f"| {entry.code} | {entry.severity.word} | {entry.heading} |" for entry in own)
            yield ""
    yield f"**规则库自身**\n\n| 编号 | 要求 | 规则 |\n|---|---|---|\n| {BROKEN.code} | {BROKEN.severity.word} | {BROKEN.title} |\n"


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
        f"### {entry.code} {entry.heading}\n",
        f"- 要求：{entry.severity.word}",
        f"- 提示：{entry.wording.says_with}。{entry.wording.fix_with}",
        f"- 依据：{entry.source}",
    ]
    if entry.after:
        lines.append(f"- 同一行（列、表）已提示 {'、'.join(entry.after)} 的，不再重复提示本条")
    if not entry.waivable and not entry.final:
        lines.append("- 不可豁免")
    if entry.final:
        lines.append("- 提示本条后，不再核对表中内容；不可豁免")
    if entry.since:
        lines.append(f"- {entry.since} 起用")
    examples = read_examples(entry.docstring)
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
