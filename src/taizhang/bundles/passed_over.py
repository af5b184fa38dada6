"""What is listed in a bundle though nobody sent it: lock files, what systems leave behind, folders, links."""

from __future__ import annotations

from taizhang.bundles.found import Found

_LEFT_BEHIND = {
    ".ds_store": "苹果电脑的文件夹记录",
    "thumbs.db": "图片缩略图的缓存",
    "desktop.ini": "文件夹的显示设置",
}


def why_passed_over(found: Found, shown: str) -> str:
    """In Chinese, what it is; "" for a file that is a member."""
    if found.is_folder:
        return "文件夹"
    if found.is_link:
        return "指向别处的快捷方式"
    *folders, name = shown.casefold().split("/")
    if "__macosx" in folders or name.startswith("._"):
        return "苹果电脑的附属文件"
    if name.startswith(("~$", ".~lock.")):
        return "打开文件时的临时文件"
    return _LEFT_BEHIND.get(name, "")
