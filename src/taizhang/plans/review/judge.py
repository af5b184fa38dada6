"""What a person wrote, held against the plan: changes that can be taken over, or every reason why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from taizhang.model.place import Place
from taizhang.model.plan import Plan
from taizhang.model.plan_change import Change, Refusal
from taizhang.model.words.plan_words import CLEAR, KEPT
from taizhang.plans.changing.apply import apply_changes
from taizhang.plans.changing.contradiction import Contradiction
from taizhang.plans.changing.contradictions import contradictions
from taizhang.plans.changing.fields import SPLIT, field_named
from taizhang.plans.changing.forms import Unreadable
from taizhang.plans.changing.scoring_fields import SCORE, scoring_lines
from taizhang.plans.changing.spots import PLAN, Spot, spots
from taizhang.plans.review.new_lines import changes_of_new_lines
from taizhang.plans.review.returned import Edit, Returned


@dataclass(slots=True)
class Judged:
    """What the workbook asks of the plan."""

    plan: Plan  # with the changes, where nothing is refused
    changes: list[Change] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def judge_review(returned: Returned, base: Plan) -> Judged:
    """The changes of a review workbook to `base`, and every refusal, in one pass."""
    return _Judge(returned, base).judged()


@dataclass
class _Judge:
    returned: Returned
    base: Plan
    where: dict[tuple[str, str], Place] = field(default_factory=dict)  # the cell that changes an id's field
    unread: set[tuple[str, str]] = field(default_factory=set)  # fields whose cells were refused

    def __post_init__(self) -> None:
        self.now = _by_line(self.base)
        self.then = _by_line(self.returned.package.plan)

    def judged(self) -> Judged:
        judged = Judged(self.base, refusals=list(self.returned.refusals))
        for group in self._by_target():
            judged.refusals.extend(self._conflicts(group))
            self._change(group[0], judged)
        self._add(judged)
        judged.plan = apply_changes(self.base, judged.changes)
        judged.refusals.extend(self._edits_of_what_is_gone(judged))
        judged.refusals.extend(self._contradictions(judged))
        judged.refusals.sort(key=_by_place)
        return judged

    def _by_target(self) -> list[list[Edit]]:
        """The edits that go to the same field of the same id: a task's title stands on several lines."""
        groups: dict[tuple[str, str], list[Edit]] = defaultdict(list)
        for edit in self.returned.edits:
            groups[edit.owner, edit.field].append(edit)
        return list(groups.values())

    def _conflicts(self, group: Sequence[Edit]) -> Iterator[Refusal]:
        first = group[0]
        for other in group[1:]:
            if "".join(other.text.split()) != "".join(first.text.split()):
                says = f"同一内容在{first.place}改成了“{first.text}”，两处不一致"
                yield Refusal(other.place, other.text, says, "请只改一处，或改得一样")

    def _change(self, edit: Edit, judged: Judged) -> None:
        """The edit as a change of the plan as it is now; nothing where the plan says so already."""
        self.where[edit.owner, edit.field] = edit.place
        line = self.now.get(edit.line)
        if line is None or not self._says_the_same(edit.line):
            self._refuse(edit, judged, "计划里这一行的原文已经变了", "请重新生成审核表后再改")
            return
        wanted = field_named(edit.field)
        try:
            after = wanted.form.show(wanted.form.read(_without_unit(edit, wanted.form.numeric), self.base))
        except Unreadable as why:
            self._refuse(edit, judged, why.says, why.fix)
            return
        now, then = wanted.show(line), wanted.show(self.then[edit.line])
        if edit.field == "checked":
            self._check(edit, after, now, judged)
        elif after in (then, now):
            return
        elif now != then:
            says = f"打印时是“{then}”，现在计划里已改为“{now}”"
            self._refuse(edit, judged, says, "请核对后重新生成审核表再改")
        else:
            judged.changes.append(Change(edit.owner, edit.field, now, after))

    def _check(self, edit: Edit, after: str, now: str, judged: Judged) -> None:
        """A person confirms a line; nobody makes it doubtful by hand."""
        if after != CLEAR:
            self._refuse(edit, judged, "核对只能改为“已明确”", f"请改回“{now}”，或选“已明确”")
        elif now != CLEAR:
            judged.changes.append(Change(edit.owner, edit.field, now, after))

    def _refuse(self, edit: Edit, judged: Judged, says: str, fix: str) -> None:
        self.unread.add((edit.owner, edit.field))
        judged.refusals.append(Refusal(edit.place, edit.text, says, fix))

    def _says_the_same(self, line: str) -> bool:
        return line == PLAN or self.now[line].quote.words == self.then[line].quote.words

    def _add(self, judged: Judged) -> None:
        added = changes_of_new_lines(self.returned.added, self.base, self.returned.package.plan)
        judged.changes.extend(added.changes)
        judged.refusals.extend(added.refusals)
        self.where |= added.where

    def _edits_of_what_is_gone(self, judged: Judged) -> Iterator[Refusal]:
        """Whoever cancels a line changes nothing else on it."""
        gone = judged.plan.gone()
        for edit in self.returned.edits:
            if edit.line in gone and edit.owner == edit.line and not _may_change_on_the_gone(edit.field):
                yield Refusal(
                    edit.place,
                    edit.text,
                    "这一行已经取消，又改了别的内容",
                    "请恢复这一格，或把“处理”改回“保留”",
                )
        for change in judged.changes:
            if change.field == "standing" and change.after == KEPT and change.id in gone:
                says = "所属举措已经取消，这一行不能单独保留"
                yield Refusal(
                    self.where[change.id, "standing"], KEPT, says, "请先把所属举措的“处理”改为“保留”"
                )

    def _contradictions(self, judged: Judged) -> Iterator[Refusal]:
        changed: dict[str, set[str]] = defaultdict(set)
        for change in judged.changes:
            changed[change.id].add(change.field)
        for found in contradictions(judged.plan, changed, self.returned.package.places):
            if not self._rests_on_the_unread(found):
                yield self._at(found, judged)

    def _rests_on_the_unread(self, found: Contradiction) -> bool:
        """Whether a cell was refused already that might set it right; each share has a part in a split."""
        split = any(name.startswith(SPLIT) for name in found.fields)
        return any(
            given == found.id and (name in found.fields or (split and name.startswith(SPLIT)))
            for given, name in self.unread
        )

    def _at(self, found: Contradiction, judged: Judged) -> Refusal:
        """The contradiction at the first of its cells that a person changed."""
        cells = [
            (name, self.where[found.id, name]) for name in found.fields if (found.id, name) in self.where
        ]
        name, place = cells[0] if cells else (found.fields[0], None)
        values = [one.after for one in judged.changes if (one.id, one.field) == (found.id, name)]
        return Refusal(place, values[0] if values else "", found.says, found.fix)


def _may_change_on_the_gone(field: str) -> bool:
    """Whoever cancels a line may take its points away."""
    return field == "standing" or field.startswith(SCORE)


def _by_line(plan: Plan) -> dict[str, Spot]:
    scored = {spot.id: spot for spot in scoring_lines(plan)}
    return {PLAN: Spot(plan, PLAN)} | scored | {spot.id: spot for spot in spots(plan)}


def _without_unit(edit: Edit, numeric: bool) -> str:
    """A number may carry the unit that its own row states: 50% beside %."""
    if numeric and edit.unit:
        return edit.text.replace("％", "%").removesuffix(edit.unit)
    return edit.text


def _by_place(refusal: Refusal) -> tuple[bool, str, int, int]:
    place = refusal.place
    return (
        place is None,
        place.sheet if place else "",
        place.row if place else 0,
        place.column if place else 0,
    )
