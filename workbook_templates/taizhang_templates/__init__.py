"""The look and the standing texts of the workbooks, as TOML: style profiles and the 填报说明."""

from taizhang_templates.instructions import InstructionTexts, instruction_texts
from taizhang_templates.style import Colours, Font, Page, Style, load_style, read_style, style_names

TEMPLATE_VERSION = "1"

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
