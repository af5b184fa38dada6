"""Which column of a sheet is which field: by the header a person sees, the key row, and the defined names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import pairwise

from taizhang.ledgers.sheet_layout import OUR_COLUMNS
from taizhang.model.grid import CellValue, Grid, shown
from taizhang.model.ledger import ledger_columns
from taizhang.model.remembered import remembered
from taizhang.model.words.headers import header_key

HEADERS, KEYS, NAMES = "表头", "栏次行", "单元格名称"  # the three witnesses

_SEARCHED = 40  # rows from the top in which a header may stand
_HEADER_ROWS = 4
_WIDEST = 4 * len(ledger_columns())  # a stray cell far out does not widen the search
_FIELDS = frozenset(column.field for column in ledger_columns())
_LONGEST = 2_000  # characters of a header that is remembered
_TELLING = ("task", "measure", "status", "actual")  # columns that every ledger has
_FEWEST_KEYS = 5
_FEWEST_HEADERS = 4
_UNNUMBERED = ("id", "version", "甲", "乙", "丙", "丁", *OUR_COLUMNS)  # beside the numbers of the columns


@dataclass(frozen=True, slots=True)
class Dispute:
    """A column of which header and hidden marks say different things."""

    column: int
    field: str  # what it is read as
    header: str  # the field that its header names; "" where it names none
    hidden: str  # the field that key row or name say
    open: bool  # nothing decides between them: the filler has to


@dataclass(frozen=True, slots=True)
class FoundColumns:
    """A ledger's columns in a sheet, as three witnesses tell them: header, key row and defined names."""

    columns: Mapping[str, int]  # field to column, from 1
    top: int  # first header row
    bottom: int  # last header or key row; the data begin below
    known: frozenset[tuple[int, int]]  # cells that are headers and keys
    witnesses: tuple[str, ...]  # those that tell of most columns, by the words for them
    disputes: tuple[Dispute, ...] = ()
    rivals: Mapping[int, str] = field(default_factory=dict)  # further columns that claim a field
    strange: Mapping[int, tuple[int, int]] = field(
        default_factory=dict
    )  # columns whose header nobody knows: its cell

    @property
    def keyed(self) -> bool:
        """The key row is there."""
        return KEYS in self.witnesses

    @property
    def score(self) -> int:
        return len(self.columns) + 100 * self.keyed


def find_columns(grid: Grid, named: Mapping[int, str] | None = None) -> FoundColumns | None:
    """The ledger's columns, or None where the sheet has no ledger in it; `named` gives fields by the defined names.

    The header is read, as it is what the filler saw. Where both hidden marks contradict it, or the only one there is,
    the question stays open: key row and names stay in their places when cells are pasted or titles are typed anew.
    """
    rows = {row: cells for row, cells in grid.rows() if row <= _SEARCHED}
    key_row, _ = _key_row(grid, list(rows))
    header_rows = _header_rows(grid, [row for row in rows if key_row is None or row < key_row])
    if key_row and header_rows and key_row - header_rows[-1] > _HEADER_ROWS:
        key_row = None  # it belongs to a header that stands once more further down
    lines = (*header_rows, *([key_row] if key_row else []))
    cells = [((row, at), value) for row in lines for at, value in rows[row].items() if at <= _WIDEST]
    told = tuple(cells), tuple(header_rows), key_row or 0, tuple((named or {}).items())
    short = sum(len(shown(value)) for _, value in cells) <= _LONGEST
    found = _known_columns(*told) if short else _columns_told(*told)
    if found and not key_row and found.bottom + 1 in rows and _numbers_columns(rows[found.bottom + 1]):
        numbers = {(found.bottom + 1, column) for column in rows[found.bottom + 1]}
        return replace(found, bottom=found.bottom + 1, known=found.known | numbers)
    return found


