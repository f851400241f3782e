"""Meetings of bodies: agenda and attendance, rules of quorum and majority, decisions, accounts laid before a body."""
