"""How many documents are generated: a seeded sample in every run, thousands anew with --hypothesis-profile=large."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

_EVER = {"deadline": None, "suppress_health_check": list(HealthCheck)}

settings.register_profile(
    "large", max_examples=3000, derandomize=False, database=None, print_blob=True, **_EVER
)
