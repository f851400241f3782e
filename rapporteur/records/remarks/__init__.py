"""What people say to each other about a record: comments on passages of its text, and what is to be done about it."""
