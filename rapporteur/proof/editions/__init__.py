"""Frozen reports: hashed, sealed, made again to the byte, compared, corrected by errata."""
