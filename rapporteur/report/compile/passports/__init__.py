"""The passports of members, compiled from the records."""
