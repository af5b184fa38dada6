"""How many examples a property is tried with: few that are always the same, or many made up anew."""

from hypothesis import settings

MORE = 40


def examples(count: int) -> settings:
    """So many of them; under --hypothesis-profile=large forty times as many."""
    large = settings.get_current_profile_name() == "large"
    return settings(max_examples=count * MORE if large else count)
