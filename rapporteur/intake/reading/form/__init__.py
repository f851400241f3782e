"""Reports whose structure nobody has met: what repeats is found by form, and means what its contents are."""
