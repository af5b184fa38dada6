"""The generated pages are those that `make docs` would write."""

import importlib.util
from pathlib import Path
from types import ModuleType

DOCS = Path(__file__).parents[2] / "docs"


def generator() -> ModuleType:
    """docs/generate.py, which is a script and on no import path."""
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_generated_page_is_current() -> None:
    pages = generator().PAGES
    assert sorted(pages) == ["columns.md", "limits.md", "notice-template.md", "rules.md"]
    stale = [name for name, render in pages.items() if (DOCS / name).read_text(encoding="utf-8") != render()]
    assert stale == [], "请运行 make docs"
