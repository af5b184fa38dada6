"""Every bound is a setting, and what passes it is told by its own figure (INTAKE 6, 9, 10, 15, 22, 26, 53)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

import pytest
from bundles.zip_files import DEFLATED, Listed, swollen, zip_of
from clients.biff12 import xlsb_of
from hostile.forms import ledger, ods, ods_row, ods_table, ods_text, plain, sheet_xml
from hostile.kinds.inflating import rows, with_swollen
from hostile.kinds.mails import in_messages
from hostile.packages import with_change, workbook_bytes
from written_mails.in_parts import TEXT, mail, part

from taizhang import desk
from taizhang.books import read_workbook
from taizhang.bundles import unpack
from taizhang.desk.examine import file_limits
from taizhang.desk.intake.intake_limits import IntakeLimits, settings
from taizhang.mail import read_mail
from taizhang.model.grid import Grid
from taizhang.model.verdict import Flag

MB = 1024 * 1024


class Beyond(NamedTuple):
    """A setting, and what goes beyond it by little."""

    name: str
    value: int
    make: Callable[[], bytes]
    says: str

    def limits(self, folder: Path) -> IntakeLimits:
        return limits_of(folder, self.name, self.value)


def limits_of(folder: Path, name: str, value: int) -> IntakeLimits:
    """As a file sets them."""
    (folder / "限额.toml").write_text(f'"{name}" = {value}\n', encoding="utf-8")
    return desk.read_limits(folder / "限额.toml")


def with_pictures(count: int) -> bytes:
    return with_swollen(*(swollen(b"xl/media/%d.bin" % at, bytes(MB), 2) for at in range(count)))


def with_small_parts(count: int) -> bytes:
    return with_swollen(*(Listed(b"xl/media/%d.bin" % at) for at in range(count)))


def of_sheets(count: int) -> bytes:
    table = ods_table(ods_row(ods_text("甲")))
    return ods("".join(table.replace("任务台账", f"表{at}") for at in range(count)))


def with_merges(count: int) -> bytes:
    merges = "".join(f'<mergeCell ref="B{at}:C{at}"/>' for at in range(1, count + 1))
    return sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>', f"<mergeCells>{merges}</mergeCells>")


def of_records(count: int) -> bytes:
    return xlsb_of([Grid("任务台账", {(row, 1): "甲" for row in range(1, count)})])


def with_names(count: int) -> bytes:
    names = b'<definedName name="a">a!$A$1</definedName>' * count
    return with_change(plain(), "xl/workbook.xml", lambda xml: xml.replace(b"<sheets>", names + b"<sheets>"))


def with_attributes(count: int) -> bytes:
    return ods(ods_table(ods_row(ods_text("甲")), "".join(f' a{at}="1"' for at in range(count))))


OF_A_FILE = (
    Beyond("附件兆字节", 1, lambda: with_swollen(Listed(b"xl/a.bin", bytes(MB))), "文件超过1兆字节的上限"),
    Beyond("工作簿单件兆字节", 1, lambda: with_pictures(1), "单个部分超过1兆字节"),
    Beyond("工作簿合计兆字节", 3, lambda: with_pictures(2), "解压后超过3兆字节"),
    Beyond("工作簿内部文件数", 20, lambda: with_small_parts(20), "内部文件多于20个"),
    Beyond("工作簿单元格数", 100, lambda: rows(101), "超过100个单元格"),
    Beyond("工作簿行数", 10, lambda: rows(11), "超过10行"),
    Beyond("工作簿工作表数", 1, lambda: of_sheets(2), "工作表多于1张"),
    Beyond("工作表合并单元格数", 10, lambda: with_merges(11), "超过10处合并单元格"),
    Beyond("内部记录数", 1_000, lambda: of_records(1_001), "记录多于1000条"),
    Beyond("内部元素数", 1_000, lambda: ods(ods_table(ods_row(ods_text("甲")) * 400)), "元素多于1000个"),
    Beyond("内部目录元素数", 1_000, lambda: with_names(1_001), "元素多于1000个"),
    Beyond("元素属性数", 50, lambda: with_attributes(60), "属性多于50个"),
)


@pytest.mark.parametrize("beyond", OF_A_FILE, ids=lambda beyond: beyond.name)
def test_r26_what_a_workbook_may_hold_is_a_setting(tmp_path: Path, beyond: Beyond) -> None:
    limits, content = beyond.limits(tmp_path), beyond.make()
    refused = read_workbook(content, "a.xlsx", file_limits(limits.files, limits.books))
    assert (beyond.says in refused.note, Flag.OVER_LIMIT in refused.flags) == (True, True), refused.note
    allowed = read_workbook(content, "a.xlsx")
    assert (allowed.file_class, allowed.note) == ("readable", "")


def test_r10_the_ratio_that_is_told_is_a_setting(tmp_path: Path) -> None:
    content, package = with_pictures(1), zip_of([Listed(b"a.csv", b"a,b\n" * MB, DEFLATED)])
    never = limits_of(tmp_path, "膨胀提示倍数", 1_000_000)
    told = [Flag.HIGH_RATIO in read_workbook(content, "", one).flags for one in (None, never.books)]
    noted = [
        len(unpack(package, "", one).members[0].notes) for one in (IntakeLimits().bundles, never.bundles)
    ]
    assert (told, noted) == ([True, False], [1, 0])


OF_A_PACKAGE = (
    Beyond("压缩包单件兆字节", 1, lambda: zip_of([swollen(b"a.csv", bytes(MB), 2)]), "有文件解压后超过1兆字节"),
    Beyond(
        "压缩包合计兆字节", 3, lambda: zip_of([swollen(b"%d.csv" % at, bytes(MB), 2) for at in range(2)]),
        "压缩包解压后超过3兆字节",
    ),
    Beyond(
        "压缩包留存兆字节", 3, lambda: zip_of([swollen(b"%d.csv" % at, bytes(MB), 2) for at in range(2)]),
        "压缩包里的文件合计超过3兆字节",
    ),
    Beyond("压缩包条目数", 2, lambda: zip_of([Listed(b"%d.csv" % at, b"a") for at in range(3)]), "条目多于2个"),
    Beyond("压缩包件数", 2, lambda: zip_of([Listed(b"%d.csv" % at, b"a") for at in range(3)]), "多于2个文件"),
)  # fmt: skip


@pytest.mark.parametrize("beyond", OF_A_PACKAGE, ids=lambda beyond: beyond.name)
def test_r15_what_a_package_may_hold_is_a_setting(tmp_path: Path, beyond: Beyond) -> None:
    content = beyond.make()
    refused = unpack(content, "a.zip", beyond.limits(tmp_path).bundles)
    assert (beyond.says in refused.why, refused.flags) == (True, (Flag.OVER_LIMIT,)), refused.why
    assert unpack(content, "a.zip", IntakeLimits().bundles).why == ""


def test_r15_how_deep_packages_are_opened_is_a_setting(tmp_path: Path) -> None:
    content = zip_of([Listed(b"b.zip", zip_of([Listed(b"a.csv", b"a,b\n")]))])
    (shut,) = unpack(content, "a.zip", limits_of(tmp_path, "压缩包层数", 0).bundles).members
    assert shut.why == "压缩包套压缩包超过0层，没有再拆。请解压后直接报送里面的任务台账"
    assert [one.name for one in unpack(content, "a.zip", IntakeLimits().bundles).members] == ["b.zip/a.csv"]


def attached(content: bytes) -> bytes:
    return part(b"Content-Type: application/octet-stream\r\nContent-Disposition: attachment", content)


def as_files(depth: int) -> bytes:
    """A mail with half a megabyte in it, within another as a file, and so on."""
    inner = mail(TEXT, attached(bytes(MB // 2)))
    for _ in range(depth):
        inner = mail(TEXT, attached(inner))
    return inner


OF_A_MAIL = (
    Beyond("邮件层数", 2, lambda: in_messages(3), "邮件套邮件超过2层"),
    Beyond("邮件部分数", 10, lambda: mail(TEXT, *[attached(b"a")] * 10), "邮件超过10个部分"),
    Beyond("邮件信头字符数", 10_000, lambda: b"X-A: " + b"a" * 10_000 + b"\r\n" + mail(TEXT), "超过10000个字符"),
    Beyond("邮件嵌套倍数", 1, lambda: as_files(4), "层层嵌套的内容超过"),
)  # fmt: skip


@pytest.mark.parametrize("beyond", OF_A_MAIL, ids=lambda beyond: beyond.name)
def test_r53_what_a_mail_may_hold_is_a_setting(tmp_path: Path, beyond: Beyond) -> None:
    raw = beyond.make()
    short = read_mail(raw, beyond.limits(tmp_path).letters)
    assert (any(beyond.says in note for note in short.notes), short.incomplete) == (True, True), short.notes
    assert read_mail(raw).incomplete is False


OF_PROCESSES = {
    "读取秒数", "读取内存兆字节", "邮件兆字节", "邮件拆开秒数", "邮件拆开内存兆字节", "邮件排队秒数", "每日答复数",
}  # fmt: skip
TRIED_ELSEWHERE = {"膨胀提示倍数", "压缩包层数", *OF_PROCESSES}  # above, and in test_versions_and_limits.py


def test_every_setting_is_tried() -> None:
    tried = {beyond.name for beyond in (*OF_A_FILE, *OF_A_PACKAGE, *OF_A_MAIL)}
    assert tried | TRIED_ELSEWHERE == {name for name, *_ in settings()}


def test_r26_the_workers_of_a_collection_keep_what_is_set(office, tmp_path: Path) -> None:
    """A workbook, a package and a mail, each beyond a bound of its own, and one that no bound concerns."""
    names = {"工作簿工作表数": 1, "压缩包件数": 2, "邮件部分数": 10, "读取内存兆字节": 300}
    (tmp_path / "限额.toml").write_text(
        "".join(f'"{name}" = {value}\n' for name, value in names.items()), encoding="utf-8"
    )
    files = {
        "一.ods": of_sheets(2),
        "二.zip": zip_of([Listed(b"%d.csv" % at, b"a") for at in range(3)]),
        "三.eml": mail(TEXT, *(attached(b"a%d" % at) for at in range(10))),
        "四.xlsx": with_change(ledger(), "xl/sharedStrings.xml", lambda xml: xml + b" " * (180 * MB)),
        "五.xlsx": workbook_bytes(),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    taken = desk.collect_sources(
        [tmp_path / name for name in files], office.archive, limits=desk.read_limits(tmp_path / "限额.toml"),
        now=datetime(2022, 10, 4, 9, tzinfo=timezone(timedelta(hours=8))),
    )  # fmt: skip
    said = {one.source: one.reason for one in taken}
    assert said == {
        "一.ods": "工作簿的工作表多于1张，未读取。请在表格软件中另存为新文件后再报送",
        "二.zip": "压缩包里多于2个文件，未拆开。请分成几个压缩包报送",
        "三.eml": "这是普通文本，不是表格。请报送任务台账的工作簿；邮件超过10个部分，其余没有读取，请人工查看原邮件",
        "四.xlsx": "读取时内存超过300兆字节的上限，未读取。请删除多余内容后重新报送",
        "五.xlsx": "文件里没有任务台账的表格。请报送原下发的任务台账工作簿，不要改动表头",
    }
