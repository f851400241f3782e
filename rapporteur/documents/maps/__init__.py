"""The world map of the reports: one base map, one projection, cuts of it with places as dots.

The base map (``world.svg``) is drawn once, by ``tools/build_world_map.py``.
"""
