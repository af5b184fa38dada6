"""Edits that typists, scanners, mail programs and page breaks make to a text, and that change nothing in a plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Edit = Callable[[str, Random], str]

EDITS: dict[str, Edit] = {}
_BLANKS = (" ", "  ", "\u3000", "\t", "\u00a0", " \u3000")
_INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad")
_SHAPES = ("()", "（）", "〔〕", "[]", "【】", "［］")
_WIDTHS = {",": "，", ";": "；", ":": "：", "%": "％", "(": "（", ")": "）", "-": "－"}
_WIDE = {**_WIDTHS, **{str(digit): chr(ord("０") + digit) for digit in range(10)}}
_NUMBERS = re.compile(r"\n— \d+ —\n")


def edit(name: str) -> Callable[[Edit], Edit]:
    def keep(made: Edit) -> Edit:
        EDITS[name] = made
        return made

    return keep


def _inside(text: str, random: Random) -> int:
    """A place between two characters of one line."""
    return random.choice([at for at in range(1, len(text)) if "\n" not in text[at - 1 : at + 1]])


def _put(text: str, at: int, what: str) -> str:
    return text[:at] + what + text[at:]


@edit("a blank inside a word")
def _blank(text: str, random: Random) -> str:
    return _put(text, _inside(text, random), random.choice(_BLANKS))


@edit("blanks in many places")
def _blanks(text: str, random: Random) -> str:
    for _ in range(random.randint(2, 80)):
        text = _blank(text, random)
    return text


@edit("an invisible character")
def _invisible(text: str, random: Random) -> str:
    return _put(text, _inside(text, random), random.choice(_INVISIBLE))


@edit("invisible characters in many places")
def _invisibles(text: str, random: Random) -> str:
    for _ in range(random.randint(2, 80)):
        text = _invisible(text, random)
    return text


@edit("the brackets of one clause")
def _brackets(text: str, random: Random) -> str:
    left, right = random.choice(_SHAPES)
    clause = random.choice(list(re.finditer(r"\((?:[^()\n]|\([^()\n]*\))*\)(?=\n|$)", text)))
    return f"{text[: clause.start()]}{left}{clause[0][1:-1]}{right}{text[clause.end() :]}"


@edit("the brackets of every clause")
def _all_brackets(text: str, random: Random) -> str:
    left, right = random.choice(_SHAPES)
    return re.sub(r"\(((?:[^()\n]|\([^()\n]*\))*)\)(?=\n|$)", rf"{left}\1{right}", text)


@edit("the width of one sign")
def _width(text: str, random: Random) -> str:
    signs = [at for at, one in enumerate(text) if one in _WIDTHS]
    at = random.choice(signs) if signs else 0
    return text[:at] + _WIDTHS.get(text[at], text[at]) + text[at + 1 :]


@edit("the width of some signs and digits")
def _widths(text: str, random: Random) -> str:
    return "".join(_WIDE.get(one, one) if random.random() < 0.5 else one for one in text)


@edit("the width of every sign and digit")
def _all_widths(text: str, random: Random) -> str:
    return text.translate(str.maketrans(_WIDE))


def _torn(line: str, random: Random) -> str:
    """The line on two; what ends in a semicolon there would be a line of a list."""
    places = [at for at in range(1, len(line)) if line[at - 1] not in ";；"]
    return _put(line, random.choice(places), "\n") if places else line


@edit("a line broken")
def _line_broken(text: str, random: Random) -> str:
    return _put(text, _inside(re.sub("[;；](?=.)", "\n", text), random), "\n")


@edit("lines broken in many places")
def _lines_broken(text: str, random: Random) -> str:
    """At most once each: what has a line to itself, and no stop, would be a heading."""
    return "\n".join(_torn(line, random) if random.random() < 0.5 else line for line in text.split("\n"))


@edit("lines broken at the width of a page")
def _wrapped(text: str, random: Random) -> str:
    width = random.randint(20, 60)
    return "\n".join(
        line[at : at + width] for line in text.split("\n") for at in range(0, max(1, len(line)), width)
    )


@edit("a page ended")
def _page_ended(text: str, random: Random) -> str:
    return _put(text, _inside(text, random), f"\n— {random.randint(1, 99)} —\n")


@edit("the ends of lines")
def _line_ends(text: str, random: Random) -> str:
    return text.replace(
        "\n", random.choice(("\r\n", "\r", "\n\n", " \n", "\n\u3000\u3000", "\u2028", "\n \n"))
    )


@edit("every line lost")
def _joined(text: str, random: Random) -> str:
    return "".join(line.strip() for line in text.split("\n"))


@edit("ornaments before the lines of items")
def _ornaments(text: str, random: Random) -> str:
    before, behind = random.choice(
        (("● ", ""), ("## ", ""), ("**", "**"), ("◆", ""), ("- ", ""), ("\uf0d8", ""))
    )
    return re.sub(
        r"(?m)^((?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])[^。\n]*。?)",
        lambda line: f"{before}{line[1]}{behind}",
        text,
    )


@edit("every line as a mail quotes it")
def _quoted(text: str, random: Random) -> str:
    return re.sub("(?m)^", random.choice(("> ", ">", ">> ", "> > ")), text)


@edit("what stands around the text")
def _around(text: str, random: Random) -> str:
    return (
        random.choice(("\ufeff", "\n\n", " ", "\u3000\u3000"))
        + text
        + random.choice(("", "\n\n\n", " ", "\x0c"))
    )
