"""The action plan as a tree: what stands where, moved by mouse, by keyboard or by buttons, each move a verb."""
