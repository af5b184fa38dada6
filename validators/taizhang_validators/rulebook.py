"""The rulebook: a rule says where and which facts; the rulebook stamps code, severity, wording and source."""

from __future__ import annotations

import importlib
import logging
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from itertools import takewhile

from taizhang import __version__
from taizhang.model.finding import Finding, Severity
from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.neighbours import Neighbours
from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.plan import Plan
from taizhang.model.reporter import Reporter
from taizhang.model.waiver import Waiver
from taizhang_validators.accepting import with_acceptance
from taizhang_validators.grouping import grouped
from taizhang_validators.live import InTheSheet, OnTheSheet
from taizhang_validators.wording import Wording

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Given:
    """What a ledger is held against."""

    plan: Plan
    reporter: Reporter  # who should have sent it
    reporter_name: str
    period: Period
    as_of: date  # the day of the check
    expected: Ledger  # as it was laid out for this reporter and period
    previous: Ledger | None = None  # the accepted one of the last period; None where 上期未报
    # The prints of the formulas that went out, by row id and field; empty where nobody knows them any more.
    prints: Mapping[tuple[str, str], str] = field(default_factory=dict)
    neighbours: Neighbours | None = None  # the accepted ledgers of other places; None where nobody keeps them
    place_names: frozenset[str] = frozenset()  # of all places of the reporter's level; none for an office
    waivers: tuple[Waiver, ...] = ()  # those that hold on the day of the check
    cleared: frozenset[str] | None = (
        None  # ids of rows that stand cleared today; None where nobody keeps them
    )

    @cached_property
    def expected_rows(self) -> Mapping[str, LedgerRow]:
        """The rows as they went out, by id."""
        return {row.id: row for row in self.expected.rows}

    @cached_property
    def previous_rows(self) -> Mapping[str, LedgerRow]:
        """The rows accepted last period, by id; empty where 上期未报."""
        return {row.id: row for row in self.previous.rows} if self.previous else {}


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule fires, and the facts that its wording names."""

    where: LedgerRow | Place | None
    field: str
    facts: Mapping[str, object]
    proposal: str = ""


def hit(
    where: LedgerRow | Place | None = None, field: str = "", /, *, proposal: str = "", **facts: object
) -> Hit:
    """A hit on a cell (row and field), a cell outside the table, a whole column, or the file.

    `hit(row, "status")` is a cell, `hit(place)` a cell outside the table, `hit(None, "status")` a column
    and `hit()` the whole file; `proposal` is what the cell may certainly be given instead. A row of `given.expected` that the ledger lacks has an id and no place.
    """
    return Hit(where, field, facts, proposal)


Search = Callable[[Ledger, Given], Iterable[Hit]]
Spoken = Mapping[str, Sequence[Hit]]  # what the rules before have found, by code
LookBack = Callable[[Ledger, Given, Spoken], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the book."""

    code: str
    title: str
    wording: Wording
    source: str
    search: Search
    live: InTheSheet | None  # what the sheet itself says of a row by cell formulas
    live_once: OnTheSheet | None  # what it says of the whole table
    after: tuple[str, ...]
    final: bool
    module: str  # where its docstring stands, the example tables in it
    docstring: str = ""
    trial: bool = False
    waivable: bool = True
    since: str = (
        ""  # the day on which it came into the book, for readers; "" where it was there from the first
    )
    look_back: LookBack | None = None  # instead of `search`, for a rule that needs what the others found

    @property
    def severity(self) -> Severity:
        """What it asks for; a rule on trial returns no ledger."""
        asked = Severity(self.code[0])
        return Severity.WARNING if self.trial and asked is Severity.ERROR else asked

    @property
    def heading(self) -> str:
        """The title, with the word that says that the rule is on trial."""
        return f"{self.title}{TRIAL if self.trial else ''}"

    @property
    def number(self) -> str:
        """The code without its letter; the first digit is the family."""
        return self.code[1:]

    def finding(self, found: Hit) -> Finding:
        """The hit, worded for the filler."""
        row = found.where if isinstance(found.where, LedgerRow) else None
        return Finding(
            code=self.code,
            severity=self.severity,
            says=f"{self.wording.says(found.facts)}{TRIAL if self.trial else ''}",
            fix=self.wording.fix(found.facts),
            source=self.source,
            place=row.at(found.field) if row else found.where if isinstance(found.where, Place) else None,
            row=row.id if row else "",
            field=found.field,
            proposal=found.proposal,
        )


TRIAL = "（试行）"
_OF_ROWS = ("1", "2", "3")  # families: one cell, one row, number against number
_registry: dict[str, Rule] = {}  # by number: E101 and W101 would be told apart by nobody
_aside: ContextVar[list[Rule] | None] = ContextVar("_aside", default=None)


