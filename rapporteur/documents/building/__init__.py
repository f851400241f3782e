"""All documents of a report, or none, made by processes beside each other."""
