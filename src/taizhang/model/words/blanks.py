"""How a text is set: characters that nobody sees, and signs that stand in two widths."""

from __future__ import annotations

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
WITHOUT_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))
# Two copies of one heading may differ in the width of their signs.
NARROW_SIGNS = str.maketrans("（）［］，：；％", "()[],:;%")
