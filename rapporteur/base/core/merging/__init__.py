"""One record merged into another of its kind: what refers to it moves, and moves back as long as that is possible."""
