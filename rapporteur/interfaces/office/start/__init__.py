"""The start page: at most five lists of what waits for whoever looks, each row one click from its cure."""
