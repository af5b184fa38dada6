"""A Ledger (任务台账) is one reporter's rows for one period; the class body of LedgerRow IS the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, make_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, cast

from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.plan import Answer, PlanRow, Target
from taizhang.model.reporter import Reporter
from taizhang.model.words.headers import HEADER_SYNONYMS, header_key
from taizhang.model.words.status import Clearing, Status


class Filler(StrEnum):
    """Who writes a column."""

    PLAN = "plan"  # prefilled from the plan; must come back as it went out
    RECORD = "record"  # prefilled from the last accepted submission
    COUNTY = "county"  # the filler
    FORMULA = "formula"  # computed in the sheet


class Content(StrEnum):
    """What a column's cells hold."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"


class Carried(StrEnum):
    """How a column starts from the reporter's last accepted ledger."""

    NUMBER = "number"  # with the number of 累计完成值, where the same is asked in the same unit
    TEXT = "text"  # with what was written
    OPEN = "open"  # with what was written, while the measure is not finished
    CLEARING = "clearing"  # with where the row stands by the office's record


class Fault(StrEnum):
    """Why a cell that holds something gave no value."""

    NOT_A_NUMBER = "not-a-number"
    AMBIGUOUS = "ambiguous"
    NOT_IN_LIST = "not-in-list"
    BAD_DATE = "bad-date"
    CELL_ERROR = "cell-error"
    NO_VALUE = "formula-without-value"


class Blank(StrEnum):
    """The different ways to write nothing; each means something else."""

    EMPTY = ""
    SLASH = "/"
    DASH = "—"
    NONE = "无"
    NOT_INVOLVED = "不涉及"
    DITTO = "同上"


