"""Reconciliation of a printed report: its names and facts, and the rules that only print can break."""
