"""The administrative divisions of China by year, from the tables beside this file (PROVENANCE.md)."""

from taizhang.model.divisions.direct_reporters import default_roster
from taizhang.model.divisions.tables import Divisions, divisions, name_key, short_names

__all__ = ["Divisions", "default_roster", "divisions", "name_key", "short_names"]
