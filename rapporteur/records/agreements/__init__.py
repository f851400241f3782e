"""What the network agrees with others, and what organisations sign together: agreements, joint statements."""
