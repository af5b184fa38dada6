"""Answering: one mail for each submission, written, kept and sent."""
