"""The page of one record: what it is called, what is done with it, what refers to it, what became of it."""
