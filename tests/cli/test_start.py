"""Start-up stays instant: nothing heavy is imported before it is needed."""

import json
import subprocess
import sys

HEAVY = (
    "pandas",
    "pydantic",
    "openpyxl",
    "xlwings",
    "sqlalchemy",
    "lxml",
    "python_calamine",
    "xlsxwriter",
    "rich",
    "numpy",
    "docx",
    "jinja2",
    "matplotlib",
    "dask",
    "distributed",
)


def imported_by(*words: str) -> set[str]:
    script = (
        "import json, sys\n"
        "from taizhang.cli.run import run\n"
        f"code = run({list(words)!r})\n"
        "print('\\n' + json.dumps([code, sorted(sys.modules)]))\n"
    )
    out = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    code, modules = json.loads(out.splitlines()[-1])
    assert code == 0
    return set(modules)


def test_help_imports_nothing_heavy() -> None:
    modules = imported_by("--help")
    assert [name for name in HEAVY if name in modules] == []
    assert [name for name in modules if name.startswith("taizhang.desk.")] == []


def test_help_of_a_command_imports_nothing_heavy() -> None:
    modules = imported_by("issue", "--help")
    assert [name for name in HEAVY if name in modules] == []


def test_the_nouns_import_nothing_heavy() -> None:
    script = "import sys, taizhang.model.ledger, taizhang.model.figure, taizhang.model.divisions; print(*sys.modules)"
    out = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    assert [name for name in HEAVY if name in out.split()] == []
