"""The native charts of drawn sheets."""

from __future__ import annotations

from typing import Any

from taizhang.books.writing.sheet_formats import CHART_COLOURS
from taizhang.model.picture import Chart, Sheet
from taizhang_templates import Style


def insert_charts(book: Any, page: Any, sheet: Sheet, style: Style) -> None:
    for drawn in sheet.charts:
        chart = _DRAWN_BY[drawn.kind](book, drawn)
        font = {"name": style.fonts.header.name, "size": 12, "bold": False}
        chart.set_title({"name": drawn.title, "name_font": font, "overlay": False})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": drawn.size[0], "height": drawn.size[1]})
        page.insert_chart(drawn.at[0] - 1, drawn.at[1] - 1, chart, {"x_offset": 4, "object_position": 2})


def _stacked(book: Any, drawn: Chart) -> Any:
    """A column per place, the lights on top of each other."""
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    _add_series(chart, drawn)
    chart.set_y_axis(_counting_axis(drawn))
    chart.set_x_axis({"num_font": {"size": 9}, "interval_unit": 1})
    return chart


def _bars(book: Any, drawn: Chart) -> Any:
    """A bar per name from the top down, so that long names stand in full."""
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    _add_series(chart, drawn)
    # The numbers stand below the last bar, which a reversed axis takes for the far end.
    chart.set_y_axis({"num_font": {"size": 9}, "interval_unit": 1, "reverse": True, "crossing": "max"})
    chart.set_x_axis(_counting_axis(drawn))
    return chart


def _add_series(chart: Any, drawn: Chart) -> None:
    for name, cells, colour in drawn.series:
        chart.add_series(
            {
                "name": _range(name),
                "categories": _range(drawn.categories),
                "values": _range(cells),
                "fill": {"color": CHART_COLOURS[colour]},
                "gap": 60,
            }
        )


def _counting_axis(drawn: Chart) -> dict[str, Any]:
    """Counts are whole, so are the steps."""
    return {
        "name": drawn.counts,
        "name_font": {"bold": False, "size": 9},
        "num_format": "0",
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
    }


def _pie(book: Any, drawn: Chart) -> Any:
    chart = book.add_chart({"type": "pie"})
    _, cells, _ = drawn.series[0]
    chart.add_series(
        {
            "name": drawn.title,
            "categories": _range(drawn.categories),
            "values": _range(cells),
            "points": [{"fill": {"color": CHART_COLOURS[word]}} for word in drawn.points],
            "data_labels": {"value": True, "num_format": "0;;;"},  # a slice of nothing carries no label
        }
    )
    return chart


_DRAWN_BY = {"stacked": _stacked, "bars": _bars, "pie": _pie}


def _range(cells: str) -> str:
    sheet, _, area = cells.rpartition("!")
    first, _, last = area.partition(":")
    return f"='{sheet}'!{_fixed(first)}" + (f":{_fixed(last)}" if last else "")


def _fixed(address: str) -> str:
    letters = address.rstrip("0123456789")
    return f"${letters}${address[len(letters) :]}"
