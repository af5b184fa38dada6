"""The ledger that a rule's example table says, and where the rule must fire on it.

Tests of the rules, the rule workbook and a place's own rules (`taizhang rules test`) all read the tables this way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from taizhang.ledgers.choice_values import read_clearing, read_status, read_yes_no
from taizhang.ledgers.place_answers import place_answers
from taizhang.ledgers.round_answers import RoundAnswers
from taizhang.ledgers.values import read_number
from taizhang.model.ledger import (
    Asked,
    Content,
    Fault,
    Head,
    Ledger,
    LedgerRow,
    Leftover,
    Notice,
    Noticed,
    SheetMap,
    Stamp,
    ledger_columns,
)
from taizhang.model.live_check import SheetChecks
from taizhang.model.neighbours import Neighbours
from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.plan import (
    Answer,
    Comparator,
    Indicator,
    Jurisdiction,
    Kind,
    Measure,
    Plan,
    PlanRow,
    Span,
    Target,
    Task,
)
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Clearing
from taizhang_validators.examples import Cell, Example
from taizhang_validators.file_words import FLAG_TITLES, FORMAT_TITLES
from taizhang_validators.hints_of_now import check_print
from taizhang_validators.live import sheet_rows
from taizhang_validators.rulebook import Given
from taizhang_validators.sheet_checks import checks_of_row

COLUMNS = {column.title: column for column in ledger_columns()}
FIELD_OF_HEADER = {title: column.field for title, column in COLUMNS.items()} | {
    "任务编号": "id",
    "完成值": "actual",
}
CONTENT = {column.field: column.content for column in ledger_columns()}
ANSWERS = {"数": Answer.NUMBER, "比率": Answer.RATIO, "是否": Answer.YES_NO, "状态": Answer.STATUS}
KINDS = {Answer.NUMBER: Kind.COUNT, Answer.RATIO: Kind.RATIO, Answer.YES_NO: Kind.YES_NO}
PLAN = Plan(
    id="plan-2022",
    title="某市2022年重点工作任务",
    text="",
    text_sha256="",
    language="zh",
    jurisdiction=Jurisdiction("某市", Level.CITY),
    year=2022,
)
SPAN = Span(0, 0, "")
REPORTER = Reporter("130102")
SHEET = SheetMap("f" * 64, "任务台账", {c.field: n for n, c in enumerate(ledger_columns(), start=1)})
NOTE = Place("f" * 64, "任务台账", 99, 1)
SIGNS = {"≥": Comparator.AT_LEAST, "≤": Comparator.AT_MOST, "约": Comparator.ABOUT}
AS_SENT, ALTERED = "原样", "改动"
SOME_PRINT, ANOTHER_PRINT = "0" * 12, "1" * 12
FILE_KEYS = {
    "另一处标识", "计划", "填报单位", "报告期", "计划版本", "模板版本", "填报人", "填报日期", "联系电话", "本期全表", "其他地区的数",
    "文件内容", "文件情况",
}  # fmt: skip
LAST, OTHERS = (
    "上期",
    "其他县",
)  # before the title of a column: what stood there last period, or stands elsewhere
FORMAT_OF_TITLE = {title: form for form, title in FORMAT_TITLES.items()}
FLAG_OF_TITLE = {title: flag for flag, title in FLAG_TITLES.items()}

_OF_SHAPE = ("合并到上行", "被盖住的栏", "残留的行标识")  # of a row: not what stands in it
# What the reader noticed about the sheet, by the key of the line that tells it, and the words that always go with it.
_NOTICED: dict[str, tuple[Noticed, tuple[str, ...]]] = {
    "栏目两种说法": (Noticed.COLUMN_DISPUTED, ("进展情况",)),
    "一处标识不同": (Noticed.COLUMN_OUTVOTED, ("进展情况",)),
    "重复的栏目": (Noticed.COLUMN_TWICE, ("AA", "Q")),
    "错位的栏": (Noticed.COLUMN_SHIFTED, ("12", "上移了1行")),
    "唯一的依据": (Noticed.LONE_WITNESS, ()),
    "改写的表头": (Noticed.HEADER_STRANGE, ("进展情况",)),
    "隐藏的行": (Noticed.HIDDEN, ()),
    "行标识丢失": (Noticed.IDS_LOST, ()),
    "填在别的表": (Noticed.OTHER_SHEET, ("任务台账",)),
    "分在两张表": (Noticed.SHEET_JOINED, ("3",)),
    "右边另有一表": (Noticed.TABLE_BESIDE, ()),
    "没有重新计算的汇总格": (Noticed.NOT_COMPUTED, ()),
    "自填的合计": (Noticed.TOTAL_TYPED, ()),
}

Mark = tuple[str, int, str]  # where: row id or "", line in the sheet or 0, field or ""


@dataclass(frozen=True)
class Case:
    """A ledger, what it is held against, and where the rule must fire."""

    ledger: Ledger
    given: Given
    marks: tuple[Mark, ...]


def build_case(example: Example) -> Case:
    """The example's ledger, what it is held against, and its brackets.

    Raises:
        ValueError: a target, a number or a day of the table cannot be read.
        KeyError: a header names no column.
    """
    context = {key: [cell.text for cell in cells] for key, cells in example.context.items()}
    lost = {FIELD_OF_HEADER[title] for title in context.get("缺少栏目", ())}
    sheet = replace(SHEET, columns={f: n for f, n in SHEET.columns.items() if f not in lost})
    rows = tuple(_row(line, cells, sheet) for line, cells in enumerate(example.rows, start=6))
    ledger = _ledger(context, rows)
    marks = (*_context_marks(example), *_cell_marks(example, rows))
    ledger = replace(
        ledger,
        file_name=context.get("文件名", [""])[0],
        file_format=FORMAT_OF_TITLE[context.get("文件内容", [FORMAT_TITLES["xlsx"]])[0]],
        file_flags=tuple(FLAG_OF_TITLE[title] for title in context.get("文件情况", ())),
    )
    ledger = replace(ledger, other_stamp=_other_stamp(ledger, context), notices=tuple(_notices(context)))
    given = _given(context, example, rows)
    sent = _sent_prints(context.get("下发的公式", []), rows, given.expected)
    ledger = replace(ledger, formulas=dict(_formulas(example, sent)))
    return Case(ledger, replace(given, prints=sent), marks)


def _sent_prints(
    titles: list[str], rows: tuple[LedgerRow, ...], expected: Ledger
) -> dict[tuple[str, str], str]:
    """The prints of these columns' formulas: of 校验提示 as they are written, of the others any."""
    sent = {(row.id, FIELD_OF_HEADER[title]): SOME_PRINT for title in titles for row in rows}
    for one in sheet_rows(expected):
        written = check_print(SheetChecks({one.row.id: checks_of_row(one)}), one.row.id)
        sent.update((key, print_) for key, print_ in written.items() if key in sent)
    return sent


