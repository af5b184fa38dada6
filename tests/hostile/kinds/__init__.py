"""Hostile files, a module a kind; each lists its own as FILES."""
