"""Rules on those who would become members, and the facts that they ask of."""
