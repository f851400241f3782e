"""Organisations with dated names, regions and memberships; prospects."""
