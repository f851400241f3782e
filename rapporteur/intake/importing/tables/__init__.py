"""Spreadsheets: their cells, headings and rows, and what each kind of table proposes."""
