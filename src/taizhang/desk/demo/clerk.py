"""An imitated county clerk: fills a ledger the way offices do, true in what it says and untidy in how."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from taizhang.model.grid import CellValue
from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.plan import Answer, Direction, Target
from taizhang.model.quantity import rounded
from taizhang.model.words.status import Clearing, Status

Answers = dict[str, dict[str, CellValue]]  # by row id, then by LedgerRow field

_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


def fill_in(ledger: Ledger, random: Random) -> Answers:
    """Answers for every row that is asked; they contradict neither each other nor the plan."""
    return {row.id: _answer(row, ledger, random) if row.concerns else {} for row in ledger.rows}


def _answer(row: LedgerRow, ledger: Ledger, random: Random) -> dict[str, CellValue]:
    numbers = _numbers(row, random)
    shown = row.actual if row.asked and row.asked.rolled_up else None
    status = _status(row, numbers.get("actual", shown), ledger.period.end, random)
    cells: dict[str, CellValue] = {
        "status": _in_office_words(status, random),
        "needs_leader": "否",
        "clearing": Clearing.NOT_REQUESTED.value,
        **_untidy(numbers, row, random),
        **_texts(row, status, ledger, random),
    }
    return cells


def _numbers(row: LedgerRow, random: Random) -> dict[str, Decimal]:
    """The number cells of a row; a 是/否 row has 1 or 0, a row without a number none."""
    match row.answer:
        case Answer.NUMBER:
            return {"actual": _count(row, random)}
        case Answer.YES_NO:
            return {"actual": Decimal(random.random() < 0.6)}
        case Answer.RATIO:
            return _parts(row, random)
        case _:
            return {}


def _count(row: LedgerRow, random: Random) -> Decimal:
    target = row.asked.target if row.asked else None
    if target is None:
        return Decimal(random.randint(1, 9))
    if target.comparator.is_upper_limit:
        return Decimal(random.randint(1, max(1, int(target.value) - 1)))
    return target.value + random.randint(0, 2) if random.random() < 0.7 else max(target.value - 1, Decimal(0))


def _parts(row: LedgerRow, random: Random) -> dict[str, Decimal]:
    """Numerator, denominator and their ratio in per cent, rounded as the form asks."""
    whole = random.randint(20, 60)
    lower = (
        row.asked is not None
        and row.asked.row.indicator is not None
        and (row.asked.row.indicator.direction is Direction.LOWER)
    )
    part = random.randint(1, whole // 20) if lower else random.randint(whole * 3 // 4, whole)
    ratio = rounded(Decimal(part) * 100 / Decimal(whole), 1)
    return {"numerator": Decimal(part), "denominator": Decimal(whole), "actual": ratio}


def _status(row: LedgerRow, actual: Decimal | None, today: date, random: Random) -> Status:
    """The status that the number and the deadline allow."""
    target = row.asked.target if row.asked else None
    late = row.asked is not None and row.asked.deadline <= today
    reached = _reached(target, actual)
    if reached is True:
        return Status.DONE
    if reached is False:
        return Status.OVERDUE if late else random.choice((Status.ON_SCHEDULE, Status.BEHIND))
    return Status.DONE if late else random.choice((Status.ON_SCHEDULE, Status.ON_SCHEDULE, Status.BEHIND))


def _reached(target: Target | None, actual: Decimal | None) -> bool | None:
    return None if target is None or actual is None else target.reached_by(actual)


_OFFICE_WORDS = {
    Status.ON_SCHEDULE: ("序时推进", "正常推进", "推进中", "达到序时进度"),
    Status.BEHIND: ("滞后", "未达序时", "慢序时"),
    Status.DONE: ("已完成", "已办结", "按期完成"),
    Status.OVERDUE: ("逾期未完成",),
}


def _in_office_words(status: Status, random: Random) -> str:
    """The drop-down's word most of the time, else another one in use."""
    words = _OFFICE_WORDS.get(status, (status.value,))
    return words[0] if random.random() < 0.8 else random.choice(words)


def _untidy(numbers: dict[str, Decimal], row: LedgerRow, random: Random) -> dict[str, CellValue]:
    """The numbers as clerks write them: plain, full-width, or with the unit behind."""
    if row.answer is Answer.YES_NO:
        return {"actual": "是" if numbers["actual"] else "否"}
    return {name: _written(number, name, row, random) for name, number in numbers.items()}


def _written(number: Decimal, field: str, row: LedgerRow, random: Random) -> CellValue:
    unit = "%" if row.answer is Answer.RATIO and field == "actual" else row.unit if field == "actual" else ""
    habit = random.random()
    if habit < 0.85:
        return number
    if habit < 0.95 and unit:
        return f"{number}{unit}"
    return str(number).translate(_FULL_WIDTH)


def _texts(row: LedgerRow, status: Status, ledger: Ledger, random: Random) -> dict[str, CellValue]:
    cells: dict[str, CellValue] = {"person": f"医改专班 0000-{random.randint(1000000, 9999999)}"}
    cells["progress"] = _progress(row, ledger, random)
    cells["problems"] = random.choice(_REASONS) if status in (Status.BEHIND, Status.OVERDUE) else "无"
    place = ledger.head.reporter_name.rstrip("市县区")
    late = status in (Status.BEHIND, Status.OVERDUE)
    remedy = _REMEDY.format(place=place, month=ledger.period.following.first_month) if late else ""
    cells["next_steps"] = f"{random.choice(_NEXT_STEPS)}{remedy}"
    if status.finished:
        cells["evidence"] = f"{place}医改办〔{ledger.period.year}〕{random.randint(1, 99)}号文件"
    return cells


def _progress(row: LedgerRow, ledger: Ledger, random: Random) -> str:
    """What this place did in this period: each has its own days and numbers, whatever else goes by chance."""
    own = Random(f"{ledger.reporter} {ledger.period} {row.id}")
    told = random.choice(_PROGRESS).format(
        month=own.randint(ledger.period.first_month, ledger.period.last_month),
        day=own.randint(1, 28),
        bodies=own.randint(3, 60),
        people=own.randint(20, 600),
    )
    return f"{told}（{row.task[:12]}）。"


_PROGRESS = (
    "已印发实施方案，{month}月{day}日召开部门协调会，落实{bodies}家机构分工，培训{people}人次",
    "{month}月{day}日起现场督导{bodies}家机构，提出意见{people}条，已按要求整改",
    "{month}月{day}日前完成{bodies}家机构摸底和预算安排，惠及{people}人，正在组织实施",
    "{bodies}家机构按时间表推进，{month}月{day}日培训{people}人次，任务已落实到人",
)
_REASONS = (
    "项目资金到位较晚，影响了实施进度",
    "专业人员不足，招聘工作尚未结束",
    "设备采购流程较长，计划下月到货",
)
_REMEDY = "，{place}计划{month}月底前补上"
_NEXT_STEPS = (
    "倒排工期，每两周调度一次",
    "继续加强督导，确保按期完成",
    "总结做法，巩固成果",
)
