"""The report as its snapshot."""
