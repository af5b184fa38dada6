"""The look and the standing texts of the workbooks, as TOML: style profiles and the 填报说明."""

from taizhang_templates.instructions import InstructionTexts, instruction_texts
from taizhang_templates.style import Colours, Font, Page, Style, load_style, read_style, style_names

# 2 added 较上期变化 and 校验提示, the sheet 填报自检 and the stamp's own part.
TEMPLATE_VERSION = "2"

__all__ = [
    "TEMPLATE_VERSION",
    "Colours",
    "Font",
    "InstructionTexts",
    "Page",
    "Style",
    "instruction_texts",
    "load_style",
    "read_style",
    "style_names",
]
