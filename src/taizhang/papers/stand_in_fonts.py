"""Which font stands in for one of an official paper's where it is not installed: its other names, then free ones."""

from __future__ import annotations

from taizhang.papers.paper_styles import BODY_FONT, HEAD_FONT, SUB_FONT, TITLE_FONT

_FREE_SONG, _FREE_HEI = "Noto Serif CJK SC", "Noto Sans CJK SC"

# In the order in which they are tried; the last ones are free and packaged by every Linux.
STAND_INS: dict[str, tuple[str, ...]] = {
    BODY_FONT: ("仿宋", "FangSong", "方正仿宋_GBK", "FandolFang", "Source Han Serif SC", _FREE_SONG),
    TITLE_FONT: ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "Source Han Serif SC", _FREE_SONG),
    SUB_FONT: ("楷体", "KaiTi", "FandolKai", "AR PL UKai CN", "LXGW WenKai", _FREE_SONG),
    HEAD_FONT: ("SimHei", "Source Han Sans SC", _FREE_HEI, "WenQuanYi Micro Hei"),
    "宋体": ("SimSun", "Source Han Serif SC", _FREE_SONG),
}


def fonts_conf(system: str) -> str:
    """A fontconfig file that adds the stand-ins behind each font to the system's own settings."""
    aliases = "".join(
        f'<alias binding="same"><family>{font}</family><accept>{_families(others)}</accept></alias>'
        for font, others in STAND_INS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">{system}</include>{aliases}</fontconfig>'
    )


def _families(names: tuple[str, ...]) -> str:
    return "".join(f"<family>{name}</family>" for name in names)
