"""Generated plans: a grammar that writes a random plan in the shapes of each dialect, and says what the plan says.

One file a family of phenomena; `documents.py` puts them together, `comparison.py` holds a compiled plan against what
was meant.
"""
