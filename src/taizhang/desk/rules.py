"""What the rulebook holds, whether its examples hold, and what a rule would change of all that was archived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.files import write_file
from taizhang.desk.rule_folder import book_with, local_book

if TYPE_CHECKING:
    from taizhang_validators.rulebook import Rule, Rulebook


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in one line of a list."""

    code: str
    word: str  # 必须修改, 请确认 or 提示
    title: str
    source: str
    trial: bool
    waivable: bool

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "severity": self.code[0],
            "asks": self.word,
            "title": self.title,
            "source": self.source,
            "trial": self.trial,
            "waivable": self.waivable,
        }


@dataclass(frozen=True, slots=True)
class RuleTested:
    """A local rule held against its own examples."""

    code: str
    title: str
    examples: int
    faults: tuple[str, ...]  # Chinese sentences without a full stop

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code, "title": self.title, "examples": self.examples, "faults": list(self.faults),
        }  # fmt: skip


def list_rules(folder: Path | None = None) -> tuple[RuleLine, ...]:
    """Every rule in the order of its number, those of the folder last."""
    return tuple(
        RuleLine(
            entry.code, entry.severity.word, entry.heading, entry.source, entry.trial,
            entry.waivable and entry.code[0] != "N",
        )
        for entry in the_book(folder).rules
    )  # fmt: skip


def prove_rules(folder: Path) -> tuple[RuleTested, ...]:
    """Each rule of the folder held against the example tables of its own file."""
    from taizhang_validators.example_check import faults_of
    from taizhang_validators.examples import read_examples
    from taizhang_validators.local_rules import is_local

    return tuple(
        RuleTested(entry.code, entry.title, len(read_examples(entry.docstring)), tuple(faults_of(entry)))
        for entry in local_book(folder).rules
        if is_local(entry)
    )


def write_rule_book(out: Path, folder: Path | None = None, *, created: datetime) -> int:
    """Write the workbook of all rules; the number of rules in it."""
    from taizhang.books import paint_sheets
    from taizhang_validators.draw_rules import draw_rules

    book = the_book(folder)
    write_file(out, paint_sheets(draw_rules(book), "任务台账校验规则", created))
    return len(book.rules)


def the_book(folder: Path | None) -> Rulebook:
    """The shipped rules, with those of the folder behind them where one is given."""
    from taizhang_validators.rulebook import shipped

    return book_with(folder) or shipped()


def rule_called(book: Rulebook, code: str) -> Rule:
    """The rule with this code.

    Raises:
        BadUsage: the book has none.
    """
    from taizhang.errors import BadUsage

    entry = book.rule(code.strip().upper())
    if entry is None:
        raise BadUsage(f"没有编号为“{code}”的规则，请用 taizhang rules list 查看编号。")
    return entry
