"""Follow-ups: what is to be done about a record, on a page of the record and on that of who has it."""
