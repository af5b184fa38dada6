from __future__ import annotations

from pathlib import Path

from taizhang_validators.rule_docs import render_rules

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_of_rules_is_current():
    assert PAGE.read_text(encoding="utf-8") == render_rules()
