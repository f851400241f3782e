"""What is asked of the records of a period before its report is frozen, and what a person waives."""
