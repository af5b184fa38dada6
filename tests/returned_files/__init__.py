"""Files to be returned, and a comparison of what was sent with what goes back."""
