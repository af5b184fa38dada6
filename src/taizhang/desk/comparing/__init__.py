"""Comparing: two submissions of the register, cell beside cell."""
