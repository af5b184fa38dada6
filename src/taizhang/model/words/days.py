"""A day as documents write it."""

from __future__ import annotations

from datetime import date


def day_words(day: date) -> str:
    """2022年9月30日."""
    return f"{day.year}年{day.month}月{day.day}日"
