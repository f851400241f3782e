"""From a name as somebody wrote it to the records that it may mean."""
