"""Calls for dues, payments, waivers, and the statement that is published."""
