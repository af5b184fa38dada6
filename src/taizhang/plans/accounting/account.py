"""The accounting of a compiled plan: each mention of its text with its fields, or with the reason why it has none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from taizhang.model.form_head import FORM_LABELS
from taizhang.model.plan import Plan, Span
from taizhang.model.words.page_numbers import PAGE_NUMBER
from taizhang.plans.accounting.clause_mentions import ClauseMentions
from taizhang.plans.accounting.fields import Fields, Places
from taizhang.plans.accounting.mentions import (
    AccountedSentence,
    Accounting,
    MappedField,
    Mention,
    MentionKind,
)
from taizhang.plans.accounting.parts import Part, Parts, find_parts
from taizhang.plans.accounting.reasons import Reason
from taizhang.plans.accounting.seen import Seen
from taizhang.plans.accounting.stated_fields import said_again, stated_fields
from taizhang.plans.accounting.tongues import Tongue, tongue_of
from taizhang.plans.changing.fields import field_named
from taizhang.plans.changing.spots import PLAN, Spot
from taizhang.plans.dialects import choose_dialect
from taizhang.plans.form_head import form_head_spans
from taizhang.plans.squeezed import Stretch
from taizhang.plans.targets import OWN_NUMBER

_FEWEST_REPEATED = 4  # characters: shorter sentences may repeat by chance


def account_for(plan: Plan) -> Accounting:
    """Every mention of a duty, a number or a time in the whole stored text."""
    grammar, tongue = choose_dialect(plan.text), tongue_of(plan.language)
    source = grammar.squeeze(plan.text)
    places = Places(source)
    tasks = [places.of(task.span) for task in plan.tasks]
    first = min((start for start, _ in tasks), default=len(source.text))
    head = grammar.read_head(source, first)
    own = [Stretch(source, *places.of(clause)) for task in plan.tasks for clause in task.clauses]
    reader = _Reader(
        plan.year,
        tuple(task.id for task in plan.tasks),
        tongue,
        Fields(list(stated_fields(plan, places))),
        said_again(plan, places),
        find_parts(source, tasks, head.starts_at, tongue.parts),
        ClauseMentions(plan, places, (*tongue.find_clauses(source), *own), tongue.read_in_clauses),
        sorted(tongue.item_numbers(source).items()),
    )
    sentences = [
        *reader.read(grammar.read_sentences(source.whole)), *_page_numbers(plan.text), *_form_heads(plan),
    ]  # fmt: skip
    return Accounting(tuple(sorted(sentences, key=lambda sentence: sentence.span.start)))


def _page_numbers(text: str) -> Iterator[AccountedSentence]:
    """Lines that number the pages stand in no sentence."""
    for line in PAGE_NUMBER.finditer(text):
        span = Span(*line.span(), line[0])
        mention = Mention(span, MentionKind.NUMBER, reason=Reason.PAGE)
        yield AccountedSentence(span, Part.PAGE.value, (mention,))


def _form_heads(plan: Plan) -> Iterator[AccountedSentence]:
    """Nor does what the head of a form says; where there are several forms, the plan holds none of them."""
    for name, span in form_head_spans(plan.text):
        kind = MentionKind.TIME if name == "valid_until" else MentionKind.NUMBER
        held = field_named(f"form_{name}").show(Spot(plan, PLAN))
        fields = (MappedField("plan", FORM_LABELS[name], held),) if held else ()
        mention = Mention(span, kind, fields, None if fields else Reason.PAGE)
        yield AccountedSentence(span, Part.HEAD.value, (mention,))


@dataclass(frozen=True)
class _Reader:
    """What is known of the document while its sentences are gone through."""

    year: int
    tasks: tuple[str, ...]  # their ids
    tongue: Tongue
    fields: Fields
    times: dict[tuple[int, str], MappedField]
    parts: Parts
    clauses: ClauseMentions
    item_numbers: list[tuple[int, int]]

    def read(self, sentences: Iterator[Stretch]) -> Iterator[AccountedSentence]:
        stood: set[str] = set()
        for sentence in self._up_to_numbers(sentences):
            bare = sentence.text.strip("。；;.， ")
            repeated = len(bare) >= _FEWEST_REPEATED and bare in stood
            stood.add(bare)
            found = sorted(self._found(sentence))
            if found:
                mentions = tuple(self._mention(sentence, one, repeated) for one in found)
                yield AccountedSentence(sentence.span(), self._where(found[0][0]), mentions)

    def _up_to_numbers(self, sentences: Iterator[Stretch]) -> Iterator[Stretch]:
        """A heading without a stop does not run into the item below it."""
        for sentence in sentences:
            first, last = (
                bisect_left(self.item_numbers, (at, 0)) for at in (sentence.start + 1, sentence.end)
            )
            cuts = [sentence.start, *(start for start, _ in self.item_numbers[first:last]), sentence.end]
            yield from (Stretch(sentence.source, *cut).stripped() for cut in pairwise(cuts))

    def _found(self, sentence: Stretch) -> Iterator[tuple[int, int, MentionKind]]:
        """Start and end in the squeezed text; what a clause says of duties is one mention, and what is unread in it."""
        first, last = (bisect_left(self.item_numbers, (at, 0)) for at in (sentence.start, sentence.end))
        numbers = self.item_numbers[first:last]
        clauses = list(self.clauses.starting_in(sentence.start, sentence.end))
        yield from ((start, end, MentionKind.NUMBER) for start, end in numbers)
        yield from ((start, end, MentionKind.DUTY) for start, end in clauses)
        for at, after, kind in self.tongue.scan(sentence.text):
            start, end = sentence.start + at, sentence.start + after
            numbered = any(first < end and start < last for first, last in numbers)
            if not numbered and not (kind is MentionKind.DUTY and self.clauses.holds(start)):
                yield start, end, kind

    def _mention(self, sentence: Stretch, found: tuple[int, int, MentionKind], repeated: bool) -> Mention:
        start, end, kind = found
        span = sentence.source.span(start, end)
        fields = () if self.clauses.is_unread(start, end) else self._fields(sentence, start, end, kind)
        if fields:
            return Mention(span, kind, fields)
        seen = Seen(
            kind=kind, sentence=sentence.text, start=start - sentence.start, end=min(end, sentence.end) - sentence.start,
            part=self.parts.at(start), year=self.year, opens_item=self._opens_item(sentence, start, end),
            repeated=repeated, in_clause=self.clauses.holds(start),
        )  # fmt: skip
        return Mention(span, kind, reason=self.tongue.reason(seen))

    def _where(self, position: int) -> str:
        task = self.parts.task_at(position)
        return self.parts.at(position).value if task is None else self.tasks[task]

    def _fields(self, sentence: Stretch, start: int, end: int, kind: MentionKind) -> tuple[MappedField, ...]:
        fields = self.fields.of(start, end, kind)
        task = self.parts.task_at(start)
        if fields or task is None:
            return fields
        again = self.times.get((task, sentence.source.text[start:end]))
        return (again,) if again else ()

    def _opens_item(self, sentence: Stretch, start: int, end: int) -> bool:
        """The number of an item, of a point inside it, or alone in its line as in a column of numbers."""
        own = OWN_NUMBER.match(sentence.text)
        at = bisect_left(self.item_numbers, (start, 0))
        listed = self.item_numbers[at : at + 1]
        if (own and start < sentence.start + own.end()) or (listed and listed[0][0] == start):
            return True
        source = sentence.source
        return start in source.breaks and end in source.breaks and source.text[start:end].isdigit()
