"""An older template's ledger drawn anew in the one in use, for its return; the county's own file stays as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from taizhang.model.finding import Finding
from taizhang.model.ledger import Ledger
from taizhang.model.place import Place
from taizhang.model.plan import Plan
from taizhang.model.reporter import RosterLine
from taizhang.model.table_rows import TableRows

_MOST_ROWS, _MOST_LEFT = 2_000, 5_000
_OLDER = "N005"  # the rule that names an older template
_SAYS = "本表是用第{old}版表样填的，所填内容已移入本文件，即现行的第{new}版"
_SAYS_PARTLY = "{says}，另有{count}处未移入"
_FIX = "请对照“移动清单”核对，此后只在本文件中修改并报送。"
_TITLE = "移动清单（第{old}版表样移入第{new}版）"
_GUIDE = (
    "说明：原台账所填内容逐项列出，点“现单元格”可跳到相应位置；未移入的排在前面，需要上报的请自行填入。"
    "批注、图片、格式和另加的工作表没有移入，请以原文件为准。"
)


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a ledger of an older template is drawn anew from."""

    blank: Ledger  # as it is laid out now
    plan: Plan
    line: RosterLine
    previous: Ledger | None


@dataclass(frozen=True, slots=True)
class Renewed:
    """The new workbook, and the findings by their places in it."""

    content: bytes
    findings: tuple[Finding, ...]
    table: TableRows  # where the ledger's rows stand in it


def can_be_renewed(ledger: Ledger, current: str) -> bool:
    """Whether the ledger's template was issued before the one in use; an endless one is marked as it is.

    A template that says no number is none of ours.
    """
    template = ledger.template
    numbered = template.isascii() and template.isdecimal() and current.isdecimal()
    few = len(ledger.rows) <= _MOST_ROWS and len(ledger.leftovers) <= _MOST_LEFT
    return numbered and few and int(template[:9]) < int(current)


def renewed(ledger: Ledger, findings: Sequence[Finding], renewal: Renewal) -> Renewed:
    """The ledger's answers in a workbook of the template in use, with the list of what moved; nothing is parsed."""
    from taizhang.books import add_moves_sheet, listed_at, write_ledger
    from taizhang.desk.clauses import clauses_in_force
    from taizhang.desk.live_checks import live_checks
    from taizhang.ledgers import draw_ledger, move_answers
    from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE
    from taizhang_templates import load_style

    blank = renewal.blank
    moved = move_answers(ledger, blank)
    checks = live_checks(moved.as_read, renewal.plan, expected=blank, previous=renewal.previous)
    sheets = draw_ledger(moved.ledger, renewal.plan, renewal.line, checks, clauses=clauses_in_force())
    content = write_ledger(sheets, load_style())
    versions = {"old": ledger.template, "new": blank.template}
    content = add_moves_sheet(content, moved.moves, _TITLE.format(**versions), _GUIDE)
    listed = {move.was: listed_at(at) for at, move in enumerate(moved.moves) if move.was and move.now is None}
    left = sum(move.now is None for move in moved.moves)
    told = _SAYS.format(**versions)
    told = _SAYS_PARTLY.format(says=told, count=left) if left else told
    placed = tuple(_placed(finding, moved.places, listed, told) for finding in findings)
    return Renewed(content, placed, TableRows(TABLE, FIRST_ROW, sheets.last_row))


def _placed(
    finding: Finding, places: Mapping[Place, Place], listed: Mapping[Place, Place], told: str
) -> Finding:
    """The finding at the cell where its content stands now; what was not moved is marked in the list."""
    if finding.code == _OLDER:
        return replace(finding, says=told, fix=_FIX)

    def now(place: Place | None) -> Place | None:
        return listed.get(place) or places.get(place) if place else None

    spots = tuple(replace(spot, place=now(spot.place)) for spot in finding.spots)
    return replace(finding, place=now(finding.place), spots=spots)
