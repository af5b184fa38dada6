"""台账 (taizhang): from a plan document to county ledgers, and back up to the province's rollup."""

__version__ = "0.1.0"