def _other_stamp(ledger: Ledger, context: Mapping[str, list[str]]) -> Stamp | None:
    """The same stamp for another period."""
    return next(
        (
            Stamp(ledger.plan, ledger.version, ledger.reporter, Period.parse(period), ledger.template)
            for period in context.get("另一处标识", [])
        ),
        None,
    )


def _formulas(example: Example, sent: Mapping[tuple[str, str], str]) -> Iterator[tuple[tuple[str, str], str]]:
    """The prints found: a column headed 完成率的公式 says of each row whether its formula is still there."""
    for cells in example.rows:
        for header, cell in cells.items():
            if header.endswith("的公式") and cell.text in (AS_SENT, ALTERED):
                key = cells["任务编号"].text, FIELD_OF_HEADER[header.removesuffix("的公式")]
                yield key, sent.get(key, SOME_PRINT) if cell.text == AS_SENT else ANOTHER_PRINT


def _row(line: int, cells: Mapping[str, Cell], sheet: SheetMap) -> LedgerRow:
    texts = {FIELD_OF_HEADER[h]: c.text for h, c in cells.items() if h in FIELD_OF_HEADER}
    asked = _asked(cells) if texts["id"] else None
    values: dict[str, Any] = {}
    faults: dict[str, Fault] = {}
    for field, text in texts.items():
        value = _value(field, text, asked)
        if isinstance(value, Fault):
            faults[field] = value
        elif value is not None:
            values[field] = value
    row = LedgerRow(**values, asked=asked, sheet=sheet, line=line, raw=texts, faults=faults)
    told = {header: cells[header].text for header in _OF_SHAPE if header in cells}
    covered = {FIELD_OF_HEADER[told["被盖住的栏"]]: "progress"} if told.get("被盖住的栏") else {}
    merged = frozenset((FIELD_OF_HEADER[told["合并到上行"]],)) if told.get("合并到上行") else frozenset()
    return replace(row, merged=merged, covered=covered, left_id=told.get("残留的行标识", ""))


def _notices(context: Mapping[str, list[str]]) -> Iterator[Notice]:
    """What the reader noticed about the sheet; the words between strokes are the notice's."""
    for key, (what, after) in _NOTICED.items():
        for text in context.get(key, ()):
            words = (*text.split("/"), *after)
            yield Notice(what, NOTE, FIELD_OF_HEADER.get(words[0], ""), words)


