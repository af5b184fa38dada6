"""What every kind of mail is made with: the office, chance, the clock, and the truth as it follows from the making."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar

from postbag.nouns import Expected, Form, Found, Truth
from postbag.office import PERIOD, PostOffice, address_of, digest
from postbag.programs import PROGRAMS, File, Letter, Program
from postbag.return_copies import ReturnCopy, return_copies
from taizhang.model.reporter import RosterLine
from taizhang.model.verdict import FileClass, Machine, ReceiptState, Verdict

T = TypeVar("T")

TEXTS = (
    "现报送{place}{period}任务台账，请查收。",
    "你好：\n\n{place}台账见附件，请审核。\n\n{place}医改办",
    "附件为{place}{period}医改重点工作任务台账，已经分管领导审定。",
    "报送{place}台账。",
)
_SUBJECTS = (
    "{place}报送{period}任务台账", "关于报送医改重点工作任务台账的函", "{place}台账", "回复：关于报送{period}任务台账的通知",
    "{place}医改办{period}任务台账（定稿）", "Fw: 任务台账 {place}", "转发：{place}{period}台账",
)  # fmt: skip
_NAMES = (
    "{code}_{place}_2022Q3_任务台账.xlsx", "{place}2022年三季度医改台账.xlsx", "任务台账（{place}）.xlsx",
    "附件：{place}任务台账(1).xlsx", "{place}台账 最终版.xlsx", "tz{code}.xlsx",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail that is made; the bag numbers it."""

    raw: bytes
    truth: Truth
    form: Form = Form.EML
    message_id: str = ""
    sent: datetime | None = None


@dataclass(slots=True)
class Post:
    """Passed to each kind; `turn` tells how many of that kind were made before."""

    office: PostOffice
    random: Random
    clock: datetime
    turn: int = 0
    _letters: int = 0
    _copies: Iterator[ReturnCopy] | None = None
    _addresses: frozenset[str] = field(default_factory=frozenset)

    # Chance

    def pick(self, *variants: T) -> T:
        """Each variant in its turn."""
        return variants[self.turn % len(variants)]

    def any(self, variants: Iterable[T]) -> T:
        return self.random.choice(list(variants))

    def moment(self) -> datetime:
        self.clock += timedelta(minutes=self.random.randint(1, 45), seconds=self.random.randint(0, 59))
        return self.clock

    def program(self) -> Program:
        return self.random.choice(PROGRAMS)

    def county(self) -> RosterLine:
        """One whose addresses are nobody else's."""
        return self.random.choice(self.office.alone)

    def counties(self, count: int) -> list[RosterLine]:
        return self.random.sample(self.office.alone, count)

    # Ledgers and what becomes of them

    def good(self, line: RosterLine) -> bytes:
        return self.office.good(line, self.random)

    def wrong(self, line: RosterLine) -> bytes:
        return self.office.wrong(line, self.random)

    def return_copy(self) -> ReturnCopy:
        """What this office's program sent back to some county."""
        if self._copies is None:
            self._copies = return_copies(self.office)
        return next(self._copies)

    def name(self, line: RosterLine) -> str:
        return self._said(self.random.choice(_NAMES), line)

    def ledger(self, line: RosterLine, name: str = "") -> tuple[File, Expected]:
        """A ledger that is good more often than not."""
        name = name or self.name(line)
        if self.random.random() < 0.65:
            content = self.good(line)
            return File(name, content), accepted(name, content, line)
        content = self.wrong(line)
        return File(name, content), returned(name, content, line)

    # Mails

    def letter(self, line: RosterLine, *files: File, **changes: Any) -> Letter:
        """What the county writes, with these files."""
        place = line.name
        letter = Letter(
            sender=address_of(line),
            sender_name=self.random.choice((f"{place}医改办", f"{place}卫健局", place)),
            subject=self._said(self.random.choice(_SUBJECTS), line),
            text=self._said(self.random.choice(TEXTS), line),
            date=self.moment(),
            message_id=self.message_id(address_of(line)),
            files=files,
        )
        return replace(letter, **changes)

    def message_id(self, address: str) -> str:
        self._letters += 1
        domain = address.partition("@")[2] or "nowhere.example"
        return f"<{self._letters:05}.{self.random.getrandbits(48):012x}@{domain}>"

    def draft(
        self, letter: Letter, raw: bytes, *expected: Expected, state: ReceiptState = ReceiptState.TAKEN, form: Form = Form.EML,
        **truth: Any,
    ) -> Draft:  # fmt: skip
        """The mail with its truth; `truth` names what is otherwise than usual."""
        machine = truth.get("machine", Machine.NONE)
        usual: dict[str, Any] = {
            "sender": letter.sender.lower(),
            "subject": squeezed(letter.subject),
            "answered": self.knows(letter.sender) and machine is Machine.NONE,
            "files": tuple(Found(one.name, one.sha256) for one in expected),
            "promises": None,
            "incomplete": False,
        }
        made = Truth(state, expected, **(usual | truth))
        return Draft(raw, made, form, letter.message_id, letter.date)

    def simple(
        self, letter: Letter, *expected: Expected, program: Program | None = None, **truth: Any
    ) -> Draft:
        """The letter as some program writes it."""
        return self.draft(
            letter, (program or self.program()).written(letter, self.random), *expected, **truth
        )

    def knows(self, address: str) -> bool:
        """Whether an automatic answer may go there at all."""
        if not self._addresses:
            self._addresses = frozenset(one for line in self.office.lines for one in line.addresses)
        return address.lower() in self._addresses

    def _said(self, words: str, line: RosterLine) -> str:
        return words.format(place=line.name, code=line.reporter.code, period=PERIOD.title)


