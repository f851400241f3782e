"""Mails of the office: who is written to of what and when, the worker's round that sends them, the pages of both."""
