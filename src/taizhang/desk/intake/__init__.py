"""Intake: what arrives is kept first, then opened, and each file in it has one verdict."""
