"""Members who sleep, and why: a page of its own, and the list of the start page."""
