"""Commands about frozen editions: make one, list them, make them again, tell what the records say otherwise."""