def _columns_told(
    cells: tuple[tuple[tuple[int, int], CellValue], ...],
    header_rows: tuple[int, ...],
    key_row: int,
    named: tuple[tuple[int, str], ...],
) -> FoundColumns | None:
    """What the cells of these rows and the names say; `key_row` is 0 where there is none."""
    grid = Grid("", dict(cells))
    keys = _key_row(grid, [key_row])[1] if key_row else {}
    headers = _headers(grid, header_rows)
    if not keys and len(headers) < _FEWEST_HEADERS:
        return None
    votes = _Votes(headers, keys, dict(named))
    columns, rivals = _agreed(votes, _titled(grid, header_rows, headers))
    bottom = max(*header_rows, key_row, 0)
    own = set(columns.values()) | rivals.keys()
    strange = dict(_strange(grid, header_rows, headers, columns)) if headers else {}
    known = {*_header_cells(grid, header_rows, headers), *strange.values()}
    known.update((key_row, column) for column in keys if column in own)
    return FoundColumns(
        columns, min([*header_rows, bottom]), bottom, frozenset(known), votes.witnesses(),
        tuple(votes.disputes(columns)), rivals, strange,
    )  # fmt: skip


_known_columns = lru_cache(maxsize=64)(_columns_told)  # the ledgers of a plan have their headers in common


@dataclass(frozen=True, slots=True)
class _Votes:
    """What each witness says of each column, from 1."""

    headers: Mapping[int, str]
    keys: Mapping[int, str]
    named: Mapping[int, str]

    def columns(self) -> list[int]:
        """Those that header or key row tell of; a name alone may stand over anything."""
        return sorted(self.headers.keys() | self.keys.keys())

    def decided(self, at: int) -> str:
        """What the header says: it is what the filler saw; without one, what the key row says."""
        return self.headers.get(at) or self.keys[at]

    def witnesses(self) -> tuple[str, ...]:
        told = ((HEADERS, self.headers), (KEYS, self.keys), (NAMES, self.named))
        return tuple(word for word, fields in told if len(fields) >= _FEWEST_HEADERS)

    def disputes(self, columns: Mapping[str, int]) -> Iterator[Dispute]:
        """The columns in use of which two witnesses say different things."""
        for name, at in columns.items():
            header, hidden = self.headers.get(at, ""), self.keys.get(at) or self.named.get(at) or ""
            said = [told for told in (header, self.keys.get(at), self.named.get(at)) if told]
            if len(set(said)) > 1:
                outvoted = header == name and said.count(header) > 1
                other = hidden if hidden != header else self.named[at]
                yield Dispute(at, name, header, other, open=not outvoted)


