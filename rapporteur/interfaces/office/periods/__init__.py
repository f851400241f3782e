"""Periods: one page for each, on which it is called, closed and locked, and contributions to it are sent and read."""
