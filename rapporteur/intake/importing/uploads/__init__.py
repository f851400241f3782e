"""Files that were handed in: kept until they are read, so that nobody need send one twice."""