def _strange(
    grid: Grid, rows: Sequence[int], headers: Mapping[int, str], columns: Mapping[str, int]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Columns in use whose header says something that is no title of ours, each with the lowest cell that says it."""
    for at in columns.values():
        cell = next(((row, at) for row in reversed(rows) if grid.text(row, at).strip()), None)
        if at not in headers and cell and header_key(grid.text(*cell)) not in _group_titles():
            yield at, cell


@cache
def _group_titles() -> frozenset[str]:
    return frozenset(header_key(column.group) for column in ledger_columns() if column.group)


def header_block(grid: Grid, row: int) -> range:
    """The rows of a header that is repeated below the table's, from its first row on."""
    last = row
    while last - row < _HEADER_ROWS and (
        _key_row(grid, [last + 1])[0]
        or (next(_fields_in(grid, last + 1), None) and _only_headers(grid, last + 1))
    ):
        last += 1
    return range(row, last + 1)


def repeats_header(grid: Grid, row: int, cells: Mapping[int, CellValue], found: FoundColumns) -> bool:
    """Whether a row below the table's header is a header or key row again; cheap for a row that is none."""
    for name in _TELLING:
        text = cells.get(found.columns.get(name, 0))
        if type(text) is str and (text == name or _field_headed(text) == name):
            headers = sum(1 for _ in _fields_in(grid, row))
            return headers >= _FEWEST_HEADERS or _key_row(grid, [row])[0] is not None
    return False


def _key_row(grid: Grid, rows: Sequence[int]) -> tuple[int | None, dict[int, str]]:
    """The row of field names, and the fields by column."""
    for row in rows:
        keys = ((at, shown(value).strip()) for at, value in grid.row(row).items())
        found = {at: key for at, key in keys if key in _FIELDS and at <= _WIDEST}
        if len(found) >= _FEWEST_KEYS:
            return row, found
    return None, {}


def _numbers_columns(cells: Mapping[int, CellValue]) -> bool:
    """The row 栏次: what the key row shows, and all that a page or a text of what is shown keeps of it."""
    numbers = [shown(value).strip() for _, value in sorted(cells.items())]
    numbers = [number for number in numbers if number not in _UNNUMBERED]
    return len(numbers) >= _FEWEST_KEYS and _follow(numbers)


def _follow(numbers: Sequence[str]) -> bool:
    """1, 2, 3 … with gaps where columns are missing."""
    if not all(number.isdecimal() and len(number) < 4 for number in numbers):
        return False
    return all(int(one) < int(other) for one, other in pairwise(numbers))


def _header_rows(grid: Grid, rows: list[int]) -> list[int]:
    """The rows around the one with most header words that hold header words too; at most four."""
    words = {row: sum(1 for _ in _fields_in(grid, row)) for row in rows}
    best = max(words, key=lambda row: (words[row], -row), default=0)
    if not words.get(best):
        return []
    near = [row for row in words if abs(row - best) < _HEADER_ROWS and (words[row] >= 1)]
    return [row for row in near if words[row] >= 2 or row == best or _only_headers(grid, row)]


def _only_headers(grid: Grid, row: int) -> bool:
    """Whether everything in the row is a header word, so that no line of answers is taken for one."""
    filled = [at for at, value in grid.row(row).items() if at <= _WIDEST and shown(value).strip()]
    return len(filled) == sum(1 for _ in _fields_in(grid, row))


def _fields_in(grid: Grid, row: int) -> Iterator[tuple[int, str]]:
    for at, value in sorted(grid.row(row).items()):
        text = shown(value)
        field = _field_headed(text) if text and at <= _WIDEST else None
        if field:
            yield at, field


@remembered(longest=200, most=4_096)
def _field_headed(text: str) -> str | None:
    """The field whose header the text is; None for any other text."""
    return _field_of().get(header_key(text))


@cache
def _field_of() -> dict[str, str]:
    """Every header in use, normalised, to its field; a group's own title names no field."""
    return {header: column.field for column in ledger_columns() for header in column.headers}


def _headers(grid: Grid, rows: Sequence[int]) -> dict[int, str]:
    """The field by column; a column's lowest header counts, so a group's title above it does not."""
    headers: dict[int, str] = {}
    for row in rows:
        headers.update(_fields_in(grid, row))
    untold = {at for row in rows for at in grid.row(row) if at <= _WIDEST} - headers.keys()
    for at in sorted(untold):
        header = header_key("".join(grid.text(row, at) for row in rows))
        if header in _field_of():
            headers[at] = _field_of()[header]
    return headers


def _agreed(votes: _Votes, titled: frozenset[int]) -> tuple[dict[str, int], dict[int, str]]:
    """Field to column, and the further columns that claim one of the fields.

    Of several the one that went out counts, so that an added column never takes its place: that is the one with the
    field's key, then the one with its very title, then the first.
    """
    claims: dict[str, list[tuple[bool, bool, int]]] = {}
    for at in votes.columns():
        field = votes.decided(at)
        marked = field in (votes.keys.get(at), votes.named.get(at))
        claims.setdefault(field, []).append((not marked, at not in titled, at))
    best = {field: min(ranks)[2] for field, ranks in claims.items()}
    rivals = {rank[2]: field for field, ranks in claims.items() for rank in ranks if rank[2] != best[field]}
    return best, rivals


def _titled(grid: Grid, rows: Sequence[int], headers: Mapping[int, str]) -> frozenset[int]:
    """The columns under the title that they went out with, not under another word for it."""
    own = _own_titles()
    return frozenset(
        at
        for at, field in headers.items()
        if own[field] in {header_key(part) for part in _written(grid, rows, at)}
    )


@cache
def _own_titles() -> dict[str, str]:
    """Of each field, normalised."""
    return {column.field: header_key(column.title) for column in ledger_columns()}


def _written(grid: Grid, rows: Sequence[int], at: int) -> tuple[str, ...]:
    """A column's header texts, each alone and all together."""
    texts = tuple(grid.text(row, at) for row in rows)
    return *texts, "".join(texts)


def _header_cells(grid: Grid, rows: Sequence[int], headers: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """The cells of the header rows over known columns, and the titles of column groups."""
    groups = _group_titles()
    for row in rows:
        for at, value in sorted(grid.row(row).items()):
            text = shown(value)
            if at <= _WIDEST and text.strip() and (at in headers or header_key(text) in groups):
                yield row, at
