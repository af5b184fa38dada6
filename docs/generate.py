"""`make docs`: the pages that are made from the product itself; committed, and never edited by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from taizhang.model.ledger import Carried, Column, ledger_columns
from taizhang_validators.rule_docs import render_rules

DOCS = Path(__file__).parent

_FILLERS = {"plan": "按计划预填", "record": "按上期预填", "county": "填报单位", "formula": "公式计算"}
_CARRIED = {
    Carried.NUMBER: "上期接收的累计完成值",
    Carried.TEXT: "上期所填",
    Carried.OPEN: "上期所填，任务完成或销号的除外",
    Carried.CLEARING: "申请中，或上级登记的已销号、退回、重新打开（未申请）",
}
_LIMITS_TOLD = """\
`taizhang collect` 和 `taizhang return` 的 `--limits 限额.toml` 用下列名称另设上限，每行一项，如 `"附件兆字节" = 50`。
没有写的各项用默认值。超过上限的文件原样存入档案库，结论中写明超过的是哪一项、上限是多少。
工作簿内部 xml 的层次最多 256 层，一处内容最长 10000000 字节，由解析库规定，不能另设。"""


def main() -> None:
    """Write every generated page that differs from what stands there."""
    for name, render in PAGES.items():
        page = DOCS / name
        text = render()
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")
            print(f"已更新 {page.name}")


def render_columns() -> str:
    """The ledger's columns as a page, read off the class body of LedgerRow."""
    head = ("栏目", "字段", "谁填", "下拉选项", "沿用上期", "说明", "同义表头")
    return _page("任务台账的栏目", "LedgerRow", head, map(_cells, ledger_columns()))


def _page(title: str, source: str, head: Sequence[str], rows: Iterable[Sequence[str]], *told: str) -> str:
    """A page of one table, with what is told of it."""
    above = (f"# {title}", f"由 `make docs` 按 `{source}` 生成，请勿手工修改。", *told)
    table = (head, ("---",) * len(head), *rows)
    lines = [f"| {' | '.join(row)} |" for row in table]
    return "\n\n".join((*above, "\n".join(lines))) + "\n"


def _cells(column: Column) -> tuple[str, ...]:
    from taizhang.model.words.headers import HEADER_SYNONYMS

    title = column.title + ("（隐藏）" if column.hidden else "")
    synonyms = "、".join(HEADER_SYNONYMS.get(column.field, ()))
    return (
        title,
        f"`{column.field}`",
        _FILLERS[column.filler],
        "、".join(column.choices),
        _CARRIED[column.carried] if column.carried else "",
        column.hint,
        synonyms,
    )


def render_limits() -> str:
    """The bounds of intake as a page, read off the settings."""
    from taizhang.desk.intake.intake_limits import settings

    head = ("名称", "限制的是", "默认值", "可设范围")
    rows = ((name, of, str(default), f"{least}～{most}") for name, of, default, least, most in settings())
    return _page("收取时的各项上限", "intake_limits.py", head, rows, _LIMITS_TOLD)


_TEMPLATE_TOLD = """\
`taizhang notice --write-template 模板.docx` 写出自带的通报模板，用 Word 或 WPS 改好后，用 `taizhang notice --template 模板.docx` 交回。
双花括号里的名称会换成内容，如 `{{ 任务总数 }}`；列表用 `{%p for 项 in 红灯任务 %}` 到 `{%p endfor %}` 逐段重复，表格里用 `{%tr for 行 in 指标表 %}` 到 `{%tr endfor %}` 逐行重复；`{% if 未报数 %}` 到 `{% endif %}` 只在有数时出现。
数字写进通报后带书签，用 `taizhang trace 通报.docx 书签` 追到汇总表的单元格和原件。"""


def render_placeholders() -> str:
    """What a Word template of a notice may ask for, read off the placeholders themselves."""
    from taizhang.papers.notice_facts import PLACEHOLDERS

    head = ("占位符", "是什么", "列表每项的名称")
    rows = (
        (
            f"`{one.name}`",
            one.says,
            "、".join(f"`{name}`{f'（{says}）' if says else ''}" for name, says in one.columns.items()),
        )
        for one in PLACEHOLDERS
    )
    return _page("通报模板的占位符", "papers/notice_facts.py", head, rows, _TEMPLATE_TOLD)


PAGES: dict[str, Callable[[], str]] = {
    "rules.md": render_rules,
    "columns.md": render_columns,
    "limits.md": render_limits,
    "notice-template.md": render_placeholders,
}

if __name__ == "__main__":
    main()
