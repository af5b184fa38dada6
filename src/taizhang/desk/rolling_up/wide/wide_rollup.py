"""The workbook of a country's rollup, from archives; what did not change since the last time is not counted again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.desk.rolling_up.wide.adding_up import add_up, keys_of_all
from taizhang.desk.rolling_up.wide.comparing import compared
from taizhang.desk.rolling_up.wide.entries import (
    Entry,
    RowNumbers,
    TakenOut,
    entry_from,
    figure_pieces,
    taken_pieces,
)
from taizhang.desk.rolling_up.wide.held import HeldLedgers
from taizhang.desk.rolling_up.wide.round import OpenRound, WideRound, in_force_at, open_round
from taizhang.desk.rolling_up.wide.taking_out import Batch, take_out
from taizhang.desk.workers.between_files import searching_between
from taizhang.model.due_day import due_day
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter, Roster

if TYPE_CHECKING:
    from taizhang.archive import Archive, ExtractFile, KeptPart
    from taizhang.rollups.frame import Frame
    from taizhang.rollups.timeliness import ReporterState
    from taizhang.rollups.wide.compared import Compared
    from taizhang.rollups.wide.noticing.compose import RedIn
    from taizhang.rollups.wide.places import Place
    from taizhang.rollups.wide.rollup import WideRollup
    from taizhang.rollups.wide.sums import PlaceSum
    from taizhang.rollups.wide.view import WideView

IN_A_BATCH = 60  # ledgers, about: few enough to be shared out evenly, many enough to pay for the way

TakeOut = Callable[[Iterable[Batch]], Iterable[tuple[TakenOut, ...]]]  # in the order of the batches


def here(batches: Iterable[Batch]) -> Iterator[tuple[TakenOut, ...]]:
    """One after the other, in this process."""
    return map(take_out, batches)


@dataclass(frozen=True)
class Counted:
    """What a round came to, before it is shown."""

    opened: OpenRound
    frame: Frame
    tree: Place
    standings: Mapping[Reporter, ReporterState]
    own: Mapping[str, Entry]  # by code: of each place's own reporters
    whole: Mapping[str, Entry]  # by code: of each place with all below it
    missing: tuple[Place, ...]  # that were not remembered

    @cached_property
    def sum(self) -> PlaceSum:
        return self.whole[self.tree.code].sum()

    def rollup(self, last: Compared, year_before: Compared) -> WideRollup:
        from taizhang.rollups.wide.rollup import WideRollup

        asked = self.opened.asked
        return WideRollup(
            place=self.frame.place, period=asked.period, as_of=self.frame.as_of, plan=self.opened.plan, asked=asked,
            tree=self.tree, whole=self.sum, briefs={code: entry.brief for code, entry in self.whole.items()},
            standings=self.standings, last=last, year_before=year_before,
        )  # fmt: skip

    def red_in(self) -> RedIn:
        """By task, in which of the places right below the whole somebody is red."""
        from taizhang.rollups.wide.noticing.compose import red_in_places

        return red_in_places({one.name: self.whole[one.code].sum().tasks for one in self.tree.below})

    def written(self, rollup: WideRollup) -> bytes:
        """The rollup's workbook."""
        from taizhang.books.writing.write_wide import write_wide

        return write_wide(rollup, figure_pieces(self.whole), taken_pieces(self.own))


@dataclass(frozen=True, slots=True)
class WideBook:
    """A rollup that was made, and its workbook."""

    rollup: WideRollup
    content: bytes
    submissions: tuple[int, ...]  # register numbers
    counted: Counted
    views: tuple[tuple[str, bytes], ...] = ()  # of units or leaders, by their names

    @property
    def taken_out(self) -> int:
        """How many places were taken out of their ledgers this time."""
        return len(self.counted.missing)


