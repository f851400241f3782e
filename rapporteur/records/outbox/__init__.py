"""Mails as they are written, wait, go and fail; and what each person chooses to get, and when."""
