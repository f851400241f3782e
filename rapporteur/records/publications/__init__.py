"""Publications: what the network issued, by whom, in which series; where it was launched, who wrote of it."""
