"""Everything that comes out of a bundle is counted as it comes, over all levels together."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from taizhang.bundles.refusal import over_limit
from taizhang.model.bundle_limits import BundleLimits
from taizhang.model.words.sizes import megabytes


class Tally:
    """Counts of one opening, held against its limits."""

    def __init__(self, limits: BundleLimits, kept: int = 0) -> None:
        self.limits = limits
        self.total = 0  # bytes that came out so far
        self.kept = kept  # bytes that are handed on so far
        self._entries = 0
        self._members = 0

    @property
    def entries_left(self) -> int:
        return self.limits.entries - self._entries

    def count_entry(self) -> None:
        """Raises a Refusal where more is listed than allowed."""
        self._entries += 1
        if self._entries > self.limits.entries:
            raise too_many_entries(self.limits)

    def count_member(self) -> None:
        """Raises a Refusal where more files come out than allowed."""
        self._members += 1
        if self._members > self.limits.members:
            raise over_limit(f"压缩包里多于{self.limits.members}个文件，未拆开。请分成几个压缩包报送")

    def count_kept(self, size: int) -> None:
        """Raises a Refusal where more bytes would be handed on than allowed."""
        self.kept += size
        most = self.limits.kept_bytes
        if self.kept > most:
            raise over_limit(f"压缩包里的文件合计超过{megabytes(most)}，未拆开。请分几次报送")

    def collect(self, chunks: Iterator[bytes]) -> bytes:
        """The chunks as one; a Refusal as soon as they are more than allowed."""
        counted = self._counted(chunks)
        first = next(counted, b"")
        whole = BytesIO(first)  # which gives its bytes away without a second copy of them
        whole.seek(len(first))
        for chunk in counted:
            whole.write(chunk)
        return whole.getvalue()

    def pass_over(self, chunks: Iterator[bytes]) -> None:
        """Let them come out, counted, and keep nothing: what stands behind them in one stream needs that."""
        for _ in self._counted(chunks):
            pass

    def _counted(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        size = 0
        for chunk in chunks:
            size += len(chunk)
            self.total += len(chunk)
            if size > self.limits.part_bytes:
                raise _too_large(self.limits.part_bytes, "压缩包里有文件")
            if self.total > self.limits.total_bytes:
                raise _too_large(self.limits.total_bytes, "压缩包")
            yield chunk


def too_many_entries(limits: BundleLimits) -> Exception:
    return over_limit(f"压缩包里的条目多于{limits.entries}个，未拆开。请分成几个压缩包报送")


def _too_large(most: int, what: str) -> Exception:
    return over_limit(f"{what}解压后超过{megabytes(most)}，未拆开。请删除多余内容，或者分成几个压缩包报送")