def rule(
    code: str,
    *,
    title: str,
    says: str,
    fix: str,
    source: str,
    live: InTheSheet | None = None,
    live_once: OnTheSheet | None = None,
    after: tuple[str, ...] = (),
    final: bool = False,
    trial: bool = False,
    waivable: bool = True,
    since: str = "",
) -> Callable[[Search], Search]:
    """Enter the decorated function in the rulebook.

    Args:
        code: Letter of severity and three digits; the first digit is the family. Never reused.
        title: What is wrong, in a few words.
        says: What is wrong with the value seen; names facts in braces; no full stop at the end.
        fix: What to do, beginning or asking with 请; a whole sentence.
        source: Document and clause that demand it.
        live: The same demand on a row as plain cell formulas, where those can say it.
        live_once: The same on the whole table.
        after: Codes of earlier rules. Where one of them has spoken of the row, of the whole column or of the
            whole file, this rule is silent: one message per cause.
        final: The file is not the one that was asked for, so only final rules still speak.
        trial: 试行: an E asks for confirmation only and says that it is on trial.
        waivable: Whether a waiver may accept it; what has no value, or belongs to somebody else, no waiver mends.
        since: The day on which it came into the book; it is printed, and nothing depends on it.

    Raises:
        ValueError: the code is malformed, or its number is taken.
    """

    def enter(search: Search) -> Search:
        wording = Wording(says, fix)
        told = search.__globals__.get("__doc__") or ""
        _enter(
            Rule(
                code, title, wording, source, search, live, live_once, after, final, search.__module__,
                told, trial, waivable and not final, since,
            )
        )  # fmt: skip
        return search

    return enter


def look_back(
    code: str, *, title: str, says: str, fix: str, source: str, after: tuple[str, ...] = ()
) -> Callable[[LookBack], LookBack]:
    """Enter a function that is also given what all other rules have found; it comes last. For the rest as `rule`.

    Raises:
        ValueError: the code is malformed, or its number is taken.
    """

    def enter(search: LookBack) -> LookBack:
        told = search.__globals__.get("__doc__") or ""
        _enter(
            Rule(
                code, title, Wording(says, fix), source, _nothing, None, None, after, final=False,
                module=search.__module__, docstring=told, look_back=search,
            )
        )  # fmt: skip
        return search

    return enter


def _nothing(_ledger: Ledger, _given: Given) -> Iterable[Hit]:
    return ()


@contextmanager
def rules_aside() -> Iterator[list[Rule]]:
    """Rules that are declared meanwhile go into this list as they are, and not into the book."""
    declared: list[Rule] = []
    token = _aside.set(declared)
    try:
        yield declared
    finally:
        _aside.reset(token)


def _enter(new: Rule) -> None:
    declared = _aside.get()
    if declared is not None:
        declared.append(new)
        return
    letter, digits = new.code[:1], new.code[1:]
    if letter not in tuple(Severity) or len(digits) != 3 or not digits.isdecimal() or digits == "000":
        raise ValueError(f"a rule's code is E, W or N and three digits: {new.code}")
    taken = _registry.get(digits)
    if taken:
        raise ValueError(f"{new.code} in {new.module}: the number is taken by {taken.code} in {taken.module}")
    _registry[digits] = new


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule in the order of its number; the modules of `taizhang_validators.rules` are imported once.

    Raises:
        ValueError: a rule comes `after` one that is not in the book before it.
    """
    package = importlib.import_module("taizhang_validators.rules")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    ordered = tuple(_registry[number] for number in sorted(_registry))
    seen: set[str] = set()
    for entry in _as_they_run(ordered):
        if not seen.issuperset(entry.after):
            raise ValueError(f"{entry.code} comes after {', '.join(entry.after)}, which must stand before it")
        seen.add(entry.code)
    return ordered


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules that ledgers are held against: the shipped ones, and those of a place behind them."""

    rules: tuple[Rule, ...]

    def rule(self, code: str) -> Rule | None:
        return next((entry for entry in self.rules if entry.code == code), None)

    @property
    def titles(self) -> dict[str, str]:
        return {entry.code: entry.title for entry in (*self.rules, BROKEN)}

    @property
    def unwaivable(self) -> frozenset[str]:
        """The codes that no waiver can accept."""
        return frozenset(entry.code for entry in (*self.rules, BROKEN) if not entry.waivable)

    @property
    def edition(self) -> str:
        """What a ledger judged by it remembers: the program's version, how many rules, and a print of what they say."""
        told = ((one.code, one.heading, one.wording.says, one.wording.fix, one.source) for one in self.rules)
        print_ = sha256(repr(tuple(told)).encode("utf-8", "backslashreplace")).hexdigest()
        return f"{__version__}版 {len(self.rules)}条 {print_[:8]}"


