"""A worksheet whose data rows open at the height we computed and still grow while text is typed."""

from __future__ import annotations

from typing import Any

from taizhang.books.writing.stating_sheet import StatingSheet


class GrowingSheet(StatingSheet):
    """XlsxWriter marks every height as set by hand, and Excel never fits such a row to what is typed into it."""

    def __init__(self) -> None:
        super().__init__()
        self.growing: set[int] = set()  # rows, from 1

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        super()._xml_start_tag_unencoded(tag, self._without_mark(tag, attributes))

    def _without_mark(self, tag: str, attributes: Any) -> Any:
        if tag != "row" or dict(attributes)["r"] not in self.growing:
            return attributes
        return [told for told in attributes if told[0] != "customHeight"]
