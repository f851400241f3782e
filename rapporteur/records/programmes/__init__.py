"""Initiatives: projects, trainings, publication series, campaigns."""
