"""Find or do: records by any of their names, what can be done, and pages, in one box."""
