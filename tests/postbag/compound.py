"""A compound file ([MS-CFB], version 3) in small: storages and streams, for .msg, old workbooks and locked ones."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_SECTOR, _MINI, _SMALL = 512, 64, 4096
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_ENTRY = struct.Struct("<64sHBBIII16sIQQIQ")

Tree = Mapping[str, "bytes | Tree"]  # a storage holds storages


@dataclass(slots=True)
class _Node:
    """One directory entry."""

    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    content: bytes = b""
    children: list[int] = field(default_factory=list)
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    start: int = _END


def compound_of(tree: Tree) -> bytes:
    """The file that holds this tree of streams, by name."""
    nodes = [_Node("Root Entry", 5)]
    _enter(tree, 0, nodes)
    sectors: list[bytes] = []
    fat: list[int] = []
    mini, mini_fat = bytearray(), []
    for node in nodes:
        if node.kind == 2 and len(node.content) >= _SMALL:
            node.start = _chain(node.content, sectors, fat)
        elif node.kind == 2 and node.content:
            node.start = len(mini) // _MINI
            count = -(-len(node.content) // _MINI)
            mini_fat += [*range(node.start + 1, node.start + count), _END]
            mini += node.content.ljust(count * _MINI, b"\0")
    nodes[0].content = bytes(mini)
    nodes[0].start = _chain(nodes[0].content, sectors, fat) if mini else _END
    mini_start = _chain(_numbers(mini_fat), sectors, fat, fill=b"\xff") if mini_fat else _END
    directory = b"".join(map(_entry, nodes))
    directory_start = _chain(directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0"), sectors, fat)
    return _assembled(sectors, fat, directory_start, mini_start, -(-len(mini_fat) * 4 // _SECTOR))


def _enter(tree: Tree, parent: int, nodes: list[_Node]) -> None:
    """The storage's members as a balanced tree, ordered by length and then by letters in upper case."""
    numbers = []
    for name in sorted(tree, key=lambda name: (len(name.encode("utf-16-le")), name.upper())):
        held = tree[name]
        numbers.append(len(nodes))
        if isinstance(held, bytes):
            nodes.append(_Node(name, 2, held))
        else:
            nodes.append(_Node(name, 1))
            _enter(held, numbers[-1], nodes)
    nodes[parent].child = _balanced(numbers, nodes)


def _balanced(numbers: list[int], nodes: list[_Node]) -> int:
    if not numbers:
        return _NONE
    middle = len(numbers) // 2
    top = nodes[numbers[middle]]
    top.left, top.right = _balanced(numbers[:middle], nodes), _balanced(numbers[middle + 1 :], nodes)
    return numbers[middle]


def _chain(content: bytes, sectors: list[bytes], fat: list[int], fill: bytes = b"\0") -> int:
    """Where the content begins, once it is cut into sectors."""
    start = len(sectors)
    pieces = list(_pieces(content, fill))
    sectors += pieces
    fat += [*range(start + 1, start + len(pieces)), _END]
    return start


def _pieces(content: bytes, fill: bytes) -> Iterator[bytes]:
    for at in range(0, len(content), _SECTOR):
        yield content[at : at + _SECTOR].ljust(_SECTOR, fill)


def _numbers(values: list[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def _entry(node: _Node) -> bytes:
    name = node.name.encode("utf-16-le") + b"\0\0"
    start = 0 if node.kind == 1 else node.start
    return _ENTRY.pack(
        name,
        len(name),
        node.kind,
        1,
        node.left,
        node.right,
        node.child,
        bytes(16),
        0,
        0,
        0,
        start,
        len(node.content),
    )


def _assembled(
    sectors: list[bytes], fat: list[int], directory: int, mini_start: int, mini_count: int
) -> bytes:
    """The header, the sectors, and at their end the table of them."""
    count = 1
    while count * 128 < len(fat) + count:
        count += 1
    assert count <= 109, "more than the header can list"
    first = len(sectors)
    table = fat + [_FAT] * count
    packed = _numbers(table).ljust(count * _SECTOR, b"\xff")
    listed = [*range(first, first + count), *[_FREE] * (109 - count)]
    head = struct.pack(
        "<8s16s5H6s9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6),
        0, count, directory, 0, _SMALL, mini_start, mini_count, _END, 0,
    )  # fmt: skip
    return head + _numbers(listed) + b"".join(sectors) + packed
