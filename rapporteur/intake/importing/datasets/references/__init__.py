"""What the files of a data set refer to, and that it is there."""
