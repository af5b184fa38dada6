"""来源: one line per reported value of each number, down to the county's cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from taizhang.model.figure import Contribution, Gap
from taizhang.model.ledger import COLUMN_TITLES
from taizhang.model.period import Period
from taizhang.model.picture import Look, Sheet, cells_in_words
from taizhang.model.reporter import Reporter
from taizhang.rollups.rollup import NO_REPORT, NOT_FILLED

NAME = "来源"
EARLIER = "往期来源"  # of the numbers of earlier periods, for comparison
NAMES = (NAME, EARLIER)
TITLES = (
    "汇总单元格", "行标识", "指标或任务", "填报单位", "报告期", "登记号", "文件名", "收到时间",
    "工作表", "单元格", "栏目", "原文", "采用值", "说明", "豁免或属实说明", "校验规则", "文件SHA-256",
)  # fmt: skip
FIRST_ROW = 4
_WIDTHS = (17, 12, 24, 16, 8, 7, 27, 16, 10, 8, 11, 14, 10, 19, 19, 13, 22)
_ADOPTED = TITLES.index("采用值") + 1


@dataclass(frozen=True, slots=True)
class Subject:
    """The number that lines are written for."""

    cell: str  # 指标汇总!F12
    row: str
    name: str


class SourceSheet:
    """The sheet while numbers add their lines to it."""

    def __init__(
        self, title: str, names: Mapping[Reporter, str], period: Period | None = None, *, name: str = NAME
    ) -> None:
        """`period` is the one of lines that do not name theirs; None where each does."""
        self.names, self.period = names, period
        self.sheet = Sheet(name, _WIDTHS, filtered=True, frozen_columns=4)
        unsaid = "报告期空着的为本期。" if period else ""
        self.sheet.put_title(
            title,
            f"每个汇总数字逐条列出来源：哪个单位、哪份文件、哪个单元格、原文是什么、采用了什么值。{unsaid}",
        )
        self.sheet.put_header(FIRST_ROW - 1, TITLES)
        self._next = FIRST_ROW
        self._at: dict[tuple[str, Reporter], list[str]] = {}  # the lines of a number by whose they are
        self._rows: dict[object, int] = {}  # by contribution, or by row and who gave none
        self._linked = ""  # each number's first line links back: a sheet can hold 65,530 links only

    def add(
        self,
        subject: Subject,
        cells: Sequence[tuple[Contribution, str]],
        absent: Sequence[tuple[Reporter, str]] = (),
        *,
        of: Period | None = None,
        gaps: Sequence[Gap] = (),
    ) -> str:
        """Write the subject's lines, the absent with the reason why, and say where they stand: 来源!A4:A11.

        Beside each contribution stands the word it was taken for; "" for a number. `of` is the period that the absent
        are missing in; gaps say their own.
        """
        first = self._next
        for one, word in cells:
            self._remember(subject.cell, one.reporter)
            self._write(subject, one, word)
        for reporter, why in absent:
            self._remember(subject.cell, reporter)
            self._rows.setdefault((subject.row, reporter), self._next)
            self._line(subject, {"填报单位": self.names[reporter], "报告期": self._said(of), "说明": why})
        for gap in gaps:
            self._remember(subject.cell, gap.reporter)
            facts = {"填报单位": self.names[gap.reporter], "报告期": self._said(gap.period)}
            self._line(subject, {**facts, "说明": NOT_FILLED if gap.filed else NO_REPORT})
        return self._range(first)

    def refer(
        self,
        subject: Subject,
        cells: Sequence[tuple[Contribution, str]],
        absent: Sequence[tuple[Reporter, str]] = (),
    ) -> str:
        """The lines that another number has written already, and new ones for the rest; as words of cells."""
        new = [pair for pair in cells if pair[0] not in self._rows]
        silent = [pair for pair in absent if (subject.row, pair[0]) not in self._rows]
        known: list[object] = [one for one, _ in cells if one in self._rows]
        known += [(subject.row, one) for one, _ in absent if (subject.row, one) in self._rows]
        rows = sorted(self._rows[key] for key in known)
        added = self.add(subject, new, silent) if new or silent else ""
        return " ".join(filter(None, (cells_in_words([f"{NAME}!A{row}" for row in rows]), added)))

    @property
    def empty(self) -> bool:
        return self._next == FIRST_ROW

    def _said(self, period: Period | None) -> str:
        return "" if period in (None, self.period) else str(period)

    def lines_of(self, cell: str, reporters: Sequence[Reporter]) -> str:
        """Where the lines of a number stand that are these reporters' alone."""
        return cells_in_words([line for reporter in reporters for line in self._at.get((cell, reporter), ())])

    def _remember(self, cell: str, reporter: Reporter) -> None:
        self._at.setdefault((cell, reporter), []).append(f"{self.sheet.name}!A{self._next}")

    def add_report(self, subject: Subject, reporter: Reporter, facts: Mapping[str, str]) -> str:
        """Write how a reporter stands: facts by column title."""
        first = self._next
        self._line(subject, {"填报单位": self.names[reporter], **facts})
        return self._range(first)

    def _write(self, subject: Subject, one: Contribution, word: str) -> None:
        row = self._next
        self._rows.setdefault(one, row)
        known = one.place.row > 0
        self._line(
            subject,
            {
                "填报单位": self.names[one.reporter],
                "报告期": self._said(one.period),
                "登记号": str(one.submission or ""),
                "文件名": one.file_name,
                "收到时间": moment(one.received),
                "工作表": one.place.sheet,
                "单元格": one.place.address if known else "",
                "栏目": COLUMN_TITLES[one.part],
                "原文": one.raw,
                "采用值": word,
                "说明": _remark(one, word),
                "豁免或属实说明": one.accepted,
                "校验规则": one.rules,
                "文件SHA-256": one.place.file,
            },
        )
        if one.value is not None:
            self.sheet.put(row, _ADOPTED, one.value, Look.NUMBER)

    def _line(self, subject: Subject, facts: Mapping[str, str]) -> None:
        link = "" if subject.cell == self._linked else subject.cell
        self._linked = subject.cell
        self.sheet.put(self._next, 1, subject.cell, Look.CODE, link=link)
        written = {"行标识": subject.row, "指标或任务": subject.name, **facts}
        for column, title in enumerate(TITLES[1:], 2):
            self.sheet.put(self._next, column, written.get(title, ""), Look.CODE)
        self._next += 1

    def _range(self, first: int) -> str:
        last = self._next - 1
        if last < first:
            return ""
        name = self.sheet.name
        return f"{name}!A{first}" if first == last else f"{name}!A{first}:A{last}"


def _remark(one: Contribution, word: str) -> str:
    if one.value is None and not word:
        return "未计入"
    return "权数" if one.weighs else ""


def moment(when: datetime | None) -> str:
    return when.strftime("%Y-%m-%d %H:%M") if when else ""
