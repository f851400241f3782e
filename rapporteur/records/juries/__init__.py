"""Juries of calls: jurors with their ties, what they judge, the points they give; nobody judges what touches them."""
