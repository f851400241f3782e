"""The sections that an association chooses, and that no report had before: what they tell, in words."""
