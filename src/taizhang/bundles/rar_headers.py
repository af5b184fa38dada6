"""What a rar says of its members, read here, since libarchive minds neither passwords nor checksums.

Measured with libarchive 3.6.2 on stored members: damaged ones and locked ones came out without a word.
"""

from __future__ import annotations

from taizhang.bundles.rar_member import RarHeaders
from taizhang.bundles.rar_new_form import NEW_MARK, new_blocks
from taizhang.bundles.rar_old_form import old_blocks

OLD, NEW = "rar", "rar5"  # as libarchive calls the two forms


def read_rar_headers(content: bytes, most: int) -> RarHeaders:
    """All headers up to the end mark, to the first broken one, or to one member more than allowed."""
    headers = RarHeaders(NEW if content.startswith(NEW_MARK) else OLD, [])
    blocks = new_blocks if headers.form == NEW else old_blocks
    for member in blocks(content, headers):
        headers.members.append(member)
        if len(headers.members) > most or headers.is_locked:
            break
    return headers