def _asked(cells: Mapping[str, Cell]) -> Asked:
    def text(header: str) -> str:
        return cells[header].text if header in cells else ""

    row_id = text("任务编号")
    target, whole = _target(text("目标值")), _target(text("全域目标值"))
    has_number = "目标值" in cells or "完成值" in cells
    by_shape = Answer.RATIO if "分子" in cells else Answer.NUMBER if has_number else Answer.STATUS
    answer = ANSWERS[text("问法")] if text("问法") else by_shape
    indicator = None
    if answer is not Answer.STATUS or ".I" in row_id:
        measured = target or whole or Target(Comparator.AT_LEAST, Decimal(1), "")
        indicator = Indicator(row_id, SPAN, "", measured, kind=KINDS.get(answer, Kind.COUNT))
    plan_row = PlanRow(
        row_id, Task("", "", 1, (), "", SPAN, SPAN), Measure("", SPAN), indicator, _leads(row_id)
    )
    due = "" if "下发的完成时限" in cells else text("完成时限")
    deadline = date.fromisoformat(due or "2022-12-31")
    concerns = text("涉及") != "否"
    named = () if concerns else ("清河县", "白石县")
    return Asked(
        plan_row,
        answer,
        target,
        deadline,
        deadline_stated="完成时限" in cells,
        named=named,
        concerns=concerns,
    )


def _leads(row_id: str) -> bool:
    return ".I" not in row_id or row_id.endswith(".I1")


def _target(text: str) -> Target | None:
    if not text:
        return None
    if text == "是":
        return Target(Comparator.AT_LEAST, Decimal(1), "")
    match = re.fullmatch(r"([≥≤约]?)([\d.]+)(.*)", text)
    if match is None:
        raise ValueError(f"no target: {text}")
    return Target(SIGNS.get(match[1], Comparator.AT_LEAST), Decimal(match[2]), match[3])


def _value(field: str, text: str, asked: Asked | None) -> object:
    """What the reader makes of a cell; blank words stay texts in a column of texts."""
    if text in ("", "—", "无", "不涉及"):
        return text if CONTENT[field] is Content.TEXT and text else None
    if text.startswith(("#", "=")):
        return Fault.CELL_ERROR if text.startswith("#") else Fault.NO_VALUE
    value: object
    fault: Fault | None
    match field:
        case "status":
            value, fault = read_status(text)
        case "clearing":
            value, fault = read_clearing(text)
        case "actual" if asked and asked.answer is Answer.YES_NO:
            value, fault = read_yes_no(text)
        case _ if CONTENT[field] is Content.NUMBER:
            unit = asked.target.unit if asked and asked.target else ""
            reading = read_number(text, unit)
            value, fault = reading.value, reading.fault
        case _:
            value, fault = text, None
    return fault or value


def _ledger(context: Mapping[str, list[str]], rows: tuple[LedgerRow, ...]) -> Ledger:
    def said(key: str, otherwise: str) -> str:
        return context.get(key, [otherwise])[0]

    return Ledger(
        reporter=Reporter.parse(said("填报单位", str(REPORTER))),
        period=Period.parse(said("报告期", "2022Q3")),
        plan=said("计划", PLAN.id),
        rows=rows,
        version=said("计划版本", "v2"),
        template=said("模板版本", "2"),
        head=Head(
            filled_by=said("填报人", "医改专班"),
            filled_on=said("填报日期", "2022-10-08"),
            phone=said("联系电话", "0000-1234567"),
        ),
        nothing_to_report=said("零报告", "否") == "是",
        leftovers=(
            *(Leftover(NOTE, text) for text in context.get("表外内容", ())),
            *(Leftover(replace(NOTE, sheet=name), "", table=True) for name in context.get("另有台账", ())),
        ),
    )


def _given(context: Mapping[str, list[str]], example: Example, rows: tuple[LedgerRow, ...]) -> Given:
    period = Period.parse("2022Q3")
    sent = {row.id: _as_sent(row, cells) for row, cells in zip(rows, example.rows, strict=True) if row.asked}
    missing = {row_id: LedgerRow(id=row_id) for row_id in context.get("应有任务", ()) if row_id not in sent}
    expected = Ledger(REPORTER, period, PLAN.id, (*sent.values(), *missing.values()), "v2", "2")
    return Given(
        plan=PLAN,
        reporter=REPORTER,
        reporter_name="某县",
        period=period,
        as_of=date.fromisoformat(context.get("核对日期", ["2022-10-08"])[0]),
        expected=expected,
        previous=_previous(example, rows, period.previous),
        neighbours=_neighbours(context, example),
        place_names=frozenset(context.get("填报单位名单", ())),
        cleared=frozenset(row.id for row in expected.rows if row.clearing is Clearing.CLEARED),
    )


