"""Data sets, tables, calendars and parsed reports become proposals, and records once a person agrees."""
