"""The commands of checks: what is missing or contradicts itself, and what is waived."""
