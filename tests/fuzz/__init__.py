"""Texts and files that nobody wrote: whatever they hold, they are read or said to be unreadable, in time and in little memory.

`python -m fuzz 600` looks for ten minutes, `python -m fuzz again workbooks 17` tries one input of the tests once more,
`python -m fuzz again workbooks build/fuzz/….bin` a file that was kept.
"""
