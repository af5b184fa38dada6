"""What persons change in a plan: which fields there are, and how a change meets the plan."""