def _as_sent(row: LedgerRow, cells: Mapping[str, Cell]) -> LedgerRow:
    """The row as it went out: as it stands, but for 上期累计 and the columns headed 下发的…."""
    reported = cells["上期报送"].text if "上期报送" in cells else ""
    row = replace(row, previous=Decimal(reported) if reported else None)
    sent = {h.removeprefix("下发的"): c.text for h, c in cells.items() if h.startswith("下发的")}
    told = ((FIELD_OF_HEADER[header], text) for header, text in sent.items())
    return replace(row, **{field: _sent_value(field, text, row.asked) for field, text in told})


def _sent_value(field: str, text: str, asked: Asked | None) -> Any:
    return _value(field, text, asked) if CONTENT[field] is Content.CHOICE else text


def _previous(example: Example, rows: tuple[LedgerRow, ...], period: Period) -> Ledger | None:
    """The accepted ledger of last period, where a column tells of it: 上期报送, or 上期 and another title."""
    titles = {header: _title_after(LAST, header) for header in example.headers}
    titles |= {"上期报送": "累计完成值"} if "上期报送" in titles else {}
    told = {header: FIELD_OF_HEADER[title] for header, title in titles.items() if title}
    if not told:
        return None
    then = (_row_then(cells, row, told) for cells, row in zip(example.rows, rows, strict=True))
    return Ledger(REPORTER, period, PLAN.id, tuple(row for row in then if row))


def _row_then(cells: Mapping[str, Cell], row: LedgerRow, told: Mapping[str, str]) -> LedgerRow | None:
    """None where nothing was reported."""
    texts = {field: cells[header].text for header, field in told.items()}
    if not any(texts.values()):
        return None
    values: dict[str, Any] = {field: _value(field, text, row.asked) for field, text in texts.items()}
    said = {field: value for field, value in values.items() if value is not None}
    return LedgerRow(id=row.id, asked=row.asked, raw=texts, **said)


def _title_after(word: str, header: str) -> str:
    """The title of the column that a header with the word before it tells of; "" for another header."""
    title = header.removeprefix(word)
    return title if title in FIELD_OF_HEADER and header.startswith(word) and header not in COLUMNS else ""


def _neighbours(context: Mapping[str, list[str]], example: Example) -> Neighbours | None:
    """The accepted ledgers of other places: the first words of all cells are the first one's, and so on."""
    told = {header: title for header in example.headers if (title := _title_after(OTHERS, header))}
    phones = context.get("其他单位电话", [])
    if not told and not phones:
        return None
    words = [[cells[header].text.split() for header in told] for cells in example.rows]
    count = max([len(phones), *(len(word) for row in words for word in row)])
    answers = RoundAnswers()
    for position in range(count):
        rows = (_row_there(cells, told, position) for cells in example.rows)
        phone = phones[position] if position < len(phones) else ""
        there = Ledger(
            Reporter(f"1302{position:02}"),
            Period.parse("2022Q3"),
            PLAN.id,
            tuple(rows),
            head=Head(phone=phone),
        )
        answers.add(place_answers(there, "另一县"))
    return answers.seen_by(REPORTER)


def _row_there(cells: Mapping[str, Cell], told: Mapping[str, str], position: int) -> LedgerRow:
    values: dict[str, Any] = {}
    for header, title in told.items():
        words = cells[header].text.split()
        if position < len(words):
            values[FIELD_OF_HEADER[title]] = _value(FIELD_OF_HEADER[title], words[position], None)
    return LedgerRow(id=cells["任务编号"].text, **values)


def _context_marks(example: Example) -> list[Mark]:
    marks: list[Mark] = []
    for key, cells in example.context.items():
        for cell in (cell for cell in cells if cell.fires):
            if key in FILE_KEYS:
                marks.append(("", 0, ""))
            elif key == "应有任务":
                marks.append((cell.text, 0, ""))
            elif key in ("缺少栏目", "错位的栏", "整栏贴错"):
                marks.append(("", 0, FIELD_OF_HEADER[cell.text]))
            else:
                marks.append(("", NOTE.row, ""))
    return marks


def _cell_marks(example: Example, rows: tuple[LedgerRow, ...]) -> list[Mark]:
    return [
        (row.id, row.line, FIELD_OF_HEADER[header])
        for row, cells in zip(rows, example.rows, strict=True)
        for header, cell in cells.items()
        if cell.fires
    ]
