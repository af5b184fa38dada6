"""Very long sheets: rows deflated once, in pieces, and stitched together as bytes."""
