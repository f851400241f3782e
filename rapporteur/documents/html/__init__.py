"""The report as a page that reads without scripts."""
