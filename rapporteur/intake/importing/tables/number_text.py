"""Texts of cells that hold numbers. Pure."""

from __future__ import annotations


class NumberText(str):
    """The text of a cell that holds a number: its point stands before decimals, whatever the language."""

    __slots__ = ()
