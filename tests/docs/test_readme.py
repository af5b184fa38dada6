"""What README.md tells to type and to look at is there."""

import re
import shlex
from pathlib import Path

import click
import pytest

from taizhang.cli.commands import taizhang

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", ROOT / "samples/README.md", *(ROOT / "docs").rglob("*.md")])
TYPED = re.findall(r"^(?:\.venv/bin/)?taizhang (.+?)(?:\s+#.*)?$", README, re.MULTILINE)
TARGETS = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def every_command(group: click.Group, name: str = "") -> dict[str, click.Command]:
    """Each command that does something, by the words that call it."""
    found: dict[str, click.Command] = {}
    for word, command in group.commands.items():
        path = f"{name} {word}".strip()
        if isinstance(command, click.Group):
            found |= every_command(command, path)
        if not isinstance(command, click.Group) or command.invoke_without_command:
            found[path] = command
    return found


COMMANDS = every_command(taizhang)


@pytest.mark.parametrize("typed", TYPED)
def test_every_command_of_the_tour_is_understood(typed: str) -> None:
    name = next(name for name in COMMANDS if typed.startswith(f"{name} "))
    words = [
        str(ROOT / "README.md") if word.endswith((".xlsx", ".txt", ".db", ".json")) else word
        for word in shlex.split(typed.removeprefix(f"{name} "))
    ]
    assert COMMANDS[name].make_context(name, words)


def test_the_tour_shows_every_command_but_the_outline() -> None:
    shown = {name for name in COMMANDS if any(typed.startswith(f"{name} ") for typed in TYPED)}
    assert set(COMMANDS) - shown == {"plan outline"}


def test_every_command_has_json() -> None:
    options = {
        name: {word for one in command.params for word in one.opts} for name, command in COMMANDS.items()
    }
    assert [name for name, words in options.items() if "--json" not in words] == []


def test_every_make_target_it_names_is_one() -> None:
    assert set(re.findall(r"make (\w+)", README)) <= set(TARGETS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []
