"""What the database itself holds to: no overlaps, nothing frozen changes, one moment for all queries of a block."""
