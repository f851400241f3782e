"""One thing done with several rows of a list: looked at before, by the verbs of the room, and told afterwards."""
