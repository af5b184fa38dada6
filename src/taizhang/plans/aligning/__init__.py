"""Two plans side by side: which task answers which, and where the lower plan falls short of the upper one."""

from taizhang.plans.aligning.align import Alignment, align
from taizhang.plans.aligning.draw import draw_alignment

__all__ = ["Alignment", "align", "draw_alignment"]
