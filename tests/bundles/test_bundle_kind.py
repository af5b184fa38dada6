"""What is a bundle and what is none, by content alone."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
from io import BytesIO

import pytest
import xlsxwriter
from docx import Document

from bundles.rar_files import new_rar, old_rar
from bundles.said import members, refused
from bundles.sevenzip_files import sevenzip_of
from bundles.zip_files import Listed, plain_zip, zip_of
from taizhang.bundles import BundleLimits, bundle_kind, unpack


def workbook() -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.add_worksheet("任务台账").write_row(0, 0, ["甲", 5])
    return content.getvalue()


def document() -> bytes:
    content = BytesIO()
    Document().save(content)
    return content.getvalue()


def tar(files: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        for name, part in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(part)
            archive.addfile(entry, io.BytesIO(part))
    return content.getvalue()


LEDGER = workbook()
FILES = {"台账.xlsx": LEDGER}
ODS = plain_zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (plain_zip(FILES), "zip"),
        (plain_zip({}), "zip"),
        (b"PK00" + zip_of([Listed(b"a.xlsx", LEDGER)]), "zip"),
        (sevenzip_of(FILES), "7z"),
        (old_rar(FILES), "rar"),
        (new_rar(FILES), "rar"),
        (gzip.compress(LEDGER), "gz"),
        (bz2.compress(LEDGER), "bz2"),
        (lzma.compress(LEDGER), "xz"),
        (tar(FILES), "tar"),
        (b"\x28\xb5\x2f\xfd" + bytes(20), "zst"),
        (b"MSCF\0\0\0\0" + bytes(40), "cab"),
        (b"\x20\x00-lh5-" + bytes(20), "lzh"),
        (b"PK\x07\x08" + plain_zip(FILES), "zip part"),
        (zip_of([Listed(b"a.xlsx", LEDGER)], disk=1), "zip part"),
        (zip_of([Listed(b"a.xlsx", LEDGER)], disk=1)[40:], "zip part"),
    ],
)
def test_r08_r19_bundles_are_known_by_their_content(content: bytes, kind: str) -> None:
    assert bundle_kind(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        LEDGER,
        LEDGER[:-40],
        document(),
        ODS,
        ODS[:60],
        plain_zip({"xl\\workbook.xml": b"<x/>"}),
        plain_zip({"xl/workbook.bin": b"x", "xl/embeddings/a.xlsx": LEDGER}),
        plain_zip({"OFD.xml": b"<x/>", "Doc_0/Attachs/a.xlsx": LEDGER}),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + plain_zip(FILES),
        b"%PDF-1.7\n" + plain_zip(FILES) + b"\nendstream\n%%EOF\n",
        b"MZ" + bytes(100),
        "任务编号,累计完成值\nT01,5\n".encode("gb18030"),
    ],
)
def test_r08_documents_and_other_files_are_no_bundles(content: bytes) -> None:
    assert bundle_kind(content) == ""


def test_r08_a_table_among_the_parts_of_a_document_makes_a_bundle_of_it() -> None:
    content = plain_zip(
        {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>", "一县/台账.xlsx": LEDGER}
    )
    assert bundle_kind(content) == "zip"


def test_r08_a_name_that_claims_another_kind_is_noted_and_read_all_the_same() -> None:
    rar_by_name = unpack(plain_zip(FILES), "台账.rar", BundleLimits())
    assert (rar_by_name.kind, rar_by_name.flags, members(rar_by_name)) == (
        "zip",
        ("extension-differs",),
        [("台账.xlsx", "readable", "")],
    )
    assert unpack(plain_zip(FILES), "台账.ZIP", BundleLimits()).flags == ()
    assert unpack(plain_zip(FILES), "台账", BundleLimits()).flags == ()


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (gzip.compress(LEDGER), "GZ压缩包"),
        (bz2.compress(LEDGER), "BZ2压缩包"),
        (lzma.compress(LEDGER), "XZ压缩包"),
        (tar(FILES), "TAR压缩包"),
    ],
)
def test_r19_what_is_not_opened_is_named_with_advice(content: bytes, title: str) -> None:
    assert refused(content) == (
        "unsupported-format",
        f"这是{title}，没有拆开。请解压后直接报送里面的任务台账，或者改用 zip 重新打包",
    )


def test_r19_a_part_of_a_bundle_is_named_with_advice() -> None:
    says = "这是分卷压缩包的一卷，拆不开。请不要分卷，重新打包成一个 zip 后报送"
    listed = [Listed(b"a.xlsx", LEDGER)]
    for content in (b"PK\x07\x08" + plain_zip(FILES), zip_of(listed, disk=3), zip_of(listed, disk=3)[40:]):
        assert refused(content) == ("unsupported-format", says)


def test_what_is_no_bundle_is_not_opened() -> None:
    assert refused(LEDGER) == ("unsupported-format", "这不是压缩包，没有拆开。请直接报送任务台账")
