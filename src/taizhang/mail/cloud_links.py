"""Links to files that lie with a cloud service: 超大附件, 云附件, 中转站, 网盘; none is followed (INTAKE 52)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from taizhang.mail.attachment_names import shown_name
from taizhang.mail.nouns import CloudLink

_URL = re.compile(
    r"https?://(?:[^/@\s?#]*@)?(?P<host>[A-Za-z0-9.-]{3,200})(?::\d{1,5})?(?P<path>[/?#]\S{0,2000})?",
    re.IGNORECASE,
)
# Host (with everything under it), what its path and query must hold, whose service it is.
_SITES = tuple(
    (host, re.compile(path, re.IGNORECASE), site)
    for host, path, site in (
        ("exmail.qq.com", r"/ftn|/cgi-bin/ftn", "腾讯企业邮箱超大附件"),
        ("mail.qq.com", r"/ftn|/cgi-bin/ftn", "QQ邮箱超大附件"),
        ("weiyun.com", r"/\w", "腾讯微云"),
        ("docs.qq.com", r"/\w", "腾讯文档"),
        ("mail.163.com", r"attachment-download|netfolder|/share", "网易邮箱云附件"),
        ("mail.126.com", r"attachment-download|netfolder|/share", "网易邮箱云附件"),
        ("mail.yeah.net", r"attachment-download|netfolder|/share", "网易邮箱云附件"),
        ("dashi.163.com", r"attachment-download", "网易邮箱云附件"),
        ("fs.163.com", r"/\w", "网易邮箱云附件"),
        ("mail.10086.cn", r"attach|disk|share|download|getfile", "139邮箱超大附件"),
        ("yun.139.com", r"/\w", "移动云盘"),
        ("caiyun.139.com", r"/\w", "移动云盘"),
        ("cloud.189.cn", r"/\w", "天翼云盘"),
        ("pan.wo.cn", r"/\w", "联通云盘"),
        ("alipan.com", r"/\w", "阿里云盘"),
        ("aliyundrive.com", r"/\w", "阿里云盘"),
        ("mail.aliyun.com", r"attach|download|share", "阿里邮箱超大附件"),
        ("qiye.aliyun.com", r"attach|download|share", "阿里邮箱超大附件"),
        ("pan.baidu.com", r"/\w", "百度网盘"),
        ("yun.baidu.com", r"/\w", "百度网盘"),
        ("pan.quark.cn", r"/\w", "夸克网盘"),
        ("115.com", r"/s/", "115网盘"),
        ("123pan.com", r"/s/", "123云盘"),
        ("pan.xunlei.com", r"/\w", "迅雷云盘"),
        ("jianguoyun.com", r"/p/", "坚果云"),
        ("kdocs.cn", r"/\w", "金山文档"),
        ("feishu.cn", r"/(?:file|drive|sheets|docx?|base|wiki|mail)\b", "飞书"),
        ("wenshushu.cn", r"/\w", "文叔叔"),
        ("cowtransfer.com", r"/s/", "奶牛快传"),
        ("1drv.ms", r"/\w", "OneDrive"),
        ("onedrive.live.com", r"/\w|\?", "OneDrive"),
        ("sharepoint.com", r"/\w", "OneDrive"),
        ("drive.google.com", r"/\w", "Google Drive"),
        ("dropbox.com", r"/\w", "Dropbox"),
        ("wetransfer.com", r"/\w", "WeTransfer"),
        ("icloud.com", r"/attachment/", "iCloud"),
    )
)  # fmt: skip
_LANZOU = re.compile(r"(?:^|\.)lanzou[a-z]?\.com$", re.IGNORECASE)
_ANY_HOST = re.compile(
    r"(?:large|big|huge|super|cloud)[-_]?attach|attachment[-_]download|ftnexs_download|/ftn/download|bigfile|netdisk|filetransfer",
    re.IGNORECASE,
)  # how mail systems of offices name such pages
_CLOUD_WORDS = re.compile(r"超大附件|云附件|大附件|中转站|网盘|云盘|文件快递")
_INSIDE = re.compile(r"[?&](?:url|u|target)=(https?%3a[^&\s]{1,2000}|https?:[^&\s]{1,2000})", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"[^\s<>\"“”|/\\:*?：，。；]{1,100}\.(?:xlsx?|xlsm|xlsb|et|ods|csv|zip|rar|7z|docx?|wps|pdf|pptx?|jpe?g|png|txt)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_MARKUP = re.compile("[<>\"'`&]")
_BEFORE = 200  # characters before a link in which the file's name is looked for
_MOST = 50


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A link as it stands in a text."""

    url: str
    label: str
    before: str  # the text before it


def cloud_links(written: Iterable[WrittenLink]) -> tuple[CloudLink, ...]:
    """The files that lie with a cloud service, each once, fifty at most; an ordinary link is none."""
    found: dict[str, CloudLink] = {}
    for link in written:
        site = _site(link.url) or _site_by_words(link)
        if site and (link.url in found or len(found) < _MOST):
            name = found[link.url].name if link.url in found else ""
            found[link.url] = CloudLink(name or _name(link), site)
    return tuple(dict.fromkeys(found.values()))


def links_in_text(text: str) -> Iterator[WrittenLink]:
    """The links that stand in a text as they are."""
    end = 0
    for match in _TEXT_URL.finditer(text):
        yield WrittenLink(match[0], "", text[max(end, match.start() - _BEFORE) : match.start()])
        end = match.end()


_TEXT_URL = re.compile(r"https?://[!-;=?-~]{4,2000}", re.IGNORECASE)


def _site(url: str) -> str:
    """Whose service the link leads to, also through a page that warns of it; "" for an ordinary link."""
    inside = _INSIDE.search(url)
    return _direct_site(url) or (_direct_site(unquote(inside[1])) if inside else "")


def _direct_site(url: str) -> str:
    match = _URL.match(url)
    if match is None:
        return ""
    host, path = match["host"].lower().rstrip("."), match["path"] or ""
    for known, needed, site in _SITES:
        if (host == known or host.endswith(f".{known}")) and needed.search(path):
            return site
    if _LANZOU.search(host) and len(path) > 1:
        return "蓝奏云"
    return host[:60] if _ANY_HOST.search(path) else ""


def _site_by_words(link: WrittenLink) -> str:
    """The host of a link that the text itself calls a large attachment."""
    match = _URL.match(link.url)
    if match is None or not re.search(r"\w", match["path"] or ""):
        return ""
    return match["host"].lower()[:60] if _CLOUD_WORDS.search(f"{link.before[-40:]}{link.label}") else ""


def _name(link: WrittenLink) -> str:
    """The file's name: the link's own words where they name a file, else the last one named before it."""
    label = link.label.strip()
    if not _FILE_NAME.search(label):
        label = next(reversed(_FILE_NAME.findall(link.before)), "")
    return shown_name(_MARKUP.sub("", label))
