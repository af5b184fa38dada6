"""Whether a rule does what its own example tables say: it fires where the brackets stand, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES
from taizhang_validators.example_ledgers import Case, Mark, build_case
from taizhang_validators.examples import Cell, Example, read_examples
from taizhang_validators.rulebook import Hit, Rule, hits_of


def faults_of(entry: Rule) -> Iterator[str]:
    """What a rule's file still lacks, one Chinese sentence each without a full stop; nothing where it is in order."""
    examples = read_examples(entry.docstring)
    marks = [_fires(example) for example in examples]
    if True not in marks or not any(map(_has_quiet, examples)):
        yield "例表中要有应当提示的（用方括号标出），也要有不应提示的"
    if "请" not in entry.wording.fix_with or not entry.wording.fix_with.endswith("。"):
        yield "怎么改，请写成一句带“请”字的话，以句号结尾"
    if entry.wording.says_with.endswith("。"):
        yield "提示的内容末尾不写句号"
    for number, example in enumerate(examples, 1):
        yield from (f"第{number}张例表{fault}" for fault in _faults_in(entry, example))


def _faults_in(entry: Rule, example: Example) -> Iterator[str]:
    try:
        case = build_case(example)
        hits = hits_of(entry, case.ledger, case.given)
    except Exception as error:  # the author has to see what it was
        yield f"没能执行（{type(error).__name__}：{error}）"
        return
    found, wanted = [_mark(entry, one) for one in hits], list(case.marks)
    yield from (f"{_where(mark, case)}应当提示，却没有提示" for mark in wanted if mark not in found)
    yield from (f"{_where(mark, case)}不应提示，却提示了" for mark in found if mark not in wanted)
    for name in sorted({name for one in hits for name in entry.wording.names ^ set(one.facts)}):
        yield f"的提示和给出的内容对不上（{name}）"


def _mark(entry: Rule, one: Hit) -> Mark:
    facts = {name: one.facts.get(name) for name in entry.wording.names}
    finding = entry.finding(Hit(one.where, one.field, facts))
    return finding.row, finding.place.row if finding.place else 0, finding.field


def _where(mark: Mark, case: Case) -> str:
    row, line, field = mark
    told = row or next((f"第{one.line}行" for one in case.ledger.rows if one.line == line), "")
    return f"{told}{COLUMN_TITLES.get(field, '')}" or "整张表"


def _fires(example: Example) -> bool:
    return any(cell.fires for cells in _cells(example) for cell in cells)


def _has_quiet(example: Example) -> bool:
    return any(not any(cell.fires for cell in cells) for cells in _cells(example))


def _cells(example: Example) -> Iterator[tuple[Cell, ...]]:
    yield from (tuple(row.values()) for row in example.rows)
    yield from example.context.values()
