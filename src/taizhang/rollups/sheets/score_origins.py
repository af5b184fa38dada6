"""Where the points of a line came from: the lines of 来源 that stand behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from taizhang.model.picture import cells_in_words
from taizhang.model.reporter import Reporter
from taizhang.rollups.scoring.score import Evidence, LineKind, Score, ScoreLine
from taizhang.rollups.sheets.sources import SourceSheet, Subject, moment

_SENT_BACK = LineKind.RETURNED.value


@dataclass(slots=True)
class ScoreOrigins:
    """Writes into 来源 what no other number has written there yet."""

    sources: SourceSheet

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
        return cells_in_words([self._report(score.reporter, one, cell, what) for one in evidence])

    def _report(self, reporter: Reporter, one: Evidence, cell: str, what: str) -> str:
        subject = Subject(cell, "", f"{one.period.title}{what}")
        return self.sources.add_report(subject, reporter, _facts(one))


def _facts(one: Evidence) -> dict[str, str]:
    facts = {"采用值": one.word, "说明": f"应报日期{one.due}"}
    if one.submission is None:
        return facts
    sent = one.submission
    return facts | {
        "登记号": str(sent.number or ""), "文件名": sent.file_name,
        "收到时间": moment(sent.received), "文件SHA-256": sent.sha256,
    }  # fmt: skip
