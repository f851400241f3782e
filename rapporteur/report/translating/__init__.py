"""Which texts are missing or stale in which language; files for translators, out and back in."""