@dataclass(frozen=True)
class WideRolling:
    """One rollup while it is made."""

    stores: Sequence[Archive]
    plan_json: str
    plan_id: str
    roster: Roster
    period: Period
    as_of: date
    place: Region | None
    remembered: ExtractFile
    take_out: TakeOut = here
    in_a_batch: int = IN_A_BATCH
    view: WideView | None = None  # as much of it as is shown

    @cached_property
    def held(self) -> HeldLedgers:
        return HeldLedgers(self.stores, self.plan_id, self.period, self.as_of)

    def book(self) -> WideBook:
        """Read what changed, add up, write.

        Raises:
            CannotRead: ledgers that are needed were cleared when their time was over.
        """
        with searching_between() as search:  # thousands of lines and pieces stay until the end
            return self._book(search)

    def _book(self, search: Callable[[], None]) -> WideBook:
        counted = self.counted(search)
        rollup = counted.rollup(*compared(self, counted, search))
        return WideBook(rollup, counted.written(rollup), self.held.numbers(), counted)

    def views(self, by: str) -> Iterator[tuple[str, bytes]]:
        """The workbook of each responsible unit ("unit") or each leader ("leader"), by its name."""
        from taizhang.rollups.wide.places import places_of
        from taizhang.rollups.wide.view import views_of_leaders, views_of_units

        plan = in_force_at(self.plan_json, self.period)
        tree = places_of(self._frame(plan)[0])
        for view in views_of_units(plan, tree) if by == "unit" else views_of_leaders(tree, self.roster):
            yield view.name, replace(self, view=view).book().content

    def counted(self, search: Callable[[], None]) -> Counted:
        """Everything that adds up, place by place; what was worked out is remembered."""
        from taizhang.rollups.wide.places import places_of

        plan = in_force_at(self.plan_json, self.period)
        frame, standings = self._frame(plan)
        given, tree = self._round(plan, frame), places_of(frame)
        opened = open_round(given, self.roster)
        own_keys = {one.code: _key(given, one, self.held) for one in tree.walk()}
        all_keys = keys_of_all(tree, own_keys)
        known_own, known_whole = self._known(own_keys), self._known(all_keys)
        missing = [one for one in tree.walk() if one.code not in known_own]
        own = dict(self._standing(tree, known_own, self._taken_out(given, missing, search)))
        whole = add_up(opened, tree, own, known_whole)
        self._remember(
            {**_new(own_keys, own, known_own), **_new(all_keys, whole, known_whole)}, (own_keys, all_keys)
        )
        return Counted(opened, frame, tree, standings, own, whole, tuple(missing))

    def _round(self, plan: Plan, frame: Frame) -> WideRound:
        """What is asked of every place alike; the ledgers that answer it are looked up."""
        from taizhang.rollups.past import periods_needed
        from taizhang.rollups.wide.places import expecting

        before = self.held.look_up(periods_needed(plan, self.period))
        self.held.look_up([self.period])
        return WideRound(
            self.plan_json, self.roster.lines, self.period, self.as_of, expecting(frame).expected, before, self.view
        )  # fmt: skip

    def _frame(self, plan: Plan) -> tuple[Frame, dict[Reporter, ReporterState]]:
        from taizhang.rollups.frame import frame_of

        standings = self.held.standings(self.roster, due_day(plan, self.period), self.as_of)
        heard = {one.line.reporter for one in standings.values() if one.submission}
        frame = frame_of(plan, self.roster, self.period, self.as_of, self.place, None, heard)
        return self.view.frame(frame) if self.view else frame, standings

    def _known(self, keys: Mapping[str, str]) -> dict[str, Entry]:
        """By place code, what is remembered under its key."""
        kept = self.remembered.read(keys.values())
        return {code: entry_from(kept[key]) for code, key in keys.items() if key in kept}

    def _taken_out(
        self, given: WideRound, places: Sequence[Place], search: Callable[[], None]
    ) -> Iterator[TakenOut]:
        batches = (
            Batch(given, tuple(map(self.held.of_place, some)))
            for some in _shared_out(places, self.in_a_batch)
        )
        for some in self.take_out(batches):
            yield from some
            search()

    def _standing(
        self, tree: Place, known: Mapping[str, Entry], taken: Iterator[TakenOut]
    ) -> Iterator[tuple[str, Entry]]:
        """By place code, what its own reporters come to, with its rows where they stand in the workbook."""
        rows = RowNumbers()
        for place in tree.walk():
            found = known.get(place.code) or next(taken)
            yield place.code, found.standing(rows.of(found.counts))

    def _remember(self, new: Mapping[str, Mapping[str, KeptPart]], keys: Iterable[Mapping[str, str]]) -> None:
        code, view = self.place.code if self.place else "", self.view.name if self.view else ""
        used = [key for some in keys for key in some.values()]
        self.remembered.keep(f"{self.plan_id} {self.period} {code} {view}", used, new)


def _new(
    keys: Mapping[str, str], entries: Mapping[str, Entry], known: Mapping[str, Entry]
) -> dict[str, dict[str, KeptPart]]:
    """By key, what is not remembered as it stands."""
    return {
        keys[code]: entry.kept(known.get(code)) for code, entry in entries.items() if entry is not known.get(code)
    }  # fmt: skip


def _key(given: WideRound, place: Place, held: HeldLedgers) -> str:
    """Of what the place's own reporters come to: what was asked, who they are, and which ledgers and steps count."""
    parts = [given.digest, place.code, *place.path, place.leader]
    for line in place.lines:
        parts += [str(line.reporter), line.name, *held.clearing(line.reporter)]
        for period, (filed, store) in sorted(held.counting(line.reporter).items()):
            received = filed.received.isoformat()
            parts += [str(period), store.where, str(filed.number), filed.sha256, received, filed.file_name]
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _shared_out(places: Sequence[Place], most: int) -> Iterator[tuple[Place, ...]]:
    """Neighbours together, about as many ledgers in each part."""
    some: list[Place] = []
    count = 0
    for place in places:
        some.append(place)
        count += len(place.lines)
        if count >= most:
            yield tuple(some)
            some, count = [], 0
    if some:
        yield tuple(some)
