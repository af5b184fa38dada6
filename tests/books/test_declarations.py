"""The fast search finds what a plain one finds."""

from __future__ import annotations

from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from taizhang.books.declarations import declares

MARKS = st.sampled_from((b"<!", b"<!DOCTYPE"))
PIECES = st.lists(
    st.sampled_from((b"<!DOCTYPE", b"<!", b"!", b"<", b"D", b"<!DOC", b"!!", b"x" * 40, b"!" * 600))
)


@examples(300)
@given(PIECES, MARKS)
def test_as_a_plain_search(pieces: list[bytes], mark: bytes) -> None:
    xml = b"".join(pieces)
    assert declares(xml, mark) == (mark in xml)
