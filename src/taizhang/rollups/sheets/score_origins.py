"""Where the points of a line came from: the lines of 来源 that stand behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from taizhang.model.picture import cells_in_words
from taizhang.rollups.scoring.score import Evidence, LineKind, Score, ScoreLine
from taizhang.rollups.sheets.sources import SourceSheet, Subject, moment

_SENT_BACK = LineKind.RETURNED.value
_Told = tuple[str, Evidence]  # what of it


@dataclass(slots=True)
class ScoreOrigins:
    """Writes into 来源 what no other number has written there yet."""

    sources: SourceSheet
    reports: dict[_Told, str] = field(default_factory=dict)  # the cells of lines that were written

    def of_item(self, line: ScoreLine, cell: str) -> str:
        """The reported values, and who gave none."""
        return self.sources.refer(Subject(cell, line.id, line.name), line.cells, line.silent)

    def of_standings(self, score: Score, cell: str) -> str:
        """How the reporter stood in each period, once for all that is deducted from it."""
        line = next((one for one in score.lines if one.kind.deducts), None)
        evidence = line.evidence if line else ()
        return self._written(score, (one for one in evidence if one.word != _SENT_BACK), cell, "报送情况")

    def of_returns(self, score: Score, line: ScoreLine, cell: str) -> str:
        """What was sent back."""
        return self._written(
            score, (one for one in line.evidence if one.word == _SENT_BACK), cell, "退回修改"
        )

    def _written(self, score: Score, evidence: Iterable[Evidence], cell: str, what: str) -> str:
        if score.reporter is None:
            return ""
        return cells_in_words([self._report(one, cell, what) for one in evidence])

    def _report(self, one: Evidence, cell: str, what: str) -> str:
        """One line for all whose points are taken off for it: the reporter's, and those of the place above."""
        key = (what, one)
        if key not in self.reports:
            subject = Subject(cell, "", f"{one.period.title}{what}")
            self.reports[key] = self.sources.add_report(subject, one.reporter, _facts(one))
        return self.reports[key]


def _facts(one: Evidence) -> dict[str, str]:
    facts = {"采用值": one.word, "说明": f"应报日期{one.due}"}
    if one.submission is None:
        return facts
    sent = one.submission
    return facts | {
        "登记号": str(sent.number or ""), "文件名": sent.file_name,
        "收到时间": moment(sent.received), "文件SHA-256": sent.sha256,
    }  # fmt: skip
