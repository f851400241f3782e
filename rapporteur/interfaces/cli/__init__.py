"""The command `rapporteur`: each command parses, makes one call and prints a summary."""
