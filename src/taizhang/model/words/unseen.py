"""Characters that nobody sees, or that turn a line round."""

from __future__ import annotations

# As they stand between the brackets of a pattern: C0 and C1 controls except tab and line break, soft hyphen, zero-width,
# bidi, fillers that show nothing, line separators, noncharacters, surrogates, invisible tags.
UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f"
)