BLANK_WORDS: dict[str, Blank] = {
    "": Blank.EMPTY,
    "/": Blank.SLASH,
    "／": Blank.SLASH,
    "—": Blank.DASH,
    "——": Blank.DASH,
    "-": Blank.DASH,
    "--": Blank.DASH,
    "－": Blank.DASH,
    "–": Blank.DASH,
    "无": Blank.NONE,
    "暂无": Blank.NONE,
    "不涉及": Blank.NOT_INVOLVED,
    "不适用": Blank.NOT_INVOLVED,
    "同上": Blank.DITTO,
    "〃": Blank.DITTO,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the ledger sheet, declared in the body of LedgerRow."""

    field: str
    title: str
    filler: Filler
    content: Content
    width: int  # in characters of the body font, as Excel counts them
    choices: tuple[str, ...]
    hint: str  # shown when the cell is selected; "" for none
    hidden: bool
    group: str  # upper header over neighbouring columns of the same group; "" for none
    compared: bool  # 较上期变化 tells when it is not what it was last period
    carried: Carried | None  # None: a new ledger takes nothing of the last one into it

    @property
    def headers(self) -> frozenset[str]:
        """Every header, normalised, under which this column may come back."""
        return frozenset(map(header_key, (self.title, *HEADER_SYNONYMS.get(self.field, ()))))


def column(
    title: str,
    filler: Filler,
    content: Content = Content.TEXT,
    *,
    width: int,
    choices: tuple[str, ...] = (),
    hint: str = "",
    hidden: bool = False,
    group: str = "",
    compared: bool = False,
    carried: Carried | None = None,
) -> Any:
    """Declare a column of the ledger sheet; its position in the class body is its position in the sheet."""
    facts = {
        "title": title, "filler": filler, "content": content, "width": width,
        "choices": choices, "hint": hint, "hidden": hidden, "group": group,
        "compared": compared, "carried": carried,
    }  # fmt: skip
    empty: object = "" if content is Content.TEXT else None
    return field(default=empty, metadata={"column": facts})


@dataclass(frozen=True, slots=True)
class SheetMap:
    """Where a ledger's columns stand in the sheet it was read from: field name to column, from 1."""

    file: str
    sheet: str
    columns: Mapping[str, int]

    def place(self, row: int, field_name: str) -> Place | None:
        """The cell of a field; None where the sheet has no such column."""
        position = self.columns.get(field_name)
        return Place(self.file, self.sheet, row, position) if position else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the plan asks of this reporter in this row."""

    row: PlanRow
    answer: Answer
    target: Target | None  # this reporter's own; None for totals and for places that are not named
    deadline: date  # the indicator's own, the task's, or the plan's last day
    deadline_stated: bool
    named: tuple[str, ...] = ()  # the places that the plan gives the row to by name; () for everybody
    concerns: bool = True  # False where this reporter is none of them: listed as 不涉及, and nothing is asked
    rolled_up: bool = False  # the number comes from the counties' ledgers and is shown for reading only


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row of the sheet: first its columns in their order, then where it stands and what the plan asked."""

    id: str = column("行标识", Filler.PLAN, width=12, hidden=True)
    version: str = column("行版本", Filler.PLAN, width=10, hidden=True)
    number: str = column("序号", Filler.PLAN, width=5)
    task: str = column("重点任务", Filler.PLAN, width=16)
    measure: str = column("工作举措", Filler.PLAN, width=32)
    indicator: str = column("量化指标", Filler.PLAN, width=20, compared=True)
    target: str = column("目标值", Filler.PLAN, width=9, compared=True)
    unit: str = column("计量单位", Filler.PLAN, width=6, compared=True)
    duties: str = column("责任单位（分工）", Filler.PLAN, width=22, compared=True)
    lead: str = column("牵头单位", Filler.PLAN, width=12, compared=True)
    support: str = column("配合单位", Filler.PLAN, width=14, compared=True)
    person: str = column(
        "责任人及联系电话",
        Filler.COUNTY,
        width=14,
        carried=Carried.TEXT,
        hint="请填姓名和电话，如：填报人姓名 0311-00000000。",
    )
    deadline: str = column("完成时限", Filler.PLAN, width=11, compared=True)
    numerator: Decimal | None = column(
        "分子",
        Filler.COUNTY,
        Content.NUMBER,
        width=8,
        group="比率指标填报",
        hint="比率指标请填分子，其他指标不填。",
    )
    denominator: Decimal | None = column(
        "分母",
        Filler.COUNTY,
        Content.NUMBER,
        width=8,
        group="比率指标填报",
        hint="比率指标请填分母，其他指标不填。",
    )
    previous: Decimal | None = column(
        "上期累计", Filler.RECORD, Content.NUMBER, width=8, carried=Carried.NUMBER
    )
    actual: Decimal | None = column(
        "累计完成值",
        Filler.COUNTY,
        Content.NUMBER,
        width=9,
        hint="请填自起算日起的累计数，只填数字；问是否的请填“是”或“否”。",
    )
    rate: Decimal | None = column("完成率", Filler.FORMULA, Content.NUMBER, width=8)
    status: Status | None = column(
        "完成状态",
        Filler.COUNTY,
        Content.CHOICE,
        width=10,
        choices=tuple(Status),
        hint="请从下拉列表中选择。",
    )
    progress: str = column("进展情况", Filler.COUNTY, width=28, hint="请写本期做了什么、取得什么结果。")
    problems: str = column(
        "存在问题",
        Filler.COUNTY,
        width=18,
        carried=Carried.OPEN,
        hint="滞后或逾期的，请写明原因；没有问题请填“无”。",
    )
    next_steps: str = column("下一步打算", Filler.COUNTY, width=18)
    evidence: str = column("佐证材料", Filler.COUNTY, width=14, hint="已完成的，请写文件名称或文号。")
    needs_leader: str = column("是否需领导协调", Filler.COUNTY, width=8, choices=("否", "是"))
    clearing: Clearing | None = column(
        "销号",
        Filler.COUNTY,
        Content.CHOICE,
        width=8,
        choices=tuple(Clearing),
        carried=Carried.CLEARING,
        hint="完成并写明佐证材料的可选“申请中”；“已销号”“退回”由上级审核后带出，请不要自行选择。",
    )
    remarks: str = column("备注", Filler.COUNTY, width=12)
    changes: str = column("较上期变化", Filler.RECORD, width=12)
    check: str = column("校验提示", Filler.FORMULA, width=26)
    to_mend: str = column("待改任务", Filler.FORMULA, width=8, hidden=True)

    # Beside the sheet
    asked: Asked | None = None  # None for a row that the county added
    sheet: SheetMap | None = None  # None for a ledger that was laid out and never read
    line: int = 0  # row number in the sheet, from 1; 0 when not read
    raw: Mapping[str, str] = field(default_factory=dict)  # by field: the text as it stood in the cell
    faults: Mapping[str, Fault] = field(default_factory=dict)  # by field: why there is no value
    merged: frozenset[str] = frozenset()  # fields whose cell is merged down from a row above
    covered: Mapping[str, str] = field(
        default_factory=dict
    )  # fields whose cell lies under a merged one, with its field
    left_id: str = ""  # the id that stood in the row, where the words in it are another task's

    @property
    def is_bare(self) -> bool:
        """Nothing of the plan's and no answer stands in the row, only what is hidden or ours."""
        return not any(self.raw.get(name, "").strip() for name in SAID_FIELDS)

    def at(self, field_name: str) -> Place | None:
        """The cell that the field was read from; None where the sheet has no such column."""
        return self.sheet.place(self.line, field_name) if self.sheet else None

    def blank(self, field_name: str) -> Blank | None:
        """Which way of writing nothing stands in the cell; None when it holds something."""
        return BLANK_WORDS.get(self.raw.get(field_name, "").strip())

    @property
    def answer(self) -> Answer:
        return self.asked.answer if self.asked else Answer.STATUS

    @property
    def concerns(self) -> bool:
        """Whether the row is this reporter's business; False for one that the plan gives to other places by name."""
        return self.asked is None or self.asked.concerns

    def reaches(self) -> bool | None:
        """Whether the number satisfies this reporter's target; None when either is missing or undecidable."""
        if self.asked is None or self.asked.target is None or self.actual is None:
            return None
        return self.asked.target.reached_by(self.actual)

    def falls_short(self) -> bool:
        """The row has a target and a number, and the number does not satisfy the target."""
        return self.reaches() is False


def filled_row(values: Mapping[str, Any]) -> LedgerRow:
    """The same as LedgerRow(**values) in less than half the time: its many fields are set before it is frozen."""
    row = _open_row()(**values)
    row.__class__ = LedgerRow
    return cast(LedgerRow, row)


@cache
def _open_row() -> type[Any]:
    """LedgerRow, but not frozen: the same fields in the same slots, which is what lets an instance change its class."""
    return make_dataclass(
        "_OpenRow", [(one.name, Any, _once_more(one)) for one in fields(LedgerRow)], slots=True
    )


def _once_more(one: Field[Any]) -> Any:
    """The field's default, as a declaration."""
    if one.default_factory is not MISSING:
        return field(default_factory=one.default_factory)
    return field(default=one.default)


@cache
def ledger_columns() -> tuple[Column, ...]:
    """The sheet's columns in their order, read off the class body of LedgerRow."""
    return tuple(
        Column(field=declared.name, **declared.metadata["column"])
        for declared in fields(LedgerRow)
        if "column" in declared.metadata
    )


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the table and under it: who filled it in, when, and who answers for it, as written."""

    reporter_name: str = ""
    filled_by: str = ""
    phone: str = ""
    filled_on: str = ""
    checked_by: str = ""
    unit_head: str = ""


STAMP_KEYS = ("plan", "version", "reporter", "period", "template")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a ledger says of itself in its hidden sheet."""

    plan: str  # plan id
    version: str  # the plan's fingerprint
    reporter: Reporter
    period: Period
    template: str  # version of the template it was written with

    @classmethod
    def parse(cls, plan: str, version: str, reporter: str, period: str, template: str) -> Stamp:
        """The stamp of these texts.

        Raises:
            ValueError: reporter or period is none.
        """
        return cls(plan, version, Reporter.parse(reporter), Period.parse(period), template)

    @property
    def entries(self) -> dict[str, str]:
        """As texts by STAMP_KEYS, wherever a workbook or a record says them."""
        texts = (self.plan, self.version, str(self.reporter), str(self.period), self.template)
        return dict(zip(STAMP_KEYS, texts, strict=True))


@dataclass(frozen=True, slots=True)
class Leftover:
    """A cell that holds something and became no part of the ledger (有内容未采用)."""

    place: Place
    raw: str
    table: bool = False  # it stands for another table, which is a ledger of its own
    cells: int = 1  # how many cells with something in them it stands for
    told: bool = False  # a notice names it already


class Noticed(StrEnum):
    """What the reader noticed about the sheet, each the business of one rule."""

    COLUMN_DISPUTED = "column-disputed"  # header and hidden marks name different columns; nothing decides
    COLUMN_OUTVOTED = "column-outvoted"  # one hidden mark names another column than header and the other mark
    COLUMN_TWICE = "column-twice"  # two columns of one name hold different things
    HEADER_STRANGE = "header-strange"  # a header that nobody knows, over a column that the hidden marks name
    COLUMN_SHIFTED = "column-shifted"  # part of a column was moved up or down by itself
    LONE_WITNESS = "lone-witness"  # the columns are known by one of header, key row and names alone
    IDS_LOST = "ids-lost"  # rows known by their words alone
    HIDDEN = "hidden"  # rows or columns with answers in them are hidden
    OTHER_SHEET = "other-sheet"  # the answers stand in another sheet than the one that went out
    SHEET_JOINED = "sheet-joined"  # some of the rows stand in another sheet
    TABLE_BESIDE = "table-beside"  # a second table right of this one
    NOT_COMPUTED = (
        "not-computed"  # a formula of ours that counts the table shows something else than it should
    )
    TOTAL_TYPED = "total-typed"  # a row 合计 or 小计 that the filler typed, with its number
    SAID_OF_TABLE = "said-of-table"  # what 填报自检 says of the whole table, to be held against the check


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing noticed: where, about which column, and the words that its rule needs."""

    what: Noticed
    place: Place
    field: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accounts:
    """Every cell that holds something, by what became of it."""

    read: int  # became part of the ledger
    furniture: int  # known and of no account: headers, keys, our own sheets
    listed: int  # among the leftovers

    @property
    def all(self) -> int:
        return self.read + self.furniture + self.listed


@dataclass(frozen=True, slots=True)
class Ledger:
    """One reporter's answers for one period, or, before it is filled, what is asked."""

    reporter: Reporter
    period: Period
    plan: str  # plan id
    rows: tuple[LedgerRow, ...]
    version: str = ""  # the plan's fingerprint in the stamp
    template: str = ""
    head: Head = Head()
    file: str = ""  # sha256
    file_name: str = ""
    file_format: str = ""  # what the file's content is: xlsx, xls, csv …; "" for one open in a program
    file_flags: tuple[str, ...] = ()  # the words of taizhang.model.verdict.Flag
    nothing_to_report: bool = False  # 零报告, a statement of its own
    leftovers: tuple[Leftover, ...] = ()
    notes: tuple[Leftover, ...] = ()  # notes of the filler's own under the table
    notices: tuple[Notice, ...] = ()  # what the reader noticed about the sheet
    rules: str = ""  # the edition of the rules that it was judged by; "" where it was not registered
    other_stamp: Stamp | None = None  # where the workbook carries a second stamp that says something else
    manifest: Mapping[tuple[str, str], str] = field(
        default_factory=dict
    )  # prints of formulas as they went out
    formulas: Mapping[tuple[str, str], str] = field(default_factory=dict)  # those found, by row id and field

    @property
    def stamp(self) -> Stamp:
        """What the ledger says of itself."""
        return Stamp(self.plan, self.version, self.reporter, self.period, self.template)

    def row(self, row_id: str) -> LedgerRow | None:
        """The first row with this id."""
        return next((row for row in self.rows if row.id == row_id), None)

    def noticed(self, what: Noticed) -> Iterator[Notice]:
        """The notices of this kind, in the order of the sheet."""
        return (notice for notice in self.notices if notice.what is what)


# What each field's column is called: LedgerRow.actual stands under 累计完成值.
COLUMN_TITLES: Mapping[str, str] = {column.field: column.title for column in ledger_columns()}

# The fields that the filler writes.
ANSWER_FIELDS = frozenset(column.field for column in ledger_columns() if column.filler is Filler.COUNTY)

# The fields that the plan or the filler says aloud: no hidden ones, no formulas, none of ours.
SAID_FIELDS = frozenset(
    column.field
    for column in ledger_columns()
    if column.filler in (Filler.PLAN, Filler.COUNTY) and not column.hidden
)
