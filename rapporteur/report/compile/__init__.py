"""From the records to the report as a value, in a constant number of queries."""
