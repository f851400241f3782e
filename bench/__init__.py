"""Measurements of Rapporteur against its limits and against what people would use instead: `make bench`."""