def squeezed(text: str) -> str:
    """In one line, blanks run together."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def accepted(name: str, content: bytes, line: RosterLine, **more: Any) -> Expected:
    return Expected(name, digest(content), Verdict.ACCEPTED, line.reporter.code, FileClass.READABLE, **more)


def returned(name: str, content: bytes, line: RosterLine, **more: Any) -> Expected:
    return Expected(name, digest(content), Verdict.RETURNED, line.reporter.code, FileClass.READABLE, **more)


def quarantined(name: str, content: bytes, line: RosterLine | None, **more: Any) -> Expected:
    """`line` is under whom it is registered until a person decides; None where the rules leave it open."""
    code = line.reporter.code if line else None
    return Expected(name, digest(content), Verdict.QUARANTINED, code, FileClass.READABLE, **more)


def set_aside(
    name: str, content: bytes, line: RosterLine | None, kind: FileClass | None, **more: Any
) -> Expected:
    """`line` is its sender's, where that is one county's alone; a report that cannot be read is a report."""
    code = line.reporter.code if line else ""
    return Expected(name, digest(content), Verdict.SET_ASIDE, code, kind, **more)


def paper(name: str, content: bytes, line: RosterLine | None, **more: Any) -> Expected:
    """No workbook: set aside as every file of a class that cannot be read (MODEL: set-aside). It is filed beside a
    ledger of its sender's where there is one; a paper alone may have one from an earlier mail, so that is open.
    """
    return set_aside(name, content, line, FileClass.NOT_A_WORKBOOK, **({"beside": None} | more))


def no_ledger(name: str, content: bytes, **more: Any) -> Expected:
    """A workbook or a table that can be read, and is another one."""
    return Expected(name, digest(content), Verdict.NOT_A_LEDGER, "", FileClass.READABLE, **more)


Make = Callable[[Post], Iterable[Draft]]
USUAL = "plain"  # the kind that fills what the others leave of the bag


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mail; `mails` that belong together are made at a time, in so many variants one after the other."""

    make: Make
    mails: int = 1
    variants: int = 2


_kinds: dict[str, Kind] = {}


def kind(name: str, *, mails: int = 1, variants: int = 2) -> Callable[[Make], Make]:
    """Enter a kind by its name."""

    def enter(make: Make) -> Make:
        assert name not in _kinds, name
        _kinds[name] = Kind(make, mails, variants)
        return make

    return enter


def every_kind() -> dict[str, Kind]:
    """Every kind by its name, in the order of the modules that hold them."""
    from postbag import kinds

    assert kinds.EVERY
    return dict(_kinds)
