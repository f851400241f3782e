"""What only those reports tell whose association chose it: agreements, joint statements, what bodies did."""
