"""Imports: files handed in, looked through with their doubts, written and undone; and printed reports reconciled."""
