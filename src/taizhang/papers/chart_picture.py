"""The chart of a brief as a picture: each place's lights, one bar over the other, readable without colours."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from taizhang.rollups.brief import Bar

# Fonts with Chinese characters, as matplotlib calls them; of a collection it knows the first face alone.
CHINESE_FONTS: tuple[str, ...] = (
    "Noto Sans CJK SC", "Source Han Sans SC", "SimHei", "Microsoft YaHei", "PingFang SC", "Heiti SC", "STHeiti",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "FandolHei", "Noto Sans CJK JP", "Noto Serif CJK SC", "SimSun", "AR PL UMing CN",
)  # fmt: skip
_SIZE, _DOTS = (6.14, 2.0), 200  # inches, as wide as the text; dots an inch
_LAYERS = (("绿灯", "#70AD47", ""), ("黄灯", "#FFC000", "///"), ("红灯", "#E0563B", "xxx"))


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart, or one Chinese sentence why there is none."""

    png: bytes | None
    why: str = ""


def draw_lights(bars: Sequence[Bar], fonts: Sequence[str] = CHINESE_FONTS) -> Picture:
    """The bars from left to right; one of `fonts` has to be installed."""
    if not any(any(bar.counts) for bar in bars):
        return Picture(None, "本期还没有任务亮灯，未绘图。")
    try:
        import matplotlib
    except ImportError:
        return Picture(None, "本机没有安装绘图组件，未绘图，各单位亮灯情况见汇总表“总览”。")
    font = _installed(fonts)
    if not font:
        return Picture(None, "本机没有中文字体，未绘图，各单位亮灯情况见汇总表“总览”。")
    look: dict[Any, Any] = {"font.family": font, "hatch.linewidth": 0.5, "axes.unicode_minus": False}
    with matplotlib.rc_context(look):
        return Picture(_painted(bars))


def _installed(fonts: Sequence[str]) -> str:
    from matplotlib.font_manager import fontManager

    known = {one.name for one in fontManager.ttflist}
    return next((name for name in fonts if name in known), "")


def _painted(bars: Sequence[Bar]) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=_SIZE, dpi=_DOTS, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    _draw_bars(axes, bars)
    _draw_frame(axes, bars)
    written = io.BytesIO()
    figure.savefig(written, format="png", metadata={"Software": None})
    return written.getvalue()


def _draw_bars(axes: Any, bars: Sequence[Bar]) -> None:
    """The count stands in its piece of the bar."""
    below = [0] * len(bars)
    for layer, (name, colour, hatch) in enumerate(_LAYERS):
        heights = [bar.counts[layer] for bar in bars]
        axes.bar(
            range(len(bars)), heights, 0.62, bottom=below, label=name, color=colour, hatch=hatch,
            edgecolor="#404040", linewidth=0.4,
        )  # fmt: skip
        for at, height in enumerate(heights):
            if height:
                middle = below[at] + height / 2
                axes.text(
                    at, middle, str(height), ha="center", va="center", fontsize=7, backgroundcolor="#FFFFFFB0"
                )
        below = [held + height for held, height in zip(below, heights, strict=True)]


def _draw_frame(axes: Any, bars: Sequence[Bar]) -> None:
    """Names below, counts at the side; over an empty place the reason."""
    from matplotlib.ticker import MaxNLocator

    for at, bar in enumerate(bars):
        axes.text(at, 0, bar.note, ha="center", va="bottom", fontsize=8, color="#595959")

    crowded = len(bars) > 10
    labels = [bar.name if len(bar.name) <= 8 else f"{bar.name[:7]}…" for bar in bars]
    axes.set_xticks(
        range(len(bars)),
        labels,
        fontsize=8,
        rotation=30 if crowded else 0,
        ha="right" if crowded else "center",
    )
    axes.set_ylabel("任务（项）", fontsize=8)
    axes.tick_params(axis="y", labelsize=8)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(ncols=3, fontsize=8, frameon=False, loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0)
