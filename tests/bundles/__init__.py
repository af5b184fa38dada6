"""Bundles of files written byte by byte, honest and otherwise, and what becomes of them."""
