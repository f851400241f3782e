"""Training: who provides it, courses, and who took part in them, by name or only by number."""
