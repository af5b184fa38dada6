"""The notice and the brief of a wide rollup, over its sheets as they are drawn."""
