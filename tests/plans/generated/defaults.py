"""Units that answer for every task and are not listed again."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from generated.families import Draw, family
from generated.said import Clause, Default
from generated.words import World

DEFAULTS = family("defaults")


@DEFAULTS.form("in the first clause", "不再(?:列出|单独列出|一一列出)")
def _in_clause(draw: Draw, world: World, clause: Clause) -> Clause:
    units = f"各{world.below}" + draw(st.sampled_from(("", "人民政府")))
    said, role = draw(st.sampled_from((("负责", "by_duty"), ("落实", "by_duty"), ("配合", "support"))))
    again = draw(st.sampled_from(("不再列出", "不再单独列出", "不再一一列出")))
    which = draw(st.sampled_from(("以下工作任务", "以下任务", "以下")))
    need = draw(st.sampled_from(("均需", "均由", "均须")))
    note = f"{which}{need}{units}{said}{world.comma}{again}"
    return replace(clause, text=f"{clause.text}。{note}", default=Default((units,), role))
