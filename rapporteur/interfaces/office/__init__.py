"""The back office at /cms/: lists and forms of staff."""
