"""Admissions: who asked to become a member, what the regional secretary thinks of it, what a body decided."""
