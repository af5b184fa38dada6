"""The look and the standing texts of the workbooks, as TOML: style profiles and the 填报说明."""

from taizhang_templates.colour_names import colour_name, colour_words
from taizhang_templates.instructions import InstructionTexts, instruction_texts
from taizhang_templates.looks import Colours, Font, Page, Style
from taizhang_templates.style import load_style, read_style, style_names

# 2 added 较上期变化 and 校验提示, the sheet 填报自检 and the stamp's own part.
TEMPLATE_VERSION = "2"

__all__ = [
    "TEMPLATE_VERSION",
    "Colours",
    "Font",
    "InstructionTexts",
    "Page",
    "Style",
    "colour_name",
    "colour_words",
    "instruction_texts",
    "load_style",
    "read_style",
    "style_names",
]
