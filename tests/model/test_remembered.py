"""A function that remembers its answers to what is short."""

from __future__ import annotations

from contextlib import suppress

from taizhang.model.remembered import remembered


def test_short_texts_are_worked_out_once_and_long_ones_each_time() -> None:
    asked: list[tuple[str, int]] = []

    @remembered(longest=3, most=2)
    def doubled(text: str, times: int = 2) -> str:
        """Its docstring."""
        asked.append((text, times))
        return text * times

    texts = ("abc", "abc", "abcd", "abcd")
    assert [doubled(text) for text in texts] == ["abcabc", "abcabc", "abcdabcd", "abcdabcd"]
    assert doubled("abc", 3) == "abcabcabc"
    assert asked == [("abc", 2), ("abcd", 2), ("abcd", 2), ("abc", 3)]
    assert doubled.__doc__ == "Its docstring."


def test_no_more_than_so_many_are_kept() -> None:
    asked: list[bytes] = []

    @remembered(longest=9, most=2)
    def length(content: bytes) -> int:
        asked.append(content)
        return len(content)

    for content in (b"a", b"bb", b"ccc", b"a"):
        length(content)
    assert asked == [b"a", b"bb", b"ccc", b"a"]


def test_what_could_not_be_worked_out_is_asked_again() -> None:
    asked: list[str] = []

    @remembered(longest=9, most=2)
    def number(text: str) -> int:
        asked.append(text)
        return int(text)

    for text in ("x", "1", "x", "1", "1234567890", "1234567890"):
        with suppress(ValueError):
            number(text)
    assert asked == ["x", "1", "x", "1234567890", "1234567890"]
