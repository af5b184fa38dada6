"""Paper documents: the text of a plan, whatever file it came in."""

from taizhang.papers.office_program import OfficeProgram
from taizhang.papers.read_document import read_document

__all__ = ["OfficeProgram", "read_document"]
