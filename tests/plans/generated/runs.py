"""How generated documents are drawn: a seeded sample, or as many as the large profile asks for."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

SEEDED = {"derandomize": True, "database": None, "deadline": None, "suppress_health_check": list(HealthCheck)}


def sampled(examples: int, times: int = 1) -> settings:
    """So many examples, always the same; under the large profile as many as it says, `times` more or fewer."""
    if settings.get_current_profile_name() == "large":
        large = settings.get_profile("large")
        return settings(large, max_examples=max(1, large.max_examples * times))
    return settings(max_examples=examples, **SEEDED)


def many(quick: int, large: int) -> int:
    """How many of something are tried; under the large profile the second number."""
    return large if settings.get_current_profile_name() == "large" else quick


def draw_all(strategy: st.SearchStrategy, examples: int) -> list:
    """So many examples of a strategy, always the same."""
    drawn: list = []

    @given(strategy)
    @settings(max_examples=examples, phases=[Phase.generate], **SEEDED)
    def collect(one):
        drawn.append(one)

    collect()
    return drawn
