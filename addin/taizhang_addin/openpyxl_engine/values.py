"""What goes into a cell and what comes out of it, in the types that Excel's own interface uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from numbers import Real
from typing import Any

from taizhang_addin.openpyxl_engine.refusal import NotOnThisEngine
from taizhang_addin.typed_text import MARK, excel_would_guess

# Excel's interface gives an error cell as a whole number; everything else that counts is a float.
ERROR_NUMBERS = {
    "#DIV/0!": -2146826281,
    "#N/A": -2146826246,
    "#NAME?": -2146826259,
    "#NULL!": -2146826288,
    "#NUM!": -2146826252,
    "#REF!": -2146826265,
    "#VALUE!": -2146826273,
}
_ERROR_TEXTS = {number: text for text, number in ERROR_NUMBERS.items()}
_DAY = timedelta(days=1)


def value_read(value: Any, *, error: bool = False) -> Any:
    """A cell's value as Excel's interface gives it: floats, naive datetimes, day fractions for times."""
    match value:
        case bool() | None:
            return value
        case int() | float():
            return float(value)
        case datetime():
            return value
        case date():
            return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells know no time zone
        case time():
            return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / _DAY
        case timedelta():
            return value / _DAY
        case str() if error:
            return ERROR_NUMBERS.get(value, value)
        case _:
            return str(value)


def value_cleaned(
    value: Any,
    build_date: Callable[..., Any],
    empty: Any,
    number: Callable[[float], Any] | None,
    as_text: bool,
) -> Any:
    """What xlwings' options make of a value that was read."""
    if value is None or value == "":
        return empty
    if isinstance(value, datetime):
        return build_date(
            year=value.year, month=value.month, day=value.day, hour=value.hour,
            minute=value.minute, second=value.second, microsecond=value.microsecond, tzinfo=None,
        )  # fmt: skip
    if isinstance(value, float):
        return number(value) if number else value
    if isinstance(value, int) and value in _ERROR_TEXTS:
        return _ERROR_TEXTS[value] if as_text else None
    return value


def value_prepared(value: Any) -> Any:
    """A value as the cells take it; "" empties a cell.

    Raises:
        NotOnThisEngine: the type is none that Excel keeps as it is; a Decimal would become a currency amount.
    """
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if isinstance(value, bool | str | datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells know no time zone
    if type(value).__module__ == "numpy" and type(value).__name__ in ("bool", "bool_"):
        return bool(value)
    if isinstance(value, Real):
        number = float(value)
        return "" if number != number else number
    raise NotOnThisEngine(f"Range.value = {type(value).__name__}")


def text_written(text: str) -> tuple[str, bool]:
    """The text that a cell keeps, and whether it was marked as text.

    Raises:
        NotOnThisEngine: Excel would make a number or a date of it.
    """
    if text.startswith(MARK):
        return text[len(MARK) :], True
    if excel_would_guess(text) and not text.startswith("=") and text not in ERROR_NUMBERS:
        raise NotOnThisEngine(f"Range.value = “{text}”（Excel 会改写这段文字，请在前面加半角单引号）")
    return text, False


def as_block(value: Any, rows: int, columns: int) -> Sequence[Sequence[Any]]:
    """What was assigned, as rows of the range's size: a single value fills it.

    Raises:
        NotOnThisEngine: a block of another size; Excel would fill the rest with #N/A.
    """
    if not isinstance(value, list | tuple):
        return [[value] * columns for _ in range(rows)]
    block = value if value and isinstance(value[0], list | tuple) else [value]
    if len(block) != rows or any(len(row) != columns for row in block):
        raise NotOnThisEngine(f"Range.value = 大小不同的块（区域 {rows} 行 {columns} 列）")
    return block
