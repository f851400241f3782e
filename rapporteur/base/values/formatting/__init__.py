"""Dates, periods, numbers, money, shares and lists as an editor of each language prints them.

A language is a tag such as `fr` or `pt-PT`; English without a region is printed the British way, and a language that
CLDR does not know as English.
"""
