"""Reviews: who waits for whom since when, and what is to be read before it is approved or returned."""
