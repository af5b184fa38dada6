"""What was read or registered, held against the truth: each difference in a sentence, none where all is right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from postbag.nouns import Case, Expected
from postbag.office import digest
from postbag.post import squeezed
from taizhang.archive import Archive, Filed, Outcome
from taizhang.mail import Mail
from taizhang.model.verdict import Machine, ReceiptState, Verdict

_LONGEST_NAME = 120
_UNFIT = re.compile("[/\\\\\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_SPOKEN_OF = {
    ReceiptState.LINK_ONLY: "links", ReceiptState.TABLE_IN_BODY: "tables", ReceiptState.PICTURES_ONLY: "pictures",
}  # fmt: skip


# A mail as it is read


def mail_differs(case: Case, mail: Mail) -> list[str]:
    """How a mail was read otherwise than it was written."""
    truth = case.truth
    told = [
        ("sender", truth.sender, mail.sender), ("subject", truth.subject, squeezed(mail.subject)), ("machine", truth.machine, _machine_of(mail)),
        ("message id", case.message_id or None, mail.message_id), ("promises", truth.promises, mail.promises),
        ("incomplete", truth.incomplete, mail.incomplete), ("returned", truth.returned, mail.returned_attachments),
    ]  # fmt: skip
    if truth.sender is None:  # nothing of the headers was read
        told = [one for one in told if one[0] != "message id"]
    differs = [
        f"{what}: {is_!r} for {expected!r}"
        for what, expected, is_ in told
        if expected is not None and expected != is_
    ]
    differs += [f"returned id {one} missing" for one in truth.returned_ids if one not in mail.returned_ids]
    spoken = _SPOKEN_OF.get(truth.state)
    if spoken and not getattr(mail, spoken):
        differs.append(f"no {spoken} seen")
    if truth.state is ReceiptState.NO_ATTACHMENT:
        differs += [f"{one} seen" for one in _SPOKEN_OF.values() if getattr(mail, one)]
    return [*differs, *_files_differ(case, mail)]


def _machine_of(mail: Mail) -> Machine:
    """Our own mail where nothing else says that a machine wrote it."""
    return Machine.OURS if mail.from_us and mail.machine is Machine.NONE else mail.machine


def _files_differ(case: Case, mail: Mail) -> Iterator[str]:
    expected = Counter(one.sha256 for one in case.truth.files)
    found = Counter(digest(one.content) for one in mail.attachments)
    open_ones = expected.pop("", 0)
    beyond = found - expected
    yield from (f"file {_called(case, one)} not found" for one in (expected - found).elements())
    names = {digest(one.content): one.name for one in mail.attachments}
    if beyond.total() != open_ones:
        yield from (f"another file: {names[one]!r}" for one in beyond.elements())
    for one in case.truth.files:
        yield from _name_differs(one.name, names.get(one.sha256))


def _called(case: Case, found: str) -> str:
    return next((one.name for one in case.truth.files if one.sha256 == found), "") or "without a name"


def _name_differs(expected: str, shown: str | None, *, inside: bool = False) -> Iterator[str]:
    """A name that is open must be fit to be shown all the same (INTAKE 43)."""
    if shown is None:
        return
    bare = shown.rpartition("/")[2] if inside else shown
    if expected and bare != expected:
        yield f"name {shown!r} for {expected!r}"
    if not bare.strip() or len(bare) > _LONGEST_NAME or _UNFIT.search(bare) or _DEVICE.fullmatch(bare):
        yield f"name {shown!r} is not fit to be shown"


# The archive as it stands after collecting


def archive_differs(cases: Sequence[Case], store: Archive) -> list[str]:
    """Every mail that came out otherwise, by its name; the sums at the end (INTAKE 47)."""
    outcomes = outcomes_of(cases, store)
    lines: dict[str, list[Filed]] = {}
    for line in store.submissions():
        lines.setdefault(line.receipt, []).append(line)
    taken = _TakenBefore()
    differs = []
    for case in cases:
        outcome = outcomes.get(case.name)
        if outcome is None:
            differs.append(f"{case.name}: no outcome")
            continue
        held = lines.get(outcome.receipt, [])
        differs += [f"{case.name}: {one}" for one in _case_differs(case, outcome, held, taken)]
    return [*differs, *sums_differ(cases, store)]


def outcomes_of(cases: Sequence[Case], store: Archive) -> Mapping[str, Outcome]:
    """Each case's outcome by the case's name: by the bytes, or by the message id where a border line was taken off."""
    outcomes = store.outcomes()
    by_bytes = {one.receipt: one for one in outcomes}
    by_id = {one.message_id: one for one in outcomes if one.message_id}
    found = ((case.name, by_bytes.get(digest(case.raw)) or by_id.get(case.message_id)) for case in cases)
    return {name: outcome for name, outcome in found if outcome is not None}


class _TakenBefore:
    """The same file of the same sender has one line, in whichever mail came first."""

    def __init__(self) -> None:
        self._lines: set[tuple[str, str]] = set()

    def first(self, sender: str, sha: str) -> bool:
        """Whether this is the first of them."""
        known = (sender, sha) in self._lines
        self._lines.add((sender, sha))
        return not known or not sha


def _case_differs(case: Case, outcome: Outcome, lines: Sequence[Filed], taken: _TakenBefore) -> Iterator[str]:
    truth = case.truth
    told = (
        ("state", truth.state, outcome.state), ("machine", truth.machine, outcome.machine), ("sender", truth.sender, outcome.sender),
        ("subject", truth.subject, squeezed(outcome.subject)),
    )  # fmt: skip
    yield from (
        f"{what}: {is_!r} for {expected!r}"
        for what, expected, is_ in told
        if expected is not None and expected != is_
    )
    if not outcome.reason:
        yield "no reason"
    if outcome.attachments != len(truth.attachments):
        yield f"{outcome.attachments} files for {len(truth.attachments)}"
    if truth.attachments:
        yield from _lines_differ(truth.attachments, lines, lambda sha: taken.first(truth.sender or "", sha))
    else:
        yield from _own_line_differs(truth.own_line, lines)


def _own_line_differs(expected: Verdict | None, lines: Sequence[Filed]) -> Iterator[str]:
    verdicts = [line.judged for line in lines]
    if verdicts != ([expected] if expected else []):
        yield f"own line: {verdicts} for {expected}"


def _lines_differ(
    expected: Sequence[Expected], lines: Sequence[Filed], first: Callable[[str], bool]
) -> Iterator[str]:
    waiting = list(lines)
    for one in expected:
        if not first(one.sha256):
            continue
        line = next((line for line in waiting if line.sha256 == one.sha256), None)
        if line is None and not one.sha256 and waiting:
            line = waiting[-1]
        if line is None:
            yield f"no line for {one.name or 'the file'}"
            continue
        waiting.remove(line)
        yield from (f"{one.name or 'the file'}: {differs}" for differs in _line_differs(one, line, lines))
    yield from (f"a line too many: {line.file_name!r} {line.judged}" for line in waiting)


def _line_differs(expected: Expected, line: Filed, lines: Sequence[Filed]) -> Iterator[str]:
    if line.judged is not expected.verdict:
        yield f"{line.judged} for {expected.verdict} ({line.reason})"
    reporter = str(line.filed_under or "")
    if expected.reporter is not None and reporter != expected.reporter:
        yield f"filed under {reporter!r} for {expected.reporter!r}"
    if not line.reason:
        yield "no reason"
    if expected.beside is not None and expected.beside != (line.beside is not None):
        yield f"beside {line.beside}"
    yield from _name_differs(expected.name, line.file_name, inside=bool(expected.inside))


def answers_differ(cases: Sequence[Case], store: Archive, asked: Iterable[str]) -> list[str]:
    """`asked` are the sha256 of the mails that would be answered; a ledger that was judged is answered where that may be."""
    outcomes = outcomes_of(cases, store)
    answered = set(asked)
    judged = {
        line.receipt for line in store.submissions() if line.judged in (Verdict.ACCEPTED, Verdict.RETURNED)
    }
    differs = []
    for case in cases:
        receipt = outcomes[case.name].receipt if case.name in outcomes else ""
        if case.truth.answered is False and receipt in answered:
            differs.append(f"{case.name}: answered")
        if case.truth.answered and receipt in judged - answered:
            differs.append(f"{case.name}: not answered")
    return differs


def sums_differ(cases: Sequence[Case], store: Archive) -> list[str]:
    """Every mail in one state, every file in one line: nothing is lost and nothing is doubled."""
    receipts, outcomes = store.receipts(), store.outcomes()
    wanted = (len(cases), len(cases))
    differs = (
        []
        if (len(receipts), len(outcomes)) == wanted
        else [f"sums: {len(receipts)} receipts, {len(outcomes)} outcomes for {len(cases)}"]
    )
    if store.unfinished():
        differs.append(f"{len(store.unfinished())} receipts without an outcome")
    lines, expected = len(store.submissions()), expected_lines(cases)
    if lines != expected:
        differs.append(f"sums: {lines} lines for {expected}")
    return differs + [f"archive: {one}" for one in store.verify()]


def expected_lines(cases: Iterable[Case]) -> int:
    taken = _TakenBefore()
    count = 0
    for case in cases:
        count += sum(taken.first(case.truth.sender or "", one.sha256) for one in case.truth.attachments)
        count += case.truth.own_line is not None
    return count
