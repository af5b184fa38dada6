"""Runs the corpus: every edit alone and in pairs, through LibreOffice or through the file's own parts, then the check."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import cycle, islice
from pathlib import Path

from clients.jobs import Edited, Job
from clients.office import Office, OfficeError

from mutation.corpus import Case
from mutation.other_programs import EDITS as OTHER_PROGRAMS
from mutation.other_programs import NothingToDoError
from mutation.verdicts import Fate, Outcome, judged

IN_OFFICE = Path(__file__).with_name("in_office.py")
PAGE = Path(__file__).parents[2] / "docs" / "everyday-edits.md"
OPENING = """\
# 日常改动之后

<!-- 本页由 make mutation 生成，请勿手工修改。 -->

填好的台账在报送之前会被插行、移列、合并、改表头、粘贴到别处。下表每一行是一种改动：在表格软件里（或由别的程序）对一份填好的、
没有问题的台账做一次，再校验。“读对”是每一格都按填报人的意思读了，至多有提示；“说明”是有不清楚或缺失的地方，已逐处说明，请填报人
修改或确认。读错了而不作声的，一处也没有：各种改动单独做、两两相加做，都逐格与改动前核对。
"""
_AT_ONCE = 40


@cache
def edit_names() -> tuple[str, ...]:
    """Every edit by its name; those of a spreadsheet program first."""
    return (*_names_in_office(), *OTHER_PROGRAMS)


def _names_in_office() -> tuple[str, ...]:
    """Read off the file, as only LibreOffice's Python can run it."""
    source = IN_OFFICE.read_text(encoding="utf-8")
    return tuple(re.findall(r'^@edit(?:_book)?\("(.*)"\)$', source, re.M))


def outcomes(
    wanted: Iterable[tuple[str, ...]], cases: Sequence[Case], office: Office, folder: Path
) -> Iterator[Outcome | None]:
    """The outcome of each combination in its order; None where an edit finds nothing to do."""
    waiting, turns = iter(wanted), cycle(cases)
    while batch := tuple(islice(waiting, _AT_ONCE)):
        given = tuple(islice(turns, len(batch)))
        edited = _edited(batch, [case.content for case in given], office, folder)
        for edits, case, content in zip(batch, given, edited, strict=True):
            yield judged(edits, case, content) if content is not None else None


def _edited(
    batch: Sequence[tuple[str, ...]], contents: Sequence[bytes], office: Office, folder: Path
) -> list[bytes | None]:
    """Edit by edit, so that all that go through LibreOffice do so together."""
    current: list[bytes | None] = list(contents)
    for step in range(max(map(len, batch))):
        jobs: dict[int, Job] = {}
        for at, edits in enumerate(batch):
            content = current[at]
            if step >= len(edits) or content is None:
                continue
            if edits[step] in OTHER_PROGRAMS:
                current[at] = _by_other_program(edits[step], content)
            else:
                jobs[at] = _job(edits[step], content, folder / f"{at}")
        for at, answer in zip(jobs, office.tried(list(jobs.values())), strict=True):
            current[at] = _saved(jobs[at], answer)
    return current


def _by_other_program(name: str, content: bytes) -> bytes | None:
    try:
        return OTHER_PROGRAMS[name](content)
    except NothingToDoError:
        return None


def _job(name: str, content: bytes, path: Path) -> Job:
    given = path.with_suffix(".xlsx")
    given.write_bytes(content)
    return Job(given, (Edited(name),), save_to=path.with_name(f"{path.name}_改.xlsx"))


def _saved(job: Job, answer: object) -> bytes | None:
    """None where the edit finds nothing to do, or LibreOffice itself fails at it, as now and then in a pair."""
    if isinstance(answer, OfficeError):
        if "NotHereError" not in str(answer):
            sys.stderr.write(f"{answer}\n")
        return None
    assert job.save_to
    return job.save_to.read_bytes()


def table_of(found: Sequence[Outcome]) -> Iterator[str]:
    """Edit by edit alone, then how all of them came out."""
    yield from page_of(found)
    counts = Counter(one.fate for one in found)
    yield f"共 {len(found)} 份：" + "，".join(f"{fate} {counts[fate]}" for fate in Fate)


def page_of(found: Sequence[Outcome]) -> Iterator[str]:
    """The lines of docs/everyday-edits.md: what becomes of each edit alone."""
    yield from ("| 改动 | 结果 | 提示 |", "|---|---|---|")
    for one in found:
        if len(one.edits) == 1:
            yield f"| {one.edits[0]} | {one.fate} | {'、'.join(one.codes)} |"
