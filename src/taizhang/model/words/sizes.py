"""Sizes as a verdict names them, and what is said of a file that has too many bytes."""

from __future__ import annotations

_MB = 1024 * 1024


def megabytes(size: int) -> str:
    """Bytes in words, as 50兆字节 or 0.5兆字节."""
    return f"{size / _MB:.4g}兆字节"


def why_file_too_large(most: int) -> str:
    """`most` in bytes."""
    return f"文件超过{megabytes(most)}的上限，未读取。请删除图片等多余内容后重新报送"
