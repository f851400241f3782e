"""Rapporteur: the register and the progress report of a network of cities."""

__version__ = "0.2.0"
