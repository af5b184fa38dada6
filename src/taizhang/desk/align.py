"""Hold a lower plan against the upper one, and write the workbook 对照表."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.files import read_plan, write_file

if TYPE_CHECKING:
    from taizhang.model.plan import Task
    from taizhang.plans.aligning import Alignment
    from taizhang.plans.aligning.align import Compared, Finding
    from taizhang.plans.aligning.asked import Asked


@dataclass(frozen=True, slots=True)
class Aligned:
    """A comparison of two plans, and where its workbook lies."""

    alignment: Alignment
    path: Path

    @property
    def exit_code(self) -> int:
        """1 where the lower plan has something to mend."""
        return 1 if self.alignment.to_mend else 0

    def counts(self) -> dict[str, int]:
        """How many things came to each verdict, by its word; verdicts that did not occur are left out."""
        counted: dict[str, int] = {}
        for finding in self.alignment.findings:
            counted[finding.verdict.value] = counted.get(finding.verdict.value, 0) + 1
        return counted

    def as_json(self) -> dict[str, Any]:
        from taizhang.desk.words import plan_facts

        pairing = self.alignment.pairing
        return {
            "file": str(self.path),
            "upper": plan_facts(self.alignment.upper),
            "lower": plan_facts(self.alignment.lower),
            "pairs": [
                {
                    "upper": _task(pair.upper),
                    "lower": _task(pair.lower),
                    "likeness": round(pair.likeness, 3),
                    "confidence": pair.confidence,
                    "shared": list(pair.shared),
                }
                for pair in pairing.pairs
            ],
            "unpaired": {
                "upper": [_task(task) for task in pairing.upper_alone],
                "lower": [_task(task) for task in pairing.lower_alone],
            },
            "may_be_within": [
                {
                    "task": _task(hint.task),
                    "within": _task(hint.within),
                    "of": side,
                    "shared": list(hint.shared),
                }
                for side, hints in (("upper", pairing.upper_hints), ("lower", pairing.lower_hints))
                for hint in hints
            ],
            "indicators": [_compared(row) for row in self.alignment.compared],
            "findings": [_finding(finding) for finding in self.alignment.findings],
        }


def align_files(upper: Path, lower: Path, out: Path) -> Aligned:
    """Compare two plan files and write the workbook.

    Raises:
        CannotRead: a file is no plan.
        CannotWrite: the workbook cannot be written.
    """
    from taizhang.books import paint_sheets
    from taizhang.plans.aligning import align, draw_alignment

    alignment = align(read_plan(upper), read_plan(lower))
    day = alignment.lower.issued_on or alignment.lower.starts_on
    created = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format has no zone
    title = f"{alignment.lower.title}对照表"
    return Aligned(alignment, write_file(out, paint_sheets(draw_alignment(alignment), title, created)))


def _task(task: Task | None) -> dict[str, Any] | None:
    if task is None:
        return None
    return {"id": task.id, "ordinal": task.ordinal, "number": task.number, "title": task.title}


def _compared(row: Compared) -> dict[str, Any]:
    return {
        "verdicts": list(dict.fromkeys(remark.verdict.value for remark in row.remarks)),
        "says": row.says,
        "upper": _asked(row.upper),
        "lower": _asked(row.lower),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "verdict": finding.verdict.value,
        "says": finding.says,
        "fix": finding.fix,
        "mend": finding.verdict.needs_mending,
        "upper_task": _task(finding.upper_task),
        "lower_task": _task(finding.lower_task),
        "upper": _asked(finding.upper),
        "lower": _asked(finding.lower),
    }


def _asked(asked: Asked | None) -> dict[str, Any] | None:
    if asked is None:
        return None
    return {
        "id": asked.id,
        "task": asked.task.id if asked.task else None,
        "quote": asked.words,
        "subject": asked.subject,
        "target": str(asked.target) if asked.target else None,
        "deadline": asked.day.isoformat() if asked.day else None,
    }
