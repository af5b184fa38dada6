"""Rules name phenomena, never documents: nothing that only one real document says stands in the compiler."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from taizhang.model.divisions import divisions

pytestmark = pytest.mark.shared

CORE = Path(__file__).parents[2] / "src" / "taizhang"
WORDS = CORE / "model" / "words"
LONGEST = 8  # characters that a run may not reach

# The grammar vocabulary that may hold such words, each with its reason.
VOCABULARY = {
    WORDS
    / "english.py": "a table of all provinces, all months and the common offices, for translations of any of them",
}
# Words that documents share with the language itself.
SHARED_WORDS = {
    "development and reform",  # the name of an office at every level
    "traditional chinese medicine",
}


@pytest.fixture(scope="module")
def source():
    files = [*sorted((CORE / "plans").rglob("*.py")), *sorted((CORE / "papers").glob("*.py"))]
    files += [*sorted(WORDS.glob("*.py")), *sorted((WORDS / "terms").glob("*.toml"))]
    return {file: file.read_text(encoding="utf-8") for file in files if file not in VOCABULARY}


@pytest.fixture(scope="module")
def documents(shared):
    return [
        "".join(path.read_text(encoding="utf-8").split()) for path in sorted((shared / "plans").glob("*.txt"))
    ]


@pytest.fixture(scope="module")
def outlines(shared):
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((shared / "gold").glob("*.json"))]


def test_no_run_of_one_document(source, documents):
    runs = (
        (file.name, text[start : start + LONGEST])
        for file, text in source.items()
        for start in range(len(text) - LONGEST + 1)
        if "\u4e00" <= text[start] <= "\u9fff" or "\u4e00" <= text[start + LONGEST - 1] <= "\u9fff"
    )
    assert [(name, run) for name, run in runs if sum(run in document for document in documents) == 1] == []


def test_no_place_name(source, documents):
    known = divisions(2022)
    regions = [known.region(f"{code:02d}0000") for code in range(11, 66)]
    names = {region.name for region in regions if region}
    for province in [region for region in regions if region]:
        for city in known.children(province.code):
            names |= {city.name, *(county.name for county in known.children(city.code))}
    named = {name for name in names if len(name) > 1 and any(name in document for document in documents)}
    assert len(named) > 20
    assert [
        (file.name, name) for file, text in source.items() for name in sorted(named) if name in text
    ] == []


def test_no_number_of_a_document(source, outlines):
    numbers = {outline["doc_number"] for outline in outlines if outline["doc_number"]}
    assert len(numbers) == 2
    assert [
        (file.name, number) for file, text in source.items() for number in numbers if number in text
    ] == []


def test_no_title_of_a_task(source, outlines):
    titles = {task["title"] for outline in outlines for task in outline["tasks"]}
    assert len(titles) > 90
    assert [(file.name, title) for file, text in source.items() for title in titles if title in text] == []


def test_no_sentence_of_the_translated_document(source, shared):
    """In English a run is four words on end; English names in code are no run of the document."""
    text = next(path for path in (shared / "plans").glob("*.txt") if path.name.startswith("004"))
    words = re.findall(r"[a-z']+", text.read_text(encoding="utf-8").lower())
    runs = {" ".join(words[start : start + 4]) for start in range(len(words) - 3)}
    literals = "\n".join(source.values()).lower()
    told = {run for run in runs if run in literals and not any(shared in run for shared in SHARED_WORDS)}
    assert sorted(told - GRAMMAR) == []


# Runs of four words that belong to the grammar of any translated plan.
GRAMMAR = {
    "the end of the",
    "end of the year",
    "before the end of",
    "by the end of",
    "at the end of",
    "the people's government of",
    "office of the people's",
    "of the people's government",
}