def shipped() -> Rulebook:
    """The book as it is delivered."""
    return Rulebook(rules())


def check_ledger(ledger: Ledger, given: Given, book: Rulebook | None = None) -> tuple[Finding, ...]:
    """Everything that is to be said about the ledger, in one pass: errors first, then by place; one a fault.

    What the filler explained (属实说明) or the office waived is said last and does not count. `book` is the
    shipped one where none is given.
    """
    book = book or shipped()
    each = with_acceptance(find_each(ledger, given, book), ledger, given.waivers, book.unwaivable)
    return tuple(sorted(grouped(each, book.titles), key=_order))


def find_each(ledger: Ledger, given: Given, book: Rulebook | None = None) -> tuple[Finding, ...]:
    """The same, cell by cell, and as if nothing were explained or waived."""
    return _all_found((book or shipped()).rules, ledger, given)[0]


def hits_of(entry: Rule, ledger: Ledger, given: Given) -> list[Hit]:
    """What one rule finds by itself; one that looks back is shown what the shipped ones before it found."""
    in_turn = _as_they_run(rules()) if entry.look_back else ()
    others = takewhile(lambda other: other is not entry, in_turn)
    return list(_search(entry, ledger, given, _all_found(others, ledger, given)[1]))


def _as_they_run(entries: Iterable[Rule]) -> list[Rule]:
    """In their order, those that look back behind the others."""
    return sorted(entries, key=lambda entry: entry.look_back is not None)


def _search(entry: Rule, ledger: Ledger, given: Given, spoken: Spoken) -> Iterable[Hit]:
    if entry.look_back is None:
        return entry.search(ledger, given)
    return entry.look_back(ledger, given, spoken)


def _all_found(
    entries: Iterable[Rule], ledger: Ledger, given: Given
) -> tuple[tuple[Finding, ...], dict[str, list[Hit]]]:
    """The findings in their order, and the hits behind them by code."""
    findings: list[Finding] = []
    spoken: dict[str, list[Hit]] = {}
    closed = False
    for entry in _as_they_run(entries):
        if closed and not entry.final:
            break
        try:
            found = list(_search(entry, ledger, given, spoken))
            hits = _uncovered(entry, _wanted(entry, found), spoken) if found else []
            findings += map(entry.finding, hits)
        except Exception:  # a rule that breaks must not cost the county the other rules' findings
            _log.exception("rule %s broke on ledger %s", entry.code, ledger.file or ledger.file_name)
            findings.append(_broken(entry))
            continue
        if hits:
            spoken[entry.code] = hits
            closed = closed or entry.final
    return tuple(sorted(findings, key=_order)), spoken


def _wanted(entry: Rule, hits: Iterable[Hit]) -> Iterable[Hit]:
    """Without what a cell or a row lacks or contradicts where the row is 不涉及: nothing was asked there."""
    if entry.number[0] not in _OF_ROWS:
        return hits
    return (one for one in hits if not isinstance(one.where, LedgerRow) or one.where.concerns)


def _uncovered(entry: Rule, hits: Iterable[Hit], spoken: Mapping[str, list[Hit]]) -> list[Hit]:
    """The hits whose cause no earlier rule has named."""
    earlier = [said for code in entry.after for said in spoken.get(code, ())]
    if not earlier:
        return list(hits)
    rows = {id(said.where) for said in earlier if said.where is not None}
    columns = {said.field for said in earlier if said.where is None}
    if "" in columns:
        return []
    return [found for found in hits if id(found.where) not in rows and found.field not in columns]


BROKEN = Rule(
    code="W000",
    title="某条规则未能执行",
    wording=Wording(
        says_with="规则{code}（{title}）未能执行，本表尚未按这一条核对",
        fix_with="请下发单位人工核对这一条，并把运行日志交给维护人员。",
    ),
    source="校验规则说明",
    search=lambda _ledger, _given: (),
    live=None,
    live_once=None,
    after=(),
    final=False,
    module=__name__,
    waivable=False,
)


def _broken(entry: Rule) -> Finding:
    return BROKEN.finding(hit(code=entry.code, title=entry.title))


_SEVERITY_ORDER = {severity: position for position, severity in enumerate(Severity)}


def _order(finding: Finding) -> tuple[bool, int, str, int, int]:
    """What still counts first; errors, warnings, notes; then what means the whole file; then down the sheet."""
    place = finding.place
    where = (place.sheet, place.row, place.column) if place else ("", 0, 0)
    return (not finding.counts, _SEVERITY_ORDER[finding.severity], *where)
