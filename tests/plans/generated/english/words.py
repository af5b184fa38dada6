"""The invented world of a translated plan: its place, year and offices, and words that stand for one thing each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice, product

from hypothesis import strategies as st

from generated.families import Draw

PLACES = {  # by the word that the offices carry: name and level
    "Municipal": ("Yunling City", "city", "市"),
    "Provincial": ("Mingchuan Province", "province", "省"),
}
OFFICES = {  # by that word: the office in English and in Chinese
    "Municipal": {
        "Health Commission": "卫生健康委", "Finance Bureau": "财政局", "Medical Insurance Bureau": "医疗保障局",
        "Development and Reform Commission": "发展改革委", "Civil Affairs Bureau": "民政局", "Education Bureau": "教育局",
        "Market Supervision Bureau": "市场监督管理局", "Public Security Bureau": "公安局",
    },
    "Provincial": {
        "Health Commission": "卫生健康委", "Department of Finance": "财政厅", "Medical Insurance Bureau": "医疗保障局",
        "Development and Reform Commission": "发展改革委", "Department of Civil Affairs": "民政厅", "Department of Education": "教育厅",
        "Drug Administration": "药品监督管理局", "Department of Human Resources and Social Security": "人力资源社会保障厅",
    },
}  # fmt: skip
RATES = (
    "signing",
    "renewal",
    "screening",
    "vaccination",
    "referral",
    "satisfaction",
    "awareness",
    "training",
)
WHOSE = ("patient", "resident", "student", "infant", "family", "nursing")
BUILT = ("stations", "wards", "clinics", "centers", "platforms", "laboratories")
NAMED = ("mobile", "smart", "bright", "quiet", "green", "friendly", "model", "joint", "open", "young")
MATTERS = (
    "price monitoring", "prescription circulation", "record keeping", "credit evaluation", "drug guidance", "emergency duty",
    "file management", "fee disclosure", "staff training", "ambulance dispatch", "quality control", "fund supervision",
    "family care", "material storage", "policy publicity", "talent introduction",
)  # fmt: skip
DEEDS = ("Improve {}", "Promote {}", "Strengthen {}", "Optimize {}", "Standardize {}", "Deepen {}")


@dataclass
class World:
    """One document's place and habits; each word of a thing is given out once."""

    sign: str
    year: int
    offset: int = 0
    things: dict[str, Iterator[str]] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return PLACES[self.sign][0]

    @property
    def level(self) -> str:
        return PLACES[self.sign][1]

    def offices(self) -> list[str]:
        return [f"{self.sign} {name}" for name in OFFICES[self.sign]]

    def canonical(self, office: str) -> str:
        name = OFFICES[self.sign].get(office.removeprefix(f"{self.sign} "), "")
        return name and PLACES[self.sign][2] + name

    def _next(self, kind: str, words: list[str]) -> str:
        if kind not in self.things:
            self.things[kind] = islice(cycle(words), self.offset % len(words), None)
        return next(self.things[kind])

    def rate(self) -> str:
        return self._next("rate", [f"{whose} {rate} rate" for rate, whose in product(RATES, WHOSE)])

    def built(self) -> str:
        return self._next("built", [f"{named} {built}" for built, named in product(BUILT, NAMED)])

    def matter(self) -> str:
        return self._next("matter", list(MATTERS))

    def deed(self) -> str:
        return self._next("deed", [deed.format(m) for deed, m in product(DEEDS, MATTERS)])


def draw_world(draw: Draw) -> World:
    sign = draw(st.sampled_from(tuple(PLACES)))
    return World(sign, draw(st.integers(2027, 2034)), draw(st.integers(0, 400)))
