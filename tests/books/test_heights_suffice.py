"""No row of a ledger is lower than LibreOffice, fitting it to its texts, would make it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from clients.jobs import HeightsTold, Job
from clients.office import Office

from taizhang.books import write_ledger
from taizhang.ledgers import draw_ledger, lay_out_ledger
from taizhang.ledgers.sheet_layout import INSTRUCTIONS, TABLE
from taizhang.model.clause import Clause
from taizhang.model.finding import Severity
from taizhang.model.form_head import FormHead
from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.period import Period
from taizhang.model.plan import Plan, Settings
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.plans import compile_plan
from taizhang_templates import load_style, style_names

SAMPLE = Path(__file__).parents[2] / "samples" / "云岭市2022年重点工作任务.txt"
LINE = RosterLine(
    Reporter("990121"), "清河县国家级经济技术开发区管理委员会社会事务和卫生健康综合服务中心", Level.COUNTY, reports_to="990100"
)  # fmt: skip
FORM = FormHead(
    "卫健统专1表GB18030", "国家卫生健康委员会规划发展与信息化司、国家疾病预防控制局综合司、国家中医药管理局规划财务司",
    "国统制〔2021〕58号", date(2024, 5, 31),
)  # fmt: skip
_TOLD = 60  # a column in which nothing stands
_ROUNDING = 0.8  # points: a program keeps heights in whole pixels
LONG = "扎实推进紧密型县域医共体建设，加快2022年度DRG/DIP支付方式改革，(A)统筹GB18030信息系统升级、互联互通；"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return replace(compile_plan(SAMPLE.read_text(encoding="utf-8")), settings=Settings(form=FORM))


@pytest.fixture(scope="module")
def ledger(plan: Plan) -> Ledger:
    """Texts of every length in all the columns that hold any."""
    ledger = lay_out_ledger(plan, LINE, Period.parse("2022Q3"), version="0" * 64)
    return replace(ledger, rows=tuple(map(lengthened, ledger.rows, range(len(ledger.rows)))))


def lengthened(row: LedgerRow, number: int) -> LedgerRow:
    text = (LONG * 4)[: 5 + 4 * number]
    return replace(
        row, measure=row.measure + text, progress=text, problems=text[::2], next_steps=f"一、{text}\n二、{text[:9]}",
        evidence="清卫办〔2022〕18号 http://example.gov.cn/2022/0930/notice.html"[: 8 + number], remarks=text[:number],
        person="填报人姓名、联络人姓名 0311-00000000/13000000000",
    )  # fmt: skip


@pytest.fixture(scope="module")
def clauses() -> tuple[Clause, ...]:
    titles = (LONG[at : at + 20] for at in range(0, 40, 4))
    return tuple(
        Clause(topic, Severity.ERROR, title) for title in titles for topic in ("完成状态", "数字栏目")
    )


def heights(content: bytes, sheet: str) -> dict[int, float]:
    rows = openpyxl.load_workbook(BytesIO(content))[sheet].row_dimensions
    return {row: rows[row].height for row in rows if rows[row].height and not rows[row].hidden}


def lower(ours: dict[int, float], needed: dict[int, float]) -> Iterator[tuple[int, float, float]]:
    for row, height in ours.items():
        if needed[row] > height + _ROUNDING:
            yield row, height, needed[row]


@pytest.mark.client
@pytest.mark.parametrize("name", style_names())
def test_every_text_is_seen_in_full(
    plan: Plan, ledger: Ledger, clauses: tuple[Clause, ...], libreoffice: Office, tmp_path: Path, name: str
) -> None:
    style = load_style(name)
    path = tmp_path / "台账.xlsx"
    content = write_ledger(draw_ledger(ledger, plan, LINE, clauses=clauses, style=style), style)
    path.write_bytes(content)
    told = tuple(HeightsTold(sheet, _TOLD) for sheet in (TABLE, INSTRUCTIONS))
    [answer] = libreoffice.recalculated([Job(path, told, (TABLE, INSTRUCTIONS))])
    for sheet in (TABLE, INSTRUCTIONS):
        needed = {row: value for (row, at), value in answer.sheets[sheet].items() if at == _TOLD}
        ours = heights(content, sheet)
        assert max(needed.values()) > 100  # the texts are long indeed
        low = sorted(lower(ours, needed))
        assert [(r, h, round(n, 1)) for r, h, n in low] == []
