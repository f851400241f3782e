"""Calls for applications, and the applications to them: leads, partners that each confirm, deadlines, decisions."""
