"""Texts and files made to be slow to read, and how the cost of reading them grows."""
