"""Newcomers: an organisation that is not on record yet, recorded where somebody has just typed its name."""
