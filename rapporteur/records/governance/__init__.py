"""People, bodies, seats and mandates; the focal points of regions."""
