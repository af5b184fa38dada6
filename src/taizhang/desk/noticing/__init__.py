"""Noticing: the papers that officials sign, written from a rollup, and their numbers led back to it."""
