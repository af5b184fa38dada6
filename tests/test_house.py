"""The house keeps its own style (docs/ARCHITECTURE.md): what a machine can see of it."""

import ast
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from taizhang.model.plan import Method
from taizhang.model.scoring import Manner
from taizhang.plans import dialects
from taizhang.plans.dialects.chinese import Chinese
from taizhang.rollups import methods
from taizhang.rollups.scoring import manners
from taizhang.rollups.scoring.arithmetic import number
from taizhang_addin import decorators, ledger_buttons
from taizhang_validators import rulebook

ROOT = Path(__file__).parents[1]
PACKAGES = (
    "src/taizhang",
    "addin/taizhang_addin",
    "validators/taizhang_validators",
    "workbook_templates/taizhang_templates",
)
LOWER_FLOORS = (
    tuple(
        f"src/taizhang/{room}"
        for room in (
            "model",
            "plans",
            "ledgers",
            "rollups",
            "books",
            "bundles",
            "mail",
            "papers",
            "archive",
            "errors.py",
        )
    )
    + PACKAGES[2:]
)

LONGEST_BODY = 45  # lines
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "managers",
    "process",
    "handle",
    "data",
    "common",
    "misc",
}
CLOCKS = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.localtime"}
SURROUNDINGS = {"os.environ", "os.getenv", "os.getcwd", "os.chdir", "Path.cwd", "Path.home"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Each module's path within the house, and its tree."""
    for folder in folders:
        top = ROOT / folder
        for path in sorted(top.rglob("*.py")) if top.is_dir() else [top]:
            yield str(path.relative_to(ROOT)), parsed(path)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def dotted(node: ast.AST) -> str:
    """`a.b` for an attribute of a name, as it is written; "" for anything else."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return ""


def body_lines(function: Function) -> int:
    """From the first statement after the docstring to the last line."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def test_the_whole_house_is_read() -> None:
    assert len(list(sources(*PACKAGES))) > 200
    assert all(list(sources(floor)) for floor in LOWER_FLOORS)


def test_no_body_is_long() -> None:
    long = [
        (where, node.name, body_lines(node))
        for where, tree in sources(*PACKAGES)
        for node in ast.walk(tree)
        if isinstance(node, Function) and body_lines(node) > LONGEST_BODY
    ]
    assert long == []


def test_below_the_desk_nothing_looks_at_the_clock_or_around() -> None:
    looks = [
        (where, node.lineno, dotted(node))
        for where, tree in sources(*LOWER_FLOORS)
        for node in ast.walk(tree)
        if dotted(node) in CLOCKS | SURROUNDINGS
    ]
    assert looks == []


def test_below_the_faces_nothing_prints() -> None:
    prints = [
        (where, node.lineno)
        for where, tree in sources(*LOWER_FLOORS, "src/taizhang/desk")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("print", "input")
    ]
    assert prints == []


def test_every_module_has_a_name_of_the_field() -> None:
    assert [where for where, _ in sources(*PACKAGES) if Path(where).stem in VAGUE] == []


def test_every_module_says_what_it_is() -> None:
    silent = [where for where, tree in sources(*PACKAGES) if tree.body and not ast.get_docstring(tree)]
    assert silent == []


@cache
def troubles() -> set[str]:
    """The names of every class of trouble."""
    tree = ast.parse((ROOT / "src/taizhang/errors.py").read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.ClassDef)}


def raised(function: Function) -> Iterator[str]:
    """The names of what a function itself raises."""
    for node in ast.walk(function):
        cause = node.exc if isinstance(node, ast.Raise) else None
        name = cause.func if isinstance(cause, ast.Call) else cause
        if isinstance(name, ast.Name):
            yield name.id


def public_functions(body: Sequence[ast.stmt]) -> Iterator[Function]:
    """The functions and the methods of classes that others may call."""
    for node in body:
        if isinstance(node, Function) and (not node.name.startswith("_") or node.name == "__init__"):
            yield node
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(node.body)


def test_every_public_function_names_the_troubles_it_raises() -> None:
    unnamed = [
        (where, function.name, trouble)
        for where, tree in sources(*PACKAGES)
        for function in public_functions(tree.body)
        for trouble in raised(function)
        if trouble in troubles() and trouble not in (ast.get_docstring(function) or "")
    ]
    assert unnamed == []


def test_what_a_module_keeps_to_itself_is_not_imported() -> None:
    """So that a registry is read through its one function."""
    borrowed = [
        (where, alias.name)
        for where, tree in sources(*PACKAGES)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module != "__future__"
        for alias in node.names
        if alias.name.startswith("_") and not alias.name.startswith("__")
    ]
    assert borrowed == []


def same_rule_again() -> object:
    code = rulebook.rules()[0].code
    return rulebook.rule(code, title="", says="", fix="", source="")(lambda ledger, given: ())


def same_dialect_again() -> object:
    assert len(dialects.dialects()) == 2
    return dialects.dialect(Chinese)


def same_method_again() -> object:
    assert set(methods.methods()) <= set(Method)
    return methods.method(methods.methods()[0])(lambda pool: None)


def same_manner_again() -> object:
    assert set(manners.manners()) <= set(Manner)
    return manners.manner(manners.manners()[0])(lambda item, value, target: manners.Points(number(0)))


def same_button_again() -> object:
    one = next(button for button in decorators.buttons() if button.module == ledger_buttons.__name__)
    function: Any = SimpleNamespace(__module__="another", __name__="one")
    return decorators.button(label=one.label, group=one.group, supertip="")(function)


@pytest.mark.parametrize(
    ("again", "refusal"),
    [
        (same_rule_again, ValueError),
        (same_dialect_again, ValueError),
        (same_method_again, ValueError),
        (same_manner_again, ValueError),
        (same_button_again, decorators.DeclaredTwice),
    ],
)
def test_registries_refuse_doubles(again: Callable[[], object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        again()
