"""What an association changes in the table of roles and rights: within which bounds, kept where, written how."""
